using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Tests.Couples;

public sealed class SeatTests
{
    private static readonly DateTimeOffset Evening = new(2030, 5, 12, 18, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Seat.First)]
    [InlineData(Seat.Second)]
    public void A_couple_has_a_first_and_a_second_seat(int number) => Assert.Equal(number, Take(number).Number);

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(3)]
    public void There_is_no_other_seat(int number) => Assert.Throws<ArgumentOutOfRangeException>(() => Take(number));

    [Fact]
    public void The_one_who_sits_there_is_the_author_of_the_seat()
    {
        var (couple, person) = (CoupleId.New(), PersonId.New());
        var seat = Seat.Take(couple, Seat.First, person, [1]);

        Assert.Equal(person, ((IAuthored)seat).Author);
        Assert.Equal(couple, seat.Couple);
    }

    [Fact]
    public void A_partner_may_be_called_by_another_name()
    {
        var seat = Take(Seat.Second);
        seat.Rename([7, 8]);

        Assert.Equal([7, 8], seat.SealedName);
    }

    [Fact]
    public void Leaving_twice_keeps_the_first_time()
    {
        var seat = Take(Seat.First);
        Assert.Null(seat.LeftAt);

        seat.Leave(Evening);
        seat.Leave(Evening.AddDays(1));

        Assert.Equal(Evening, seat.LeftAt);
    }

    private static Seat Take(int number) => Seat.Take(CoupleId.New(), number, PersonId.New(), [1]);
}
