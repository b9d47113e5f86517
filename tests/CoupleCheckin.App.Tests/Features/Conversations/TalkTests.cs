using System.Diagnostics;
using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Couples;
using FsCheck.Fluent;
using Xunit.Abstractions;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Conversations;

public sealed class TalkTests(ITestOutputHelper output)
{
    public static TheoryData<Engine> Here => Engines.Here;

    [Theory]
    [MemberData(nameof(Here))]
    public async Task After_a_power_cut_at_any_stage_the_talk_goes_on_where_it_was(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var talk = await home.AsAnn.RaiseAsync(Talking.AConcern(home));
        var stages = (await home.AsAnn.OpenTalkAsync(talk))!.Talk.Stages.Count;
        var said = 0;
        for (var at = 0; at < stages; at++)
        {
            // In each stage whoever may speak does, one is ready, and then the power goes.
            var view = (await home.AsAnn.OpenTalkAsync(talk))!;
            foreach (var who in new[] { home.AsAnn, home.AsBo }.Where(who => view.Talk.MaySay(who.Person)))
            {
                await who.SayAsync(talk, $"{who.Name} in {at}");
                said++;
            }

            await home.AsBo.ReadyAsync(talk);
            var before = Views.AsJson((await home.AsBo.OpenTalkAsync(talk))!.Talk);
            await home.RestartAndUnlockAsync();
            var after = (await home.AsBo.OpenTalkAsync(talk))!.Talk;
            Assert.Equal(before, Views.AsJson(after));
            Assert.Equal((at, said), (after.At, after.Said.Count));
            Assert.Equal(TalkStep.AlreadyTaken, await home.AsBo.DoAsync(talk, new TalkAct.PressReady(at)));
            Assert.Equal(TalkStep.Taken, await home.AsAnn.DoAsync(talk, new TalkAct.PressReady(at)));
        }

        Assert.NotNull((await home.AsAnn.OpenTalkAsync(talk))!.Talk.EndedAt);
        Assert.Equal(said, (await home.AsAnn.OpenTalkAsync(talk))!.Talk.Said.Select(saying => saying.Id).Distinct().Count());
    }

    [Fact]
    public void A_talk_that_is_kept_and_read_again_between_any_two_steps_is_the_same_talk()
    {
        var (ann, bo, now) = (PersonId.New(), PersonId.New(), new DateTimeOffset(2030, 5, 12, 18, 0, 0, TimeSpan.Zero));
        var acts = Gen.Elements<Func<Talk, TalkAct>>(
            talk => new TalkAct.PressReady(talk.At),
            talk => new TalkAct.PressReady(talk.At),
            talk => new TalkAct.Say(Guid.NewGuid(), talk.At, "words “quoted” and \U0001F600"),
            talk => new TalkAct.Answer(talk.Said.FindLast(saying => saying.Kind == SayingKind.SaidBack)?.Id ?? Guid.Empty, Heard.Yes),
            _ => new TalkAct.CallBreak(now.AddMinutes(30)),
            _ => new TalkAct.ComeBack(),
            _ => new TalkAct.Park(Guid.NewGuid(), "later"),
            _ => new TalkAct.Promise(Guid.NewGuid(), "I will"),
            _ => new TalkAct.Choose(TalkOutcome.SmallSteps),
            _ => new TalkAct.ShareDevice(),
            _ => new TalkAct.Pass(),
            _ => new TalkAct.TakeInHand(),
            _ => new TalkAct.UseTwoDevices());
        var steps = acts.Zip(Gen.Elements(true, false)).ArrayOf(60);
        var taken = 0;
        foreach (var play in steps.Sample(120))
        {
            var (kept, straight) = (New(), New());
            straight = kept;
            foreach (var (act, byAnn) in play)
            {
                now = now.AddMinutes(7);
                var (what, who) = (act(straight), byAnn ? ann : bo);
                straight = straight.Take(who, what, now).Talk;
                var move = SealedJson.Read<Talk>(SealedJson.Write(kept)).Take(who, what, now);
                taken += move.Step == TalkStep.Taken ? 1 : 0;
                kept = move.Talk;
                Assert.Equal(SealedJson.Write(straight), SealedJson.Write(kept));
            }
        }

        Assert.True(taken > 1_000);

        Talk New() => Talk.Invite(
            ann,
            bo,
            new("s.turns"),
            [new("ready", PhaseKind.Ready, Speaker.Both), new("say", PhaseKind.Say, Speaker.Opener), new("back", PhaseKind.SayBack, Speaker.Other), new("turns", PhaseKind.Turns, Speaker.InTurns), new("note", PhaseKind.Note, Speaker.Nobody)],
            new TalkInvitation { Minutes = 15, SentAt = now, OfferedBy = ann });
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task However_both_press_at_once_each_press_counts_once(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var talks = new List<TalkId>();
        foreach (var script in new[] { "s.turns", "s.weekly", "s.misread", "s.repair-1" })
            talks.Add((await home.AsAnn.StartTalkAsync(script)).Talk!.Value);
        foreach (var talk in talks)
        {
            var stages = (await home.AsAnn.OpenTalkAsync(talk))!.Talk.Stages.Count;
            for (var at = 0; at < stages; at++)
            {
                var (stage, id) = (at, Guid.NewGuid());
                var both = await Task.WhenAll(
                    home.AsAnn.DoAsync(talk, new TalkAct.PressReady(stage)),
                    home.AsBo.DoAsync(talk, new TalkAct.PressReady(stage)),
                    home.AsAnn.DoAsync(talk, new TalkAct.PressReady(stage)),
                    home.AsBo.DoAsync(talk, new TalkAct.Park(id, "later")),
                    home.AsBo.DoAsync(talk, new TalkAct.Park(id, "later")));
                Assert.Equal(2, both.Take(3).Count(step => step == TalkStep.Taken));
                var after = (await home.AsBo.OpenTalkAsync(talk))!.Talk;
                Assert.Equal(stage + 1 == stages ? stage : stage + 1, after.At);
                Assert.True(after.Parked.Count(topic => topic.Id == id) <= 1);
            }

            Assert.NotNull((await home.AsAnn.OpenTalkAsync(talk))!.Talk.EndedAt);
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Whoever_both_start_the_same_talk_at_once_start_one(Engine engine)
    {
        for (var time = 0; time < 12; time++)
        {
            await using var home = await TwoPartners.PairedAsync(engine);
            var both = await Task.WhenAll(home.AsAnn.StartTalkAsync(), home.AsBo.StartTalkAsync(), home.AsAnn.StartTalkAsync());
            Assert.All(both, started => Assert.Equal((StartTalkState.Started, both[0].Talk), (started.State, started.Talk)));
            Assert.Equal(1, await home.CountAsync("Talks"));
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Both_calling_a_break_at_once_call_one_and_an_hour_later_both_come_back_to_it(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var talk = (await home.AsAnn.StartTalkAsync()).Talk!.Value;
        while ((await home.AsAnn.OpenTalkAsync(talk))!.Talk.Turn is null)
            await home.MoveOnAsync(talk);
        var until = home.Clock.GetUtcNow().AddMinutes(30);

        var steps = await Task.WhenAll(home.AsAnn.DoAsync(talk, new TalkAct.CallBreak(until)), home.AsBo.DoAsync(talk, new TalkAct.CallBreak(until.AddMinutes(5))));

        Assert.Equal([TalkStep.Taken, TalkStep.AlreadyTaken], steps.Order());
        var held = (await home.AsAnn.OpenTalkAsync(talk))!.Talk;
        Assert.Equal(TalkStep.OnBreak, await home.AsAnn.DoAsync(talk, new TalkAct.PressReady(held.At)));
        home.Pass(TimeSpan.FromHours(1));
        Assert.Equal(TalkStep.Taken, await home.AsAnn.DoAsync(talk, new TalkAct.ComeBack()));
        Assert.NotNull((await home.AsBo.OpenTalkAsync(talk))!.Talk.Break);
        Assert.Equal(TalkStep.Taken, await home.AsBo.DoAsync(talk, new TalkAct.ComeBack()));
        var back = (await home.AsAnn.OpenTalkAsync(talk))!.Talk;
        Assert.Equal((held.At, held.Turn!.Speaker, held.Turn.Part), (back.At, back.Turn!.Speaker, back.Turn.Part));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task When_one_leaves_the_couple_in_the_middle_both_still_read_it_and_nothing_goes_on(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsAnn.GetPasswordAsync();
        var talk = (await home.AsAnn.StartTalkAsync()).Talk!.Value;
        await home.MoveOnAsync(talk);
        Assert.True((await home.AsAnn.RunAsync((LeaveCouple it) => it.RunAsync(home.AsAnn.Password, TwoPartners.Home))).Opened);

        Assert.Equal(TalkStep.SpaceClosed, await home.AsBo.DoAsync(talk, new TalkAct.PressReady(1)));
        Assert.True((await home.AsBo.OpenTalkAsync(talk))!.IsClosed);
        Assert.True((await home.AsAnn.OpenTalkAsync(talk))!.IsClosed);
        Assert.Null(await home.AsStranger.OpenTalkAsync(talk));

        // Also from a space of one's own, the one who left and the one who went on.
        await home.AsBo.RunAsync((BeginAnew it) => it.RunAsync());
        foreach (var who in new[] { home.AsAnn, home.AsBo })
        {
            var line = Assert.Single((await who.TalksAsync()).Past);
            Assert.Equal((talk, true, TalkStanding.Stopped), (line.Id, line.IsEarlier, line.Standing));
            Assert.True((await who.OpenTalkAsync(talk))!.IsClosed);
            Assert.Empty((await who.TalksAsync()).Open);
        }

        Assert.Empty((await home.AsStranger.TalksAsync()).Talks);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_is_typed_stays_with_its_writer_and_is_not_unsaid_any_more_once_it_is_said(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var talk = (await home.AsAnn.StartTalkAsync()).Talk!.Value;
        await home.MoveOnAsync(talk);
        var words = new OwnWords("I felt far away.", "", "only for me");
        Assert.Null((await home.AsAnn.RunAsync((SaveOwnWords it) => it.RunAsync(talk, OwnWords.Empty, words))).Refused);
        await home.RestartAndUnlockAsync();
        Assert.Equal(words, (await home.AsAnn.OpenTalkAsync(talk))!.Words);
        Assert.Equal(OwnWords.Empty, (await home.AsBo.OpenTalkAsync(talk))!.Words);

        var view = (await home.AsAnn.OpenTalkAsync(talk))!;
        while (!view.Talk.MaySay(home.AsAnn.Person))
        {
            await home.MoveOnAsync(talk);
            view = (await home.AsAnn.OpenTalkAsync(talk))!;
        }

        await home.AsAnn.SayAsync(talk, "I felt far away.");
        Assert.Equal(words with { Unsaid = "" }, (await home.AsAnn.OpenTalkAsync(talk))!.Words);
        Assert.DoesNotContain("only for me", Views.AsJson(await home.AsBo.OpenTalkAsync(talk)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task At_one_device_each_acts_with_it_in_hand_and_the_other_can_take_it_to_two(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var talk = (await home.AsAnn.StartTalkAsync(onThisDevice: true)).Talk!.Value;
        Assert.Equal(TalkStep.Elsewhere, await home.AsBo.DoAsync(talk, new TalkAct.PressReady(0)));
        Assert.Equal(TalkStep.Taken, await home.AsAnn.DoAsync(talk, new TalkAct.PressReady(0)));
        Assert.Equal(TalkStep.Taken, await home.AsAnn.DoAsync(talk, new TalkAct.Pass()));
        Assert.Equal(TalkStep.NotNow, await home.AsAnn.DoAsync(talk, new TalkAct.PressReady(0)));
        Assert.Equal(TalkStep.Taken, await home.AsAnn.DoAsync(talk, new TalkAct.TakeInHand()));
        Assert.Equal(TalkStep.Taken, await home.AsAnn.DoAsync(talk, new TalkAct.PressReady(0)));
        var begun = (await home.AsBo.OpenTalkAsync(talk))!;
        Assert.Equal((1, (PersonId?)null), (begun.Talk.At, begun.Actor));
        Assert.Equal(TalkStep.Taken, await home.AsBo.DoAsync(talk, new TalkAct.UseTwoDevices()));
        Assert.Equal(home.AsBo.Person, (await home.AsBo.OpenTalkAsync(talk))!.Actor);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_remains_of_a_talk_is_there_afterwards_until_its_owner_crosses_it_off(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var talk = (await home.AsAnn.StartTalkAsync()).Talk!.Value;
        var stages = (await home.AsAnn.OpenTalkAsync(talk))!.Talk.Stages.Count;
        for (var at = 0; at < stages - 1; at++)
            await home.MoveOnAsync(talk);
        var (action, topic) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(TalkStep.Taken, await home.AsBo.DoAsync(talk, new TalkAct.Promise(action, "I will say it before.", new DateOnly(2026, 5, 20))));
        Assert.Equal(TalkStep.Taken, await home.AsAnn.DoAsync(talk, new TalkAct.Park(topic, "Phones in the bedroom")));
        Assert.Equal(TalkStep.Taken, await home.AsAnn.DoAsync(talk, new TalkAct.Choose(TalkOutcome.Understood)));
        await home.MoveOnAsync(talk);

        var seen = await home.AsAnn.TalksAsync();
        Assert.Equal(("I will say it before.", false, new DateOnly(2026, 5, 20)), (seen.Actions.Single().Text, seen.Actions.Single().IsMine, seen.Actions.Single().By));
        Assert.Equal("Phones in the bedroom", seen.Parked.Single().Text);
        Assert.Equal(TalkStanding.Finished, seen.Talks.Single().Standing);
        Assert.Equal(TalkStep.AlreadyTaken, await home.AsAnn.DoAsync(talk, new TalkAct.CrossOffAction(action)));
        Assert.Equal(TalkStep.Taken, await home.AsBo.DoAsync(talk, new TalkAct.CrossOffAction(action)));
        Assert.Equal(TalkStep.Taken, await home.AsBo.DoAsync(talk, new TalkAct.CrossOffTopic(topic)));
        var after = await home.AsBo.TalksAsync();
        Assert.Empty(after.Actions);
        Assert.Empty(after.Parked);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Every_script_can_be_gone_through_from_its_first_stage_to_its_last(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        foreach (var script in home.Scripts())
        {
            var talk = (await home.AsAnn.StartTalkAsync(script)).Talk!.Value;
            var view = (await home.AsBo.OpenTalkAsync(talk))!;
            Assert.DoesNotContain(null, view.Phases);
            foreach (var _ in view.Talk.Stages)
                await home.MoveOnAsync(talk);
            Assert.NotNull((await home.AsAnn.OpenTalkAsync(talk))!.Talk.EndedAt);
        }
    }

    [Fact]
    public async Task Two_hundred_talks_at_once_are_kept_up_with()
    {
        const int couples = 40, talks = 200, steps = 400;
        string[] scripts = ["s.turns", "s.weekly", "s.misread", "s.pause", "s.wave"];
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var all = (await Task.WhenAll(Enumerable.Range(0, couples).Select(async number =>
        {
            var (one, two) = (await home.New($"one{number}").MoveInAsync(), await home.New($"two{number}").MoveInAsync());
            var invitation = await one.RunAsync((Invite it) => it.RunAsync());
            await two.RunAsync((AcceptInvitation it) => it.RunAsync(invitation.Secret));
            var begun = new List<(TwoPartners.Somebody One, TwoPartners.Somebody Two, TalkId Talk)>();
            foreach (var script in scripts)
                begun.Add((one, two, (await one.StartTalkAsync(script)).Talk!.Value));
            return begun;
        }))).SelectMany(begun => begun).ToList();
        Assert.Equal(talks, all.Count);

        // Somebody in each talk does something every five seconds: forty steps a second, whether the last is done or not.
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5_000.0 / talks));
        var running = new List<Task<double>>();
        for (var step = 0; step < steps && await pace.WaitForNextTickAsync(); step++)
            running.Add(TimeAsync(all[step % talks], step / talks));
        var took = (await Task.WhenAll(running)).Order().ToList();

        output.WriteLine($"figure: step of a talk to the other's view while {talks} talks go on, p50 = {took[took.Count / 2]:F0} ms");
        output.WriteLine($"figure: step of a talk to the other's view while {talks} talks go on, p95 = {took[took.Count * 95 / 100]:F0} ms");
        foreach (var (one, _, talk) in all)
            Assert.Equal(1, (await one.OpenTalkAsync(talk))!.Talk.At);

        static async Task<double> TimeAsync((TwoPartners.Somebody One, TwoPartners.Somebody Two, TalkId Talk) couple, int turn)
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(TalkStep.Taken, await (turn == 0 ? couple.One : couple.Two).DoAsync(couple.Talk, new TalkAct.PressReady(0)));
            Assert.NotNull(await (turn == 0 ? couple.Two : couple.One).OpenTalkAsync(couple.Talk));
            return watch.Elapsed.TotalMilliseconds;
        }
    }
}
