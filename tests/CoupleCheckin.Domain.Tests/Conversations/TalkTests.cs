using System.Collections.Immutable;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Couples;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoupleCheckin.Domain.Tests.Conversations;

[Properties(Arbitrary = [typeof(AnyOrder)], MaxTest = 400)]
public sealed class TalkTests
{
    private static readonly DateTimeOffset Start = new(2030, 5, 12, 18, 0, 0, TimeSpan.Zero);
    private static readonly PersonId Ann = PersonId.New();
    private static readonly PersonId Bo = PersonId.New();
    private static readonly ConcernText Text = new("saw", "felt", "unsure", "like", true);

    public enum Do
    {
        Ready,
        NotReady,
        Say,
        Yes,
        Nearly,
        Break,
        Back,
        Park,
        Promise,
        Choose,
        Share,
        TwoDevices,
        Pass,
        Take,
        Open,
        Stop,
        AnHourPasses,
        Late,
    }

    [Property]
    public void It_moves_one_stage_at_a_time_and_only_when_both_were_ready(Steps steps) => Play(steps, (before, _, after) =>
    {
        if (after.At == before.At)
            return;
        Assert.Equal(before.At + 1, after.At);
        Assert.Single(before.Ready);
        Assert.Empty(after.Ready);
    });

    [Property]
    public void Whoever_has_just_said_something_is_not_ready_to_move_on(Steps steps) => Play(steps, (before, step, after) =>
    {
        if (after.Said.Count > before.Said.Count)
            Assert.DoesNotContain(after.Said[^1].Who, after.Ready);
    });

    [Property]
    public void Nothing_that_was_said_parked_or_promised_is_ever_lost_or_there_twice(Steps steps) => Play(steps, (before, _, after) =>
    {
        Assert.Equal(before.Said.Select(saying => (saying.Id, saying.Who, saying.Text)), after.Said.Take(before.Said.Count).Select(saying => (saying.Id, saying.Who, saying.Text)));
        Assert.Equal(before.Parked.Select(topic => topic.Id), after.Parked.Take(before.Parked.Count).Select(topic => topic.Id));
        Assert.Equal(before.Actions.Select(action => action.Id), after.Actions.Take(before.Actions.Count).Select(action => action.Id));
        Assert.Equal(after.Said.Count, after.Said.Select(saying => saying.Id).Distinct().Count());
        Assert.Equal(after.Actions.Count, after.Actions.Select(action => action.Id).Distinct().Count());
    });

    [Property]
    public void Only_whoever_has_the_word_says_something(Steps steps) => Play(steps, (before, _, after) =>
    {
        if (after.Said.Count == before.Said.Count)
            return;
        var saying = after.Said[^1];
        Assert.True(before.MaySay(saying.Who));
        if (before.Turn is { } turn)
            Assert.Equal(turn.Part == TurnPart.Speaking, saying.Who == turn.Speaker);
    });

    [Property]
    public void The_floor_passes_only_after_a_yes_or_when_both_move_on(Steps steps) => Play(steps, (before, step, after) =>
    {
        if (before.Turn is null || after.Turn is null || before.Turn.Speaker == after.Turn.Speaker)
            return;
        Assert.True(after.At == before.At + 1 || (step.What == Do.Yes && before.Turn.Part == TurnPart.Answering));
    });

    [Property]
    public void A_break_holds_everything_but_itself(Steps steps) => Play(steps, (before, _, after) =>
    {
        if (before.Break is null || after.Break is null)
            return;
        Assert.Equal((before.At, before.Said.Count, before.Actions.Count), (after.At, after.Said.Count, after.Actions.Count));
        Assert.Equal((before.Turn?.Speaker, before.Turn?.Part), (after.Turn?.Speaker, after.Turn?.Part));
        Assert.Equal((before.Break.From, before.Break.Until), (after.Break.From, after.Break.Until));
    });

    [Property]
    public void After_a_break_the_talk_goes_on_where_it_was(Steps steps)
    {
        Talk? held = null;
        Play(steps, (before, _, after) =>
        {
            if (before.Break is null && after.Break is not null)
                held = after;
            if (before.Break is not null && after.Break is null && after.EndedAt is null)
                Assert.Equal((held!.At, held.Turn?.Speaker, held.Turn?.Part), (after.At, after.Turn?.Speaker, after.Turn?.Part));
        });
    }

    [Property]
    public void A_break_lasts_twenty_minutes_at_least_and_a_day_at_most(Steps steps) => Play(steps, (before, step, after) =>
    {
        if (after.Break is { } held)
            Assert.InRange(held.Until - held.From, TalkBreak.Shortest, TalkBreak.Longest);
        if (before.Break is { } was && after.Break is null && after.EndedAt is null)
            Assert.True(step.Now - was.From >= TalkBreak.Shortest);
    });

    [Property]
    public void After_its_end_nothing_is_added(Steps steps)
    {
        string? atTheEnd = null;
        Play(steps, (_, _, after) =>
        {
            if (atTheEnd is not null)
                Assert.Equal(atTheEnd, Everything(after));
            else if (after.EndedAt is not null)
                atTheEnd = Everything(after);
        });
    }

    [Property]
    public void What_was_prepared_opens_only_when_the_talk_has_begun(Steps steps) => Play(steps, (_, _, after) =>
        Assert.True(after.Opening is null || after.BegunAt is not null));

    [Property]
    public void At_a_shared_device_only_whoever_has_it_in_hand_does_anything(Steps steps) => Play(steps, (before, step, after) =>
    {
        if (before.Device is null || after.Said.Count == before.Said.Count)
            return;
        Assert.Equal(before.Device, step.ByAnn ? Ann : Bo);
        Assert.Equal(before.Hands, after.Said[^1].Who);
        Assert.False(before.IsBeingPassed);
    });

    [Property]
    public void A_step_that_is_not_taken_changes_nothing(Steps steps)
    {
        var (talk, now) = (NewTalk(), Start);
        foreach (var step in steps.All)
        {
            var move = Take(talk, step, ref now);
            Assert.Equal(move.Step != TalkStep.Taken, ReferenceEquals(move.Talk, talk));
            talk = move.Talk;
        }
    }

    [Property]
    public void Whatever_is_sent_twice_is_done_once(Steps steps)
    {
        var (talk, now) = (NewTalk(), Start);
        foreach (var step in steps.All)
        {
            var (act, who) = (ActOf(talk, step, now), step.ByAnn ? Ann : Bo);
            if (act is null)
            {
                talk = Take(talk, step, ref now).Talk;
                continue;
            }

            var once = talk.Take(who, act, now).Talk;
            var twice = once.Take(who, act, now);
            if (act is not (TalkAct.Pass or TalkAct.ShareDevice or TalkAct.UseTwoDevices))
                Assert.Equal(Everything(once), Everything(twice.Talk));
            talk = once;
        }
    }

    [Property]
    public void Whatever_happened_both_can_always_go_on_to_the_end(Steps steps)
    {
        var (talk, now) = (NewTalk(), Start);
        foreach (var step in steps.All)
            talk = Take(talk, step, ref now).Talk;
        now += TimeSpan.FromHours(1);
        talk = talk.UseTwoDevices(Ann).Talk;
        talk = talk.ComeBack(Ann, now).Talk.ComeBack(Bo, now).Talk;
        for (var at = talk.At; at < talk.Stages.Count; at++)
            talk = talk.PressReady(Ann, at, now).Talk.PressReady(Bo, at, now).Talk;

        Assert.NotNull(talk.EndedAt);
    }

    [Fact]
    public void Of_the_talks_played_here_many_reach_their_last_stage_many_break_and_many_share_a_device()
    {
        var ends = AnyOrder.Steps().Generator.Sample(400, 60).Select(steps =>
        {
            var (talk, now, broke, shared) = (NewTalk(), Start, false, false);
            foreach (var step in steps.All)
            {
                talk = Take(talk, step, ref now).Talk;
                (broke, shared) = (broke || talk.Break is not null, shared || talk.Device is not null);
            }

            return (Far: talk.At >= 4, Broke: broke, Shared: shared, Said: talk.Said.Count);
        }).ToList();

        Assert.True(ends.Count(end => end.Far) > 50, $"far {ends.Count(end => end.Far)}");
        Assert.True(ends.Count(end => end.Broke) > 60);
        Assert.True(ends.Count(end => end.Shared) > 60);
        Assert.True(ends.Sum(end => end.Said) > 400);
    }

    [Fact]
    public void A_late_press_moves_nothing()
    {
        var talk = Begun();
        Assert.Equal(1, talk.At);

        Assert.Equal(TalkStep.AlreadyTaken, talk.PressReady(Ann, 0, Start).Step);
        Assert.Equal(TalkStep.AlreadyTaken, talk.PressReady(Bo, 0, Start).Step);
    }

    [Fact]
    public void In_rounds_the_floor_passes_after_a_yes_and_stays_after_a_nearly()
    {
        var talk = AtStage(4);
        Assert.Equal((Ann, TurnPart.Speaking), (talk.Turn!.Speaker, talk.Turn.Part));
        Assert.Equal(TalkStep.NotNow, talk.Say(Bo, Guid.NewGuid(), 4, "too early", Start).Step);
        talk = talk.Say(Ann, Guid.NewGuid(), 4, "one", Start).Talk;
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        talk = talk.Say(Bo, first, 4, "back", Start).Talk;
        Assert.Equal(TalkStep.NotNow, talk.Answer(Bo, first, Heard.Yes, Start).Step);
        talk = talk.Answer(Ann, first, Heard.Nearly, Start).Talk;
        Assert.Equal((Ann, TurnPart.SayingBack), (talk.Turn!.Speaker, talk.Turn.Part));
        talk = talk.Say(Bo, second, 4, "back again", Start).Talk;
        Assert.Equal(TalkStep.AlreadyTaken, talk.Answer(Ann, first, Heard.Yes, Start).Step);
        talk = talk.Answer(Ann, second, Heard.Yes, Start).Talk;
        Assert.Equal((Bo, TurnPart.Speaking), (talk.Turn!.Speaker, talk.Turn.Part));
        Assert.Equal(Heard.Yes, talk.Said[^1].Heard);
    }

    [Fact]
    public void In_rounds_that_are_ones_own_the_same_one_goes_on_after_a_yes()
    {
        var talk = AtStage(4) with { Stages = [.. NewTalk().Stages.Select(stage => stage.Kind == PhaseKind.Turns ? stage with { Speaker = Speaker.Opener } : stage)] };
        var back = Guid.NewGuid();
        talk = talk.Say(Ann, Guid.NewGuid(), 4, "one", Start).Talk.Say(Bo, back, 4, "back", Start).Talk.Answer(Ann, back, Heard.Yes, Start).Talk;
        Assert.Equal((Ann, TurnPart.Speaking), (talk.Turn!.Speaker, talk.Turn.Part));
    }

    [Fact]
    public void Air_time_counts_who_speaks_and_no_clock_that_goes_back_or_sleeps()
    {
        var talk = AtStage(4);
        talk = talk.Say(Ann, Guid.NewGuid(), 4, "", Start.AddMinutes(3)).Talk;
        Assert.Equal(TimeSpan.FromMinutes(3), talk.StarterAir);
        talk = talk.Say(Bo, Guid.NewGuid(), 4, "", Start.AddMinutes(-10)).Talk;
        Assert.Equal(TimeSpan.Zero, talk.OtherAir);
        talk = talk.Answer(Ann, talk.Said[^1].Id, Heard.NotYet, Start.AddMinutes(4)).Talk;
        talk = talk.Say(Bo, Guid.NewGuid(), 4, "", Start.AddHours(9)).Talk;
        Assert.Equal(TimeSpan.FromMinutes(10), talk.OtherAir);
    }

    [Theory]
    [InlineData(19, TalkStep.WrongTime)]
    [InlineData(20, TalkStep.Taken)]
    [InlineData(24 * 60, TalkStep.Taken)]
    [InlineData((24 * 60) + 1, TalkStep.WrongTime)]
    public void A_break_names_its_return_between_twenty_minutes_and_a_day(int minutes, TalkStep expected) =>
        Assert.Equal(expected, Begun().CallBreak(Bo, Start.AddMinutes(minutes), Start).Step);

    [Fact]
    public void Both_calling_a_break_call_one_and_both_come_back_to_it()
    {
        var talk = Begun().CallBreak(Ann, Start.AddMinutes(30), Start).Talk;
        Assert.Equal(TalkStep.AlreadyTaken, talk.CallBreak(Bo, Start.AddMinutes(60), Start).Step);
        Assert.Equal(TalkStep.TooSoon, talk.ComeBack(Bo, Start.AddMinutes(19)).Step);
        Assert.Equal(TalkStep.Taken, talk.ComeBack(Bo, Start.AddHours(-5)).Step);
        Assert.Equal(TalkStep.OnBreak, talk.PressReady(Bo, 1, Start).Step);
        talk = talk.ComeBack(Bo, Start.AddMinutes(21)).Talk;
        Assert.NotNull(talk.Break);
        Assert.Null(talk.ComeBack(Ann, Start.AddMinutes(40)).Talk.Break);
    }

    [Fact]
    public void Each_says_what_they_will_do_themselves_and_only_they_cross_it_off()
    {
        var talk = AtStage(5);
        var id = Guid.NewGuid();
        talk = talk.Promise(Bo, id, "I will say it before.", Start).Talk;
        Assert.Equal(Bo, Assert.Single(talk.Actions).Owner);
        Assert.Equal(TalkStep.AlreadyTaken, talk.CrossOffAction(Ann, id).Step);
        Assert.True(talk.CrossOffAction(Bo, id).Talk.Actions[0].IsDone);
    }

    [Fact]
    public void Of_the_times_on_the_table_the_other_picks_one_or_puts_another_in_their_place()
    {
        var talk = NewTalk();
        var (time, other) = (talk.Invitation.Times[0], Start.AddDays(3));
        Assert.Equal(TalkStep.NotNow, talk.PickTime(Ann, time, Start).Step);
        Assert.Equal(TalkStep.NotNow, talk.PickTime(Bo, other, Start).Step);
        Assert.Equal(TalkStep.WrongTime, talk.OfferTime(Bo, Start.AddMinutes(-1), Start).Step);
        talk = talk.OfferTime(Bo, other, Start).Talk;
        Assert.Equal(TalkStep.NotNow, talk.PickTime(Bo, other, Start).Step);
        talk = talk.PickTime(Ann, other, Start).Talk;
        Assert.Equal(other, talk.Invitation.Agreed);
        talk = talk.OfferTime(Ann, time, Start).Talk;
        Assert.Null(talk.Invitation.Agreed);
    }

    [Fact]
    public void An_invitation_that_was_taken_back_and_one_that_ran_out_are_both_over()
    {
        var talk = NewTalk();
        Assert.Equal(TalkStep.NotNow, talk.TakeBack(Bo, Start).Step);
        Assert.True(talk.TakeBack(Ann, Start).Talk.IsOver(Start));
        Assert.False(talk.IsOver(talk.Invitation.Times[0].AddDays(6)));
        Assert.True(talk.IsOver(talk.Invitation.Times[0].AddDays(8)));
        Assert.Equal(TalkStep.Over, talk.PressReady(Ann, 0, talk.Invitation.Times[0].AddDays(8)).Step);
        Assert.False(Begun().IsOver(Start.AddYears(1)));
    }

    [Fact]
    public void A_text_that_is_too_long_or_cannot_be_kept_is_refused_in_so_many_words()
    {
        var talk = AtStage(4);
        Assert.Equal(TalkStep.TooLong, talk.Say(Ann, Guid.NewGuid(), 4, new('x', Talk.MaxSaying + 1), Start).Step);
        Assert.Equal(TalkStep.Unreadable, talk.Say(Ann, Guid.NewGuid(), 4, "half \ud83d", Start).Step);
        Assert.Equal(TalkStep.TooLong, talk.Park(Ann, Guid.NewGuid(), new('x', Talk.MaxLine + 1), Start).Step);
        Assert.Equal(TalkStep.NotNow, talk.Park(Ann, Guid.NewGuid(), "  ", Start).Step);
        Assert.Equal(TalkStep.NotYours, talk.PressReady(PersonId.New(), 4, Start).Step);
    }

    private static void Play(Steps steps, Action<Talk, Played, Talk> check)
    {
        var (talk, now) = (NewTalk(), Start);
        foreach (var step in steps.All)
        {
            var after = Take(talk, step, ref now).Talk;
            check(talk, new(step.ByAnn, step.What, now), after);
            talk = after;
        }
    }

    private static TalkMove Take(Talk talk, Step step, ref DateTimeOffset now)
    {
        var me = step.ByAnn ? Ann : Bo;
        switch (step.What)
        {
            case Do.AnHourPasses:
                now += TimeSpan.FromHours(1);
                return new(talk, TalkStep.AlreadyTaken);
            case Do.Open:
                return talk.Open(me, Text);
            default:
                return talk.Take(me, ActOf(talk, step, now)!, now);
        }
    }

    private static TalkAct? ActOf(Talk talk, Step step, DateTimeOffset now) => step.What switch
    {
        Do.Ready => new TalkAct.PressReady(talk.At),
        Do.Late => new TalkAct.PressReady(talk.At - 1),
        Do.NotReady => new TalkAct.TakeBackReady(talk.At),
        Do.Say => new TalkAct.Say(step.Id, talk.At, step.Id.ToString()),
        Do.Yes => new TalkAct.Answer(LastSaidBack(talk), Heard.Yes),
        Do.Nearly => new TalkAct.Answer(LastSaidBack(talk), Heard.Nearly),
        Do.Break => new TalkAct.CallBreak(now.AddMinutes(30)),
        Do.Back => new TalkAct.ComeBack(),
        Do.Park => new TalkAct.Park(step.Id, "later"),
        Do.Promise => new TalkAct.Promise(step.Id, "I will"),
        Do.Choose => new TalkAct.Choose(TalkOutcome.Understood),
        Do.Share => new TalkAct.ShareDevice(),
        Do.TwoDevices => new TalkAct.UseTwoDevices(),
        Do.Pass => new TalkAct.Pass(),
        Do.Take => new TalkAct.TakeInHand(),
        Do.Stop => new TalkAct.Stop(),
        Do.Open or Do.AnHourPasses => null,
        _ => throw new InvalidOperationException(),
    };

    private static Guid LastSaidBack(Talk talk) => talk.Said.FindLast(saying => saying.Kind == SayingKind.SaidBack)?.Id ?? Guid.Empty;

    private static Talk NewTalk() => Talk.Invite(
        Ann,
        Bo,
        new("s.raise"),
        [
            new("ready", PhaseKind.Ready, Speaker.Both), new("settle", PhaseKind.Appreciation, Speaker.InTurns), new("opener", PhaseKind.Opening, Speaker.Opener),
            new("back", PhaseKind.SayBack, Speaker.Other), new("turns", PhaseKind.Turns, Speaker.InTurns), new("note", PhaseKind.Note, Speaker.Nobody),
        ],
        new TalkInvitation { Minutes = 40, SentAt = Start, OfferedBy = Ann, Times = [Start.AddDays(1)] }) with { HasPrepared = true };

    private static Talk Begun() => AtStage(1);

    private static Talk AtStage(int stage)
    {
        var talk = NewTalk();
        while (talk.At < stage)
            talk = talk.PressReady(Ann, talk.At, Start).Talk.PressReady(Bo, talk.At, Start).Talk;
        return talk;
    }

    private static string Everything(Talk talk) => System.Text.Json.JsonSerializer.Serialize(talk);

    public sealed record Step(bool ByAnn, Do What, Guid Id)
    {
        public override string ToString() => $"{(ByAnn ? "Ann" : "Bo")} {What}";
    }

    public sealed record Played(bool ByAnn, Do What, DateTimeOffset Now);

    public sealed record Steps(ImmutableList<Step> All)
    {
        public override string ToString() => string.Join(", ", All);
    }

    /// <summary>Steps of both, in any order; readiness and speaking are common, so that many talks get far.</summary>
    public static class AnyOrder
    {
        public static Arbitrary<Steps> Steps() => Arb.From(
            Step().ListOf().Select(steps => new Steps([.. steps])),
            steps => steps.All.Select((_, left) => new Steps([.. steps.All.Where((_, at) => at != left)])));

        private static Gen<Step> Step() =>
            from byAnn in Gen.Elements(true, false)
            from what in Gen.Frequency(
                (22, Gen.Constant(Do.Ready)), (8, Gen.Constant(Do.Say)), (4, Gen.Constant(Do.Yes)), (2, Gen.Constant(Do.Nearly)), (1, Gen.Constant(Do.NotReady)),
                (1, Gen.Constant(Do.Break)), (3, Gen.Constant(Do.Back)), (1, Gen.Constant(Do.Park)), (1, Gen.Constant(Do.Promise)), (1, Gen.Constant(Do.Choose)),
                (1, Gen.Constant(Do.Share)), (2, Gen.Constant(Do.TwoDevices)), (2, Gen.Constant(Do.Pass)), (2, Gen.Constant(Do.Take)), (2, Gen.Constant(Do.Open)),
                (2, Gen.Constant(Do.AnHourPasses)), (1, Gen.Constant(Do.Late)))
            from stop in Gen.Frequency((120, Gen.Constant(false)), (1, Gen.Constant(true)))
            select new Step(byAnn, stop ? Do.Stop : what, Guid.NewGuid());
    }
}
