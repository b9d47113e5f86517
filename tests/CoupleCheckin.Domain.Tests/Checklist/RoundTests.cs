using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoupleCheckin.Domain.Tests.Checklist;

[Properties(Arbitrary = [typeof(AnyOrder)], MaxTest = 500)]
public sealed class RoundTests
{
    private static readonly DateTimeOffset Start = new(2030, 5, 12, 18, 0, 0, TimeSpan.Zero);
    private static readonly PersonId Ann = PersonId.New();
    private static readonly PersonId Bo = PersonId.New();
    private static readonly byte[] Commit = new byte[32];

    private readonly Round round = NewRound();

    public enum Act
    {
        Seal,
        TakeBack,
        Ready,
        ShowWorking,
        HideWorking,
        Close,
        LetAWeekPass,
    }

    [Property]
    public void It_is_open_exactly_when_both_are_ready(Steps steps) => Play(steps, (round, _) =>
        Assert.Equal(round.IsReady(Ann) && round.IsReady(Bo), round.IsRevealed));

    [Property]
    public void Nobody_is_ready_before_both_have_sealed(Steps steps) => Play(steps, (round, _) =>
        Assert.True(round.ReadyPartners.Count == 0 || (round.HasSealed(Ann) && round.HasSealed(Bo))));

    [Property]
    public void A_partner_cannot_take_a_seal_back_once_both_have_sealed(Steps steps)
    {
        var both = false;
        Play(steps, (round, _) =>
        {
            Assert.True(!both || (round.HasSealed(Ann) && round.HasSealed(Bo)));
            both = round.HasSealed(Ann) && round.HasSealed(Bo);
        });
    }

    [Property]
    public void Each_seal_of_a_partner_is_a_higher_attempt_than_the_last(Steps steps) => Play(steps, (round, _) =>
    {
        foreach (var person in (PersonId[])[Ann, Bo])
        {
            var attempts = round.Seals.Where(seal => seal.Author == person).Select(seal => seal.Attempt).ToList();
            Assert.Equal(Enumerable.Range(1, attempts.Count), attempts);
            Assert.Equal(round.HasSealed(person) ? attempts.Count : attempts.Count + 1, round.CurrentAttempt(person));
        }
    });

    [Property]
    public void A_closed_round_is_never_opened_and_never_comes_back(Steps steps)
    {
        var closed = false;
        Play(steps, (round, now) =>
        {
            Assert.True(!closed || round.IsClosed(now));
            Assert.False(round.IsClosed(now) && round.IsRevealed);
            closed = round.IsClosed(now);
        });
    }

    [Property]
    public void After_the_reveal_nothing_changes(Steps steps)
    {
        string? atTheReveal = null;
        Play(steps, (round, _) =>
        {
            if (atTheReveal is not null)
                Assert.Equal(atTheReveal, Everything(round));
            else if (round.IsRevealed)
                atTheReveal = Everything(round);
        });
    }

    [Property]
    public void After_closing_nothing_changes(Steps steps)
    {
        string? atClosing = null;
        Play(steps, (round, now) =>
        {
            if (atClosing is not null)
                Assert.Equal(atClosing, Everything(round));
            else if (round.ClosedAt is not null)
                atClosing = Everything(round);
            Assert.False(round.IsClosed(now) && (round.CanAnswer(Ann, now) || round.CanAnswer(Bo, now)));
        });
    }

    [Property]
    public void Answers_change_only_while_they_are_not_sealed(Steps steps) => Play(steps, (round, now) =>
    {
        foreach (var person in (PersonId[])[Ann, Bo])
            Assert.False(round.CanAnswer(person, now) && (round.HasSealed(person) || round.IsRevealed || round.IsClosed(now)));
    });

    [Property]
    public void Every_step_that_is_taken_raises_the_version_by_one_and_no_other_does(Steps steps)
    {
        var (round, now, taken) = (NewRound(), Start, 0L);
        foreach (var step in steps.All)
        {
            if (Take(round, step, ref now) == RoundStep.Taken)
                taken++;
            Assert.Equal(taken, round.Version);
        }
    }

    [Fact]
    public void Of_the_rounds_played_here_many_are_opened_and_many_are_closed()
    {
        var ends = AnyOrder.Steps().Generator.Sample(500).Select(steps =>
        {
            var (round, now) = (NewRound(), Start);
            foreach (var step in steps.All)
                Take(round, step, ref now);
            return (Opened: round.IsRevealed, Closed: round.IsClosed(now));
        }).ToList();

        Assert.True(ends.Count(end => end.Opened) > 50);
        Assert.True(ends.Count(end => end.Closed) > 50);
    }

    [Fact]
    public void The_second_press_opens_the_round_and_gives_the_time_of_the_reveal()
    {
        SealBoth();
        Assert.Equal(RoundStep.Taken, round.PressReady(Ann, Start.AddHours(1)));
        Assert.False(round.IsRevealed);
        Assert.Null(round.RevealedAt);

        Assert.Equal(RoundStep.Taken, round.PressReady(Bo, Start.AddHours(2)));

        Assert.True(round.IsRevealed);
        Assert.Equal(Start.AddHours(2), round.RevealedAt);
        Assert.False(round.IsClosed(Start + Round.Lifetime));
    }

    [Fact]
    public void A_third_press_does_not_shut_an_open_round()
    {
        var stranger = PersonId.New();
        SealBoth();
        round.SealBy(stranger, Commit, Start);
        round.PressReady(Ann, Start);
        round.PressReady(Bo, Start);

        Assert.Equal(RoundStep.AlreadyTaken, round.PressReady(stranger, Start));
        Assert.True(round.IsRevealed);
    }

    [Fact]
    public void One_partner_pressing_twice_opens_nothing()
    {
        SealBoth();
        round.PressReady(Ann, Start);

        Assert.Equal(RoundStep.AlreadyTaken, round.PressReady(Ann, Start));
        Assert.False(round.IsRevealed);
    }

    [Fact]
    public void A_partner_is_not_ready_before_the_other_has_sealed()
    {
        round.SealBy(Ann, Commit, Start);

        Assert.Equal(RoundStep.NotBothSealed, round.PressReady(Ann, Start));
        Assert.Equal(RoundStep.NotBothSealed, round.PressReady(Bo, Start));
        Assert.Empty(round.ReadyPartners);
    }

    [Fact]
    public void A_partner_takes_a_seal_back_while_the_other_has_not_sealed()
    {
        round.SealBy(Ann, Commit, Start);

        Assert.Equal(RoundStep.Taken, round.TakeBack(Ann, Start));
        Assert.False(round.HasSealed(Ann));
        Assert.True(round.CanAnswer(Ann, Start));
        Assert.Equal(RoundStep.AlreadyTaken, round.TakeBack(Ann, Start));
    }

    [Fact]
    public void A_seal_stands_once_the_partner_has_sealed_too()
    {
        SealBoth();

        Assert.Equal(RoundStep.PartnerHasSealed, round.TakeBack(Ann, Start));
        Assert.Equal(RoundStep.PartnerHasSealed, round.TakeBack(Bo, Start));
        Assert.True(round.HasSealed(Ann));
    }

    [Fact]
    public void A_seal_taken_back_no_longer_holds_the_partner()
    {
        round.SealBy(Ann, Commit, Start);
        round.TakeBack(Ann, Start);
        round.SealBy(Bo, Commit, Start);

        Assert.Equal(RoundStep.Taken, round.TakeBack(Bo, Start));
    }

    [Fact]
    public void Sealing_twice_changes_nothing()
    {
        round.SealBy(Ann, Commit, Start);

        Assert.Equal(RoundStep.AlreadyTaken, round.SealBy(Ann, Commit, Start));
        Assert.Single(round.Seals);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_commit_has_32_bytes(int length) =>
        Assert.Throws<ArgumentException>(() => round.SealBy(Ann, new byte[length], Start));

    [Fact]
    public void The_partner_is_told_one_of_three_words()
    {
        Assert.Equal(SheetState.NotStarted, round.StateOf(Ann));
        round.ShowWorking(Ann, shown: true);
        Assert.Equal(SheetState.Working, round.StateOf(Ann));
        round.ShowWorking(Ann, shown: false);
        Assert.Equal(SheetState.NotStarted, round.StateOf(Ann));
        round.SealBy(Ann, Commit, Start);
        Assert.Equal(SheetState.Sealed, round.StateOf(Ann));
        Assert.Equal(SheetState.NotStarted, round.StateOf(Bo));
    }

    [Fact]
    public void Showing_that_one_works_twice_leaves_one_mark()
    {
        round.ShowWorking(Ann, shown: true);
        round.ShowWorking(Ann, shown: true);

        Assert.Single(round.WorkingOn);
    }

    [Fact]
    public void Either_partner_closes_an_unopened_round()
    {
        SealBoth();
        round.PressReady(Ann, Start);

        Assert.Equal(RoundStep.Taken, round.Close(Start));
        Assert.True(round.IsClosed(Start));
        Assert.Equal(RoundStep.RoundClosed, round.PressReady(Bo, Start));
        Assert.Equal(RoundStep.RoundClosed, round.SealBy(Ann, Commit, Start));
        Assert.Equal(RoundStep.RoundClosed, round.TakeBack(Ann, Start));
        Assert.Equal(RoundStep.AlreadyTaken, round.Close(Start));
        Assert.False(round.IsRevealed);
    }

    [Fact]
    public void An_opened_round_is_not_closed_any_more()
    {
        SealBoth();
        round.PressReady(Ann, Start);
        round.PressReady(Bo, Start);

        Assert.Equal(RoundStep.AlreadyRevealed, round.Close(Start));
        Assert.Null(round.ClosedAt);
    }

    [Fact]
    public void A_round_that_nobody_opens_closes_by_itself_after_sixty_days()
    {
        Assert.False(round.IsClosed(Start.AddDays(60).AddTicks(-1)));
        Assert.True(round.IsClosed(Start.AddDays(60)));
        Assert.Equal(RoundStep.RoundClosed, round.SealBy(Ann, Commit, Start.AddDays(60)));
    }

    [Fact]
    public void Of_a_topic_of_ones_own_choice_nobody_is_told_anything_before_both_have_sealed()
    {
        var own = Round.Start(CoupleId.New(), [new BehaviourKey("sex.sexting")], Start, PassId.New(), Topic.Sexual);
        own.ShowWorking(Ann, shown: true);
        Assert.Empty(own.WorkingOn);
        Assert.False(own.ConcernsPartnerOf(Ann));

        own.SealBy(Ann, Commit, Start);
        Assert.Equal(SheetState.NotStarted, own.ToldTo(Bo, Ann));
        Assert.False(own.ConcernsPartnerOf(Ann));

        own.SealBy(Bo, Commit, Start);
        Assert.Equal((SheetState.Sealed, SheetState.Sealed), (own.ToldTo(Bo, Ann), own.ToldTo(Ann, Bo)));
        Assert.True(own.ConcernsPartnerOf(Ann));
    }

    [Fact]
    public void Of_every_other_round_each_is_told_the_one_word()
    {
        round.SealBy(Ann, Commit, Start);
        Assert.Equal((SheetState.Sealed, SheetState.NotStarted), (round.ToldTo(Bo, Ann), round.ToldTo(Ann, Bo)));
        Assert.True(round.ConcernsPartnerOf(Ann));
    }

    [Fact]
    public void A_round_needs_behaviours_each_once()
    {
        var key = new BehaviourKey("ex.meet-alone");

        Assert.Throws<ArgumentException>(() => Round.Start(CoupleId.New(), [], Start));
        Assert.Throws<ArgumentException>(() => Round.Start(CoupleId.New(), [key, key], Start));
    }

    private static Round NewRound() => Round.Start(CoupleId.New(), [new BehaviourKey("ex.meet-alone")], Start);

    private void SealBoth()
    {
        round.SealBy(Ann, Commit, Start);
        round.SealBy(Bo, Commit, Start);
    }

    private static void Play(Steps steps, Action<Round, DateTimeOffset> check)
    {
        var (round, now) = (NewRound(), Start);
        foreach (var step in steps.All)
        {
            Take(round, step, ref now);
            check(round, now);
        }
    }

    private static RoundStep? Take(Round round, Step step, ref DateTimeOffset now)
    {
        var person = step.ByAnn ? Ann : Bo;
        switch (step.Act)
        {
            case Act.Seal:
                return round.SealBy(person, Commit, now);
            case Act.TakeBack:
                return round.TakeBack(person, now);
            case Act.Ready:
                return round.PressReady(person, now);
            case Act.Close:
                return round.Close(now);
            case Act.ShowWorking:
            case Act.HideWorking:
                round.ShowWorking(person, step.Act == Act.ShowWorking);
                return null;
            default:
                now += TimeSpan.FromDays(7);
                return null;
        }
    }

    private static string Everything(Round round) => string.Join('|', [
        .. round.Seals.Select(seal => $"seal {seal.Author} {seal.Attempt}"),
        .. round.SealsTakenBack.Select(back => $"back {back.Author} {back.Attempt}"),
        .. round.ReadyPartners.Select(press => $"ready {press.Author} {press.At:O}"),
        .. round.WorkingOn.Select(mark => $"working {mark.Author}"),
        $"{round.IsRevealed} {round.RevealedAt:O} {round.ClosedAt:O} {round.Version} {round.StateOf(Ann)} {round.StateOf(Bo)}",
    ]);

    public sealed record Step(bool ByAnn, Act Act)
    {
        public override string ToString() => Act == Act.LetAWeekPass ? "a week passes" : $"{(ByAnn ? "Ann" : "Bo")}: {Act}";
    }

    public sealed record Steps(IReadOnlyList<Step> All)
    {
        public override string ToString() => string.Join(", ", All);
    }

    /// <summary>Steps of both, in any order; sealing and readiness are common, so that many rounds are opened.</summary>
    public static class AnyOrder
    {
        public static Arbitrary<Steps> Steps() => Arb.From(
            Step().ListOf().Select(steps => new Steps([.. steps])),
            steps => steps.All.Select((_, left) => new Steps([.. steps.All.Where((_, at) => at != left)])));

        private static Gen<Step> Step() =>
            from byAnn in Gen.Elements(true, false)
            from act in Gen.Frequency(
                (6, Gen.Constant(Act.Seal)),
                (6, Gen.Constant(Act.Ready)),
                (3, Gen.Constant(Act.TakeBack)),
                (2, Gen.Constant(Act.ShowWorking)),
                (2, Gen.Constant(Act.HideWorking)),
                (2, Gen.Constant(Act.LetAWeekPass)),
                (1, Gen.Constant(Act.Close)))
            select new Step(byAnn, act);
    }
}
