using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Couples;
using FsCheck.Xunit;

namespace CoupleCheckin.Domain.Tests.CheckIns;

public sealed class CheckInRhythmTests
{
    private static readonly TimeZoneInfo Zurich = TimeZoneInfo.FindSystemTimeZoneById("Europe/Zurich");

    private static CheckInRhythm Rhythm(Pace pace, DateOnly from, int minute = 19 * 60) => CheckInRhythm.Of(CoupleId.New(), pace, from, minute);

    [Fact]
    public void A_monthly_one_stays_on_its_weekday_and_a_fifth_one_is_the_last()
    {
        var second = Rhythm(Pace.Monthly, new(2026, 11, 8));
        Assert.Equal([new(2026, 11, 8), new(2026, 12, 13), new(2027, 1, 10)], second.Days(new(2026, 11, 1), new(2027, 1, 31)));
        var fifth = Rhythm(Pace.Monthly, new(2026, 11, 29));
        Assert.Equal([new(2026, 11, 29), new(2026, 12, 27), new(2027, 1, 31), new(2027, 2, 28)], fifth.Days(new(2026, 11, 1), new(2027, 2, 28)));
    }

    [Theory]
    [InlineData(Pace.Weekly, 7)]
    [InlineData(Pace.TwoWeeks, 14)]
    public void A_rhythm_in_weeks_goes_on_from_its_first_day_and_not_before(Pace pace, int days)
    {
        var from = new DateOnly(2026, 11, 29);
        var rhythm = Rhythm(pace, from);
        Assert.Equal([from, from.AddDays(days), from.AddDays(2 * days)], rhythm.Days(from.AddDays(-100), from.AddDays(2 * days)));
        Assert.Null(rhythm.LastUpTo(from.AddDays(-1)));
        Assert.Equal(from, rhythm.LastUpTo(from.AddDays(days - 1)));
        Assert.Equal(from, rhythm.NextFrom(from.AddDays(-400)));
        Assert.Equal(from.AddDays(days * 53), rhythm.NextFrom(from.AddDays((days * 52) + 1)));
    }

    [Fact]
    public void Without_a_day_there_is_none() => Assert.Null(Rhythm(Pace.NoDay, new(2026, 11, 29)).NextFrom(new(2026, 11, 29)));

    [Property]
    public void Every_day_of_a_rhythm_has_the_weekday_of_the_first(byte offset, byte pace, ushort ahead)
    {
        var from = new DateOnly(2026, 1, 1).AddDays(offset);
        var day = Rhythm((Pace)(1 + (pace % 3)), from).NextFrom(from.AddDays(ahead));
        Assert.NotNull(day);
        Assert.Equal(from.DayOfWeek, day.Value.DayOfWeek);
        Assert.True(day >= from.AddDays(ahead));
    }

    [Fact]
    public void Its_hour_stays_when_the_clocks_change_and_one_that_is_skipped_or_repeated_is_one_moment()
    {
        var evening = Rhythm(Pace.Weekly, new(2027, 3, 21));
        Assert.Equal(new DateTimeOffset(2027, 3, 21, 18, 0, 0, TimeSpan.Zero), evening.MomentOn(new(2027, 3, 21), Zurich));
        Assert.Equal(new DateTimeOffset(2027, 3, 28, 17, 0, 0, TimeSpan.Zero), evening.MomentOn(new(2027, 3, 28), Zurich));
        var night = Rhythm(Pace.Weekly, new(2027, 3, 28), (2 * 60) + 30);
        Assert.Equal(new DateTimeOffset(2027, 3, 28, 1, 30, 0, TimeSpan.Zero), night.MomentOn(new(2027, 3, 28), Zurich));
        Assert.Equal(new DateTimeOffset(2027, 10, 31, 0, 30, 0, TimeSpan.Zero), night.MomentOn(new(2027, 10, 31), Zurich));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24 * 60)]
    public void There_is_no_such_time_of_day(int minute) => Assert.Throws<ArgumentOutOfRangeException>(() => Rhythm(Pace.Weekly, new(2026, 11, 29), minute));
}
