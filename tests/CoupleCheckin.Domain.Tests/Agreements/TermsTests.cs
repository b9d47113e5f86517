using CoupleCheckin.Domain.Agreements;

namespace CoupleCheckin.Domain.Tests.Agreements;

public sealed class TermsTests
{
    private static readonly DateOnly Today = new(2028, 2, 29);
    private static readonly Terms Good = new() { Line = "We say so afterwards.", Openness = Openness.TellAfterwards };

    [Fact]
    public void A_line_and_how_much_to_tell_are_enough() => Assert.Equal(TermsFlaw.None, Good.FlawOn(Today));

    [Fact]
    public void What_is_missing_or_wrong_is_named()
    {
        Assert.Equal(TermsFlaw.NoLine, (Good with { Line = " \n" }).FlawOn(Today));
        Assert.Equal(TermsFlaw.NoOpenness, (Good with { Openness = null }).FlawOn(Today));
        Assert.Equal(TermsFlaw.TooLong, (Good with { Line = new('x', Terms.MaxLineLength + 1) }).FlawOn(Today));
        Assert.Equal(TermsFlaw.TooLong, (Good with { Examples = new('x', Terms.MaxTextLength + 1) }).FlawOn(Today));
        Assert.Equal(TermsFlaw.Unreadable, (Good with { Fine = "half of \ud83d" }).FlawOn(Today));
        Assert.Equal(TermsFlaw.NoEnd, (Good with { Form = TermsForm.Trial }).FlawOn(Today));
        Assert.Equal(TermsFlaw.EndIsPast, (Good with { Form = TermsForm.Trial, Until = Today.AddDays(-1) }).FlawOn(Today));
        Assert.Equal(TermsFlaw.EndIsPast, (Good with { Form = TermsForm.Trial, From = Today.AddDays(9), Until = Today.AddDays(8) }).FlawOn(Today));
        Assert.Equal(TermsFlaw.ReviewIsPast, (Good with { ReviewOn = Today }).FlawOn(Today));
        Assert.Equal(TermsFlaw.TooFarAway, (Good with { ReviewOn = Today.AddYears(21) }).FlawOn(Today));
    }

    [Fact]
    public void What_is_left_open_needs_an_end_and_no_openness() =>
        Assert.Equal(TermsFlaw.None, new Terms { Line = "Photos: left open.", Form = TermsForm.LeftOpen, Until = Today }.FlawOn(Today));

    [Fact]
    public void The_end_of_a_clause_needs_no_words() => Assert.Equal(TermsFlaw.None, new Terms { Form = TermsForm.Ending }.FlawOn(Today));

    [Fact]
    public void The_same_change_is_the_same_with_other_capitals_dots_and_dates()
    {
        Assert.True(Good.SaysTheSameAs(Good with { Line = "we  say so AFTERWARDS", ReviewOn = Today }));
        Assert.False(Good.SaysTheSameAs(Good with { Line = "We say so before." }));
        Assert.False(Good.SaysTheSameAs(Good with { Openness = Openness.TellBefore }));
        Assert.False(Good.SaysTheSameAs(Good with { For = ForWhom.FirstSeat }));
        Assert.False(Good.SaysTheSameAs(Good with { Exceptions = "On holiday." }));
    }

    [Fact]
    public void Nothing_of_the_words_is_shown_in_a_log() => Assert.DoesNotContain("afterwards", Good.ToString(), StringComparison.Ordinal);
}
