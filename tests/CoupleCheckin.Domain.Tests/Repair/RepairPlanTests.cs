using System.Collections.Immutable;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Repair;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoupleCheckin.Domain.Tests.Repair;

[Properties(Arbitrary = [typeof(AnyOrder)], MaxTest = 400)]
public sealed class RepairPlanTests
{
    private static readonly DateTimeOffset Start = new(2030, 5, 12, 18, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly FirstDay = DateOnly.FromDateTime(Start.Date);
    private static readonly PersonId Ann = PersonId.New();
    private static readonly PersonId Bo = PersonId.New();

    public enum Do
    {
        Agree,
        PutOff,
        TakeBack,
        OnStage,
        BackStage,
        LateStage,
        DropWish,
        Pause,
        ComeBack,
        Offer,
        Report,
        End,
        Land,
        Renew,
        DropRenewal,
        Show,
        Hide,
        GoOn,
        Part,
        Unsign,
        Reopen,
        DropReopen,
        SealPulse,
        UnsealPulse,
        OpenPulse,
        ADayPasses,
        TwoWeeksPass,
    }

    [Property]
    public void A_stage_changes_by_one_and_only_with_the_wish_of_both(Steps steps) => Play(steps, (before, step, after) =>
    {
        if (after.Stage == before.Stage)
            return;
        Assert.Equal(1, Math.Abs(after.Stage - before.Stage));
        Assert.Contains(new StageWish(PartnerOf(step.Me), after.Stage), before.Wishes);
        Assert.Empty(after.Wishes);
    });

    [Property]
    public void It_opens_closes_and_opens_again_only_with_both(Steps steps) => Play(steps, (before, step, after) =>
    {
        if (before.OpenedAt is null && after.OpenedAt is not null)
            Assert.Equal(before.Asker, PartnerOf(step.Me));
        if (!before.IsClosed && after.IsClosed)
        {
            Assert.Contains(before.Signatures, press => press.Who == PartnerOf(step.Me) && press.Ending == after.Ending);
            Assert.Equal(2, after.Signatures.Select(press => press.Who).Distinct().Count());
            Assert.All(after.Signatures, press => Assert.Equal(after.Ending, press.Ending));
            Assert.DoesNotContain(after.Commitments, commitment => commitment.IsRunning(step.Today.AddDays(1)));
        }

        if (before.IsClosed && !after.IsClosed)
            Assert.Contains(before.Reopening, press => press.Who == PartnerOf(step.Me) && step.Now < press.At + RepairPlan.AskStands);
    });

    [Property]
    public void A_commitment_is_changed_by_its_owner_alone_but_for_how_it_landed(Steps steps) => Play(steps, (before, step, after) =>
    {
        foreach (var was in before.Commitments)
        {
            var now = Assert.Single(after.Commitments, commitment => commitment.Id == was.Id);
            if (step.What is Do.GoOn or Do.Part)
                Assert.Equal(was with { EndedOn = now.EndedOn }, now);
            else if (was.Owner == step.Me)
                Assert.Equal(was with { Report = now.Report, ReportedOn = now.ReportedOn, EndedOn = now.EndedOn, EndNote = now.EndNote, IsRenewalOffered = now.IsRenewalOffered }, now);
            else if (now.Until == was.Until)
                Assert.Equal(was with { Landed = now.Landed }, now);
            else
                Assert.Equal((Do.Renew, was with { IsRenewalOffered = true, Until = now.Until, Review = now.Review }), (step.What, now with { IsRenewalOffered = true }));

            if (now.Until != was.Until)
                Assert.True(was.IsRenewalOffered && was.IsRunning(step.Today) && now.Until > was.Until && now.Until < step.Today.AddDays(RepairPlan.LongestDays));
        }

        foreach (var added in after.Commitments.Skip(before.Commitments.Count))
        {
            Assert.Equal(step.Me, added.Owner);
            Assert.True(added.Until < added.From.AddDays(RepairPlan.LongestDays));
        }
    });

    [Property]
    public void Nobody_ever_has_more_than_three_running_or_two_of_one_kind(Steps steps) => Play(steps, (before, step, after) =>
    {
        if (after.Commitments.Count == before.Commitments.Count)
            return;
        var mine = after.Commitments.Where(commitment => commitment.Owner == step.Me && commitment.IsRunning(step.Today)).ToList();
        Assert.True(mine.Count <= RepairPlan.MostRunning);
        Assert.Equal(mine.Count, mine.Select(commitment => commitment.Kind).Distinct().Count());
    });

    [Property]
    public void A_pulse_opens_only_when_both_have_sealed_and_both_have_pressed(Steps steps) => Play(steps, (before, _, after) =>
    {
        foreach (var pulse in after.Pulses)
        {
            Assert.Equal(pulse.Ready.Count == 2, pulse.OpenedAt is not null);
            Assert.True(pulse.Ready.IsEmpty || pulse.IsSealedByBoth);
            Assert.Equal(pulse.Seals.Count, pulse.Seals.Select(seal => seal.Who).Distinct().Count());
        }

        foreach (var opened in before.Pulses.Where(pulse => pulse.OpenedAt is not null))
            Assert.Contains(opened, after.Pulses);
    });

    [Property]
    public void While_it_pauses_or_is_closed_no_stage_moves_and_nothing_is_offered_or_sealed(Steps steps) => Play(steps, (before, step, after) =>
    {
        if (before.PausedAt is null && !before.IsClosed)
            return;
        if (step.What is not (Do.Reopen or Do.GoOn or Do.Part))
            Assert.Equal(before.Stage, after.Stage);
        Assert.Equal(before.Commitments.Count, after.Commitments.Count);
        Assert.Equal(before.Pulses, after.Pulses);
    });

    [Property]
    public void What_one_keeps_to_oneself_is_never_told_to_the_other(Steps steps) => Play(steps, (_, step, after) =>
    {
        foreach (var me in new[] { Ann, Bo })
        {
            var seen = after.AsSeenBy(me, step.Now);
            if (!after.BothShowLines)
                Assert.DoesNotContain(PartnerOf(me), seen.ShowsLine);
            if (me == after.Asker)
                Assert.False(seen.IsPutOff);
        }
    });

    [Property]
    public void A_press_that_is_refused_changes_nothing(Steps steps) => Play(steps, static (before, step, after) =>
    {
        if (step.Step != RepairStep.Taken)
            Assert.Same(before, after);
    });

    [Fact]
    public void An_asking_that_leads_to_nothing_leaves_no_trace_and_looks_the_same_whatever_was_answered()
    {
        var (plain, putOff) = (RepairPlan.Ask(Ann, Bo, Start), RepairPlan.Ask(Ann, Bo, Start).PutOff(Bo, Start.AddDays(1)).Plan);
        foreach (var days in new[] { 2, 13, 14, 20 })
        {
            var now = Start.AddDays(days);
            Assert.Equal(plain.IsThereFor(Ann, now), putOff.IsThereFor(Ann, now));
            Assert.Equal(Written(plain.AsSeenBy(Ann, now)), Written(putOff.AsSeenBy(Ann, now)));
            Assert.False(putOff.IsThereFor(Bo, now));
        }

        Assert.False(plain.IsThereFor(Bo, Start.AddDays(14)));
        Assert.Equal(RepairStep.NotNow, plain.Agree(Bo, Start.AddDays(14)).Step);
        Assert.Equal(RepairStep.Taken, putOff.Agree(Bo, Start.AddDays(3)).Step);
        Assert.False(plain.TakeBack(Ann, Start).Plan.IsThereFor(Ann, Start));
        Assert.Equal(RepairStep.AlreadyTaken, plain.Agree(Ann, Start).Step);
        Assert.Equal(RepairStep.NotYours, plain.Take(PersonId.New(), new RepairAct.Agree(), Start, FirstDay).Step);
    }

    [Theory]
    [InlineData(-1, 10, 5, RepairStep.WrongDays)]
    [InlineData(0, 83, 40, RepairStep.Taken)]
    [InlineData(0, 84, 40, RepairStep.WrongDays)]
    [InlineData(5, 4, 4, RepairStep.WrongDays)]
    [InlineData(28, 40, 30, RepairStep.Taken)]
    [InlineData(29, 40, 30, RepairStep.WrongDays)]
    [InlineData(0, 10, 11, RepairStep.WrongDays)]
    [InlineData(3, 10, 2, RepairStep.WrongDays)]
    [InlineData(0, 0, 0, RepairStep.Taken)]
    public void A_commitment_has_days_that_fit_and_always_an_end(int from, int until, int review, RepairStep expected) =>
        Assert.Equal(expected, Open().Offer(Ann, new(Guid.NewGuid(), new("c.support"), "I go", FirstDay.AddDays(from), FirstDay.AddDays(until), FirstDay.AddDays(review), ""), FirstDay).Step);

    [Fact]
    public void A_commitment_needs_words_that_can_be_kept()
    {
        Assert.Equal(RepairStep.Blank, Offered("  ").Step);
        Assert.Equal(RepairStep.TooLong, Offered(new('x', RepairPlan.MaxText + 1)).Step);
        Assert.Equal(RepairStep.Unreadable, Offered("half \ud83d").Step);
        Assert.Equal(RepairStep.Taken, Offered("I tell you \U0001F600").Step);

        static RepairMove Offered(string text) => Open().Offer(Ann, new(Guid.NewGuid(), new("c.support"), text, FirstDay, FirstDay.AddDays(7), FirstDay.AddDays(3), ""), FirstDay);
    }

    [Fact]
    public void A_commitment_ends_by_itself_and_makes_room_for_another()
    {
        var plan = Open();
        foreach (var kind in new[] { "c.support", "c.ask-once", "c.no-lever" })
            plan = plan.Offer(Ann, new(Guid.NewGuid(), new(kind), "I do", FirstDay, FirstDay.AddDays(6), FirstDay.AddDays(3), ""), FirstDay).Plan;
        var fourth = new RepairAct.Offer(Guid.NewGuid(), new("c.health"), "I go", FirstDay, FirstDay.AddDays(30), FirstDay.AddDays(20), "");
        Assert.Equal(RepairStep.Full, plan.Offer(Ann, fourth, FirstDay).Step);
        Assert.Equal(RepairStep.SameKind, plan.Offer(Ann, fourth with { Kind = new("c.support") }, FirstDay).Step);
        Assert.Equal(RepairStep.Taken, plan.Offer(Bo, fourth, FirstDay).Step);
        Assert.Equal(RepairStep.Taken, plan.Offer(Ann, fourth with { From = FirstDay.AddDays(7) }, FirstDay.AddDays(7)).Step);
        Assert.Equal(RepairStep.Taken, plan.End(Ann, plan.Commitments[0].Id, "no longer needed", FirstDay).Plan.Offer(Ann, fourth, FirstDay).Step);
        Assert.Equal(RepairStep.NotYours, plan.End(Bo, plan.Commitments[0].Id, "", FirstDay).Step);
    }

    [Fact]
    public void A_commitment_goes_on_when_its_owner_offers_it_and_the_other_says_yes()
    {
        var plan = Open().Offer(Ann, new(Guid.NewGuid(), new("c.support"), "I do", FirstDay, FirstDay.AddDays(20), FirstDay.AddDays(10), ""), FirstDay).Plan;
        var (id, day) = (plan.Commitments[0].Id, FirstDay.AddDays(10));
        Assert.Equal(RepairStep.NotNow, plan.Renew(Ann, id, true, day.AddDays(-1)).Step);
        Assert.Equal(RepairStep.NotYours, plan.Renew(Bo, id, true, day).Step);
        var offered = plan.Renew(Ann, id, true, day).Plan;
        Assert.Equal(FirstDay.AddDays(20), offered.Commitments[0].Until);
        Assert.Equal(RepairStep.NotYours, offered.Renew(Bo, id, false, day).Step);
        Assert.Equal(RepairStep.NotYours, offered.Renew(Ann, id, false, day).Plan.Renew(Bo, id, true, day).Step);
        Assert.Equal(RepairStep.NotNow, offered.Renew(Bo, id, true, FirstDay.AddDays(21)).Step);
        var renewed = offered.Renew(Bo, id, true, day.AddDays(1)).Plan.Commitments[0];
        Assert.Equal((day.AddDays(42), day.AddDays(22), false), (renewed.Until, renewed.Review, renewed.IsRenewalOffered));
        Assert.Equal(RepairStep.Paused, offered.Pause(Start).Plan.Renew(Bo, id, true, day).Step);
    }

    [Fact]
    public void The_weeks_of_a_plan_begin_with_the_day_on_which_it_was_opened()
    {
        Assert.Equal(FirstDay, RepairPlan.WeekOf(FirstDay, FirstDay));
        Assert.Equal(FirstDay, RepairPlan.WeekOf(FirstDay, FirstDay.AddDays(6)));
        Assert.Equal(FirstDay.AddDays(7), RepairPlan.WeekOf(FirstDay, FirstDay.AddDays(7)));
        Assert.Equal(FirstDay, RepairPlan.WeekOf(FirstDay, FirstDay.AddDays(-1)));
    }

    [Fact]
    public void A_pulse_that_one_alone_sealed_gives_way_to_the_next_week_and_one_that_both_sealed_waits()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var alone = Open().SealPulse(Ann, first, FirstDay, new byte[32]).Plan;
        Assert.Null(alone.PulseOf(FirstDay.AddDays(7)));
        Assert.Equal(RepairStep.Taken, alone.SealPulse(Bo, second, FirstDay.AddDays(7), new byte[32]).Step);
        var both = alone.SealPulse(Bo, first, FirstDay, new byte[32]).Plan;
        Assert.Equal(first, both.PulseOf(FirstDay.AddDays(7))!.Id);
        Assert.Equal(RepairStep.NotNow, both.SealPulse(Bo, second, FirstDay.AddDays(7), new byte[32]).Step);
        Assert.Equal(RepairStep.NotNow, both.TakePulseBack(Ann, first).Step);
        Assert.Equal(RepairStep.NotBothSealed, alone.PressPulse(Ann, first, Start).Step);
    }

    [Fact]
    public void Nothing_of_what_was_written_shows_when_it_is_logged()
    {
        var offer = new RepairAct.Offer(Guid.NewGuid(), new("c.support"), "a secret", FirstDay, FirstDay, FirstDay, "a secret");
        var plan = Open().Offer(Ann, offer, FirstDay).Plan;
        Assert.DoesNotContain("secret", $"{plan}{plan.Commitments[0]}{offer}{new RepairNotes { Did = "secret" }}{new PulseAnswers { Need = "secret" }}", StringComparison.Ordinal);
    }

    private static RepairPlan Open() => RepairPlan.Ask(Ann, Bo, Start).Agree(Bo, Start).Plan;

    private static PersonId PartnerOf(PersonId me) => me == Ann ? Bo : Ann;

    private static string Written(RepairPlan plan) => System.Text.Json.JsonSerializer.Serialize(plan);

    private static void Play(Steps steps, Action<RepairPlan, Played, RepairPlan> check)
    {
        var (plan, now) = (RepairPlan.Ask(Ann, Bo, Start), Start);
        foreach (var step in steps.All)
        {
            now += step.What switch { Do.ADayPasses => TimeSpan.FromDays(1), Do.TwoWeeksPass => TimeSpan.FromDays(14), _ => TimeSpan.FromMinutes(1) };
            var (me, today) = (step.ByAnn ? Ann : Bo, DateOnly.FromDateTime(now.Date));
            var move = Take(plan, step, me, now, today);
            check(plan, new(me, step.What, move.Step, now, today), move.Plan);
            plan = move.Plan;
        }
    }

    private static RepairMove Take(RepairPlan plan, Step step, PersonId me, DateTimeOffset now, DateOnly today)
    {
        var week = RepairPlan.WeekOf(FirstDay, today);
        var pulse = plan.PulseOf(week)?.Id ?? new Guid(week.DayNumber, 0, 0, new byte[8]);
        var some = plan.Commitments.IsEmpty ? Guid.Empty : plan.Commitments[step.Number % plan.Commitments.Count].Id;
        return step.What switch
        {
            Do.SealPulse => plan.SealPulse(me, pulse, week, new byte[32]),
            Do.UnsealPulse => plan.TakePulseBack(me, pulse),
            Do.OpenPulse => plan.PressPulse(me, pulse, now),
            Do.ADayPasses or Do.TwoWeeksPass => new(plan, RepairStep.AlreadyTaken),
            _ => plan.Take(me, ActOf(plan, step, some, today), now, today),
        };
    }

    private static RepairAct ActOf(RepairPlan plan, Step step, Guid some, DateOnly today) => step.What switch
    {
        Do.Agree => new RepairAct.Agree(),
        Do.PutOff => new RepairAct.PutOff(),
        Do.TakeBack => new RepairAct.TakeBack(),
        Do.OnStage => new RepairAct.Wish(plan.Stage, plan.Stage + 1),
        Do.BackStage => new RepairAct.Wish(plan.Stage, plan.Stage - 1),
        Do.LateStage => new RepairAct.Wish(plan.Stage - 1, plan.Stage),
        Do.DropWish => new RepairAct.DropWish(plan.Stage),
        Do.Pause => new RepairAct.Pause(),
        Do.ComeBack => new RepairAct.ComeBack(),
        Do.Offer => new RepairAct.Offer(Guid.NewGuid(), new($"c.kind-{step.Number % 5}"), "I do", today, today.AddDays(5 + (step.Number % 90)), today.AddDays(2), ""),
        Do.Report => new RepairAct.Report(some, (CommitmentReport)(step.Number % 4)),
        Do.End => new RepairAct.End(some, "done with it"),
        Do.Land => new RepairAct.Land(some, $"it landed {step.Number}"),
        Do.Renew => new RepairAct.Renew(some, true),
        Do.DropRenewal => new RepairAct.Renew(some, false),
        Do.Show => new RepairAct.ShowLine(true),
        Do.Hide => new RepairAct.ShowLine(false),
        Do.GoOn => new RepairAct.Sign(RepairEnding.GoOn),
        Do.Part => new RepairAct.Sign(RepairEnding.Part),
        Do.Unsign => new RepairAct.Unsign(),
        Do.Reopen => new RepairAct.Reopen(),
        Do.DropReopen => new RepairAct.DropReopen(),
        _ => throw new InvalidOperationException(),
    };

    public sealed record Step(bool ByAnn, Do What, int Number)
    {
        public override string ToString() => $"{(ByAnn ? "Ann" : "Bo")} {What} {Number}";
    }

    public sealed record Played(PersonId Me, Do What, RepairStep Step, DateTimeOffset Now, DateOnly Today);

    public sealed record Steps(ImmutableList<Step> All)
    {
        public override string ToString() => string.Join(", ", All);
    }

    /// <summary>Steps of both, in any order. Nearly all plans are opened at the beginning, so that many get far.</summary>
    public static class AnyOrder
    {
        public static Arbitrary<Steps> Steps() => Arb.From(
            from opens in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
            from steps in Step().ListOf()
            select new Steps(opens ? [new(false, Do.Agree, 0), .. steps] : [.. steps]),
            steps => steps.All.Select((_, left) => new Steps([.. steps.All.Where((_, at) => at != left)])));

        private static Gen<Step> Step() =>
            from byAnn in Gen.Elements(true, false)
            from what in Gen.Frequency(
                (8, Gen.Constant(Do.OnStage)), (2, Gen.Constant(Do.BackStage)), (1, Gen.Constant(Do.LateStage)), (1, Gen.Constant(Do.DropWish)), (1, Gen.Constant(Do.Pause)), (3, Gen.Constant(Do.ComeBack)),
                (6, Gen.Constant(Do.Offer)), (2, Gen.Constant(Do.Report)), (2, Gen.Constant(Do.End)), (1, Gen.Constant(Do.Land)), (4, Gen.Constant(Do.Renew)), (1, Gen.Constant(Do.DropRenewal)), (1, Gen.Constant(Do.Show)), (1, Gen.Constant(Do.Hide)),
                (2, Gen.Constant(Do.GoOn)), (1, Gen.Constant(Do.Part)), (1, Gen.Constant(Do.Unsign)), (4, Gen.Constant(Do.Reopen)), (1, Gen.Constant(Do.DropReopen)),
                (4, Gen.Constant(Do.SealPulse)), (1, Gen.Constant(Do.UnsealPulse)), (4, Gen.Constant(Do.OpenPulse)), (2, Gen.Constant(Do.ADayPasses)), (1, Gen.Constant(Do.TwoWeeksPass)),
                (1, Gen.Constant(Do.Agree)), (1, Gen.Constant(Do.PutOff)), (1, Gen.Constant(Do.TakeBack)))
            from number in Gen.Choose(0, 99)
            select new Step(byAnn, what, number);
    }
}
