using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Prompts;
using FsCheck.Xunit;

namespace CoupleCheckin.Domain.Tests.CheckIns;

public sealed class CheckInTests
{
    private static readonly DateTimeOffset Start = new(2030, 5, 12, 18, 0, 0, TimeSpan.Zero);
    private static readonly PersonId Ann = PersonId.New();
    private static readonly PersonId Bo = PersonId.New();
    private static readonly PromptKey First = new("review.ease");
    private static readonly PromptKey Second = new("told.thanks");

    private static Round NewCheckIn() => Round.Ask(CoupleId.New(), RoundKind.CheckIn, [First, Second], Start);

    private static Round Opened()
    {
        var checkIn = NewCheckIn();
        foreach (var person in new[] { Ann, Bo })
            Assert.Equal(RoundStep.Taken, checkIn.SealBy(person, new byte[32], Start));
        foreach (var person in new[] { Ann, Bo })
            Assert.Equal(RoundStep.Taken, checkIn.PressReady(person, Start));
        return checkIn;
    }

    [Fact]
    public void It_asks_questions_each_once_and_never_behaviours()
    {
        Assert.Throws<ArgumentException>(() => Round.Ask(CoupleId.New(), RoundKind.CheckIn, [], Start));
        Assert.Throws<ArgumentException>(() => Round.Ask(CoupleId.New(), RoundKind.CheckIn, [First, First], Start));
        Assert.Throws<ArgumentException>(() => Round.Ask(CoupleId.New(), RoundKind.Checklist, [First], Start));
        Assert.Empty(NewCheckIn().Behaviours);
    }

    [Fact]
    public void It_opens_by_the_same_two_presses_as_a_round_and_never_shows_who_works_on_it()
    {
        var checkIn = NewCheckIn();
        checkIn.ShowWorking(Ann, true);
        Assert.Equal(SheetState.NotStarted, checkIn.ToldTo(Bo, Ann));
        Assert.Equal(RoundStep.NotBothSealed, checkIn.PressReady(Ann, Start));
        checkIn.SealBy(Ann, new byte[32], Start);
        Assert.Equal(RoundStep.NotBothSealed, checkIn.PressReady(Ann, Start));
        checkIn.SealBy(Bo, new byte[32], Start);
        Assert.Equal(RoundStep.PartnerHasSealed, checkIn.TakeBack(Ann, Start));
        checkIn.PressReady(Ann, Start);
        Assert.False(checkIn.IsRevealed);
        checkIn.PressReady(Bo, Start);
        Assert.True(checkIn.IsRevealed);
    }

    [Fact]
    public void One_of_the_two_puts_an_opened_one_with_the_earlier_ones_and_a_closed_one_stays_unopened()
    {
        var checkIn = Opened();
        Assert.Equal(RoundStep.AlreadyRevealed, checkIn.Close(Start));
        Assert.Equal(RoundStep.Taken, checkIn.Finish(Start));
        Assert.Equal(RoundStep.AlreadyTaken, checkIn.Finish(Start));
        Assert.True(checkIn.IsRevealed);

        var left = NewCheckIn();
        Assert.Equal(RoundStep.NotBothSealed, left.Finish(Start));
        Assert.False(left.IsClosed(Start + Round.CheckInLifetime - TimeSpan.FromTicks(1)));
        Assert.True(left.IsClosed(Start + Round.CheckInLifetime));
        Assert.Equal(RoundStep.RoundClosed, left.Finish(Start + Round.CheckInLifetime));
    }

    [Property]
    public void What_two_tabs_changed_in_different_questions_stays_whoever_saves_first(string first, string second)
    {
        var before = CheckInSheet.Empty.With(First, "as it was");
        var here = before.With(First, first ?? "");
        var there = before.With(Second, second ?? "") with { Ease = Ease.Mostly };
        Assert.Equal(here.WithChange(before, there), there.WithChange(before, here));
    }

    [Fact]
    public void A_sheet_that_is_too_long_or_broken_says_so_and_shows_nothing_of_itself()
    {
        Assert.Equal(CheckInFlaw.TooLong, CheckInSheet.Empty.With(First, new('a', CheckInSheet.MaxAnswer + 1)).Flaw);
        Assert.Equal(CheckInFlaw.Unreadable, CheckInSheet.Empty.With(First, "\ud83d").Flaw);
        Assert.Equal(CheckInFlaw.None, CheckInSheet.Empty.With(First, "שלום 🙂").Flaw);
        Assert.DoesNotContain("secret", CheckInSheet.Empty.With(First, "secret").ToString(), StringComparison.Ordinal);
        Assert.True(CheckInSheet.Empty.With(First, "a").With(First, "").IsEmpty);
    }
}
