using CoupleCheckin.App.Features;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Features.Repair;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.App.Tests.Features.Conversations;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Repair;
using Microsoft.EntityFrameworkCore;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Repair;

public sealed class RepairTests
{
    public static TheoryData<Engine> Here => Engines.Here;

    [Theory]
    [MemberData(nameof(Here))]
    public async Task One_asks_the_other_agrees_and_a_stage_changes_when_both_say_so(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        Assert.Equal(AskForRepairResult.Asked, await home.AsAnn.AskAsync());
        Assert.Equal(AskForRepairResult.AlreadyAsked, await home.AsAnn.AskAsync());
        Assert.Equal(RepairWaits.Nothing, (await home.AsAnn.RepairAsync()).Waits);
        Assert.Equal(RepairWaits.Question, (await home.AsBo.RepairAsync()).Waits);
        Assert.Equal(AskForRepairResult.Opened, await home.AsBo.AskAsync());
        Assert.Equal(AskForRepairResult.IsOpen, await home.AsAnn.AskAsync());
        var id = (await home.AsAnn.RepairAsync()).Current!.Id;

        Assert.Equal(RepairStep.Taken, (await home.AsAnn.DoAsync(id, new RepairAct.Wish(RepairStage.Settle, RepairStage.Account))).Step);
        Assert.Equal(RepairStage.Settle, (await home.AsBo.RepairAsync()).Current!.Plan.Stage);
        Assert.Equal(RepairWaits.Stage, (await home.AsBo.RepairAsync()).Waits);
        Assert.Equal(RepairStep.Taken, (await home.AsBo.DoAsync(id, new RepairAct.Wish(RepairStage.Settle, RepairStage.Account))).Step);
        Assert.Null((await home.AsStranger.DoAsync(id, new RepairAct.Pause())).Step);
        Assert.Null((await home.AsStranger.RepairAsync()).Current);
        Assert.Null(await home.AsStranger.PulseAsync(id));
        await home.RestartAndUnlockAsync();
        Assert.Equal(RepairStage.Account, (await home.AsAnn.RepairAsync()).Current!.Plan.Stage);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Not_now_changes_nothing_for_the_asker_and_what_ran_out_is_written_over(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsAnn.AskAsync();
        var before = await home.AsAnn.RepairAsync();
        Assert.Equal(RepairStep.Taken, (await home.AsBo.DoAsync(before.Current!.Id, new RepairAct.PutOff())).Step);
        Assert.Equal(Views.AsJson(before), Views.AsJson(await home.AsAnn.RepairAsync()));
        Assert.Null((await home.AsBo.RepairAsync()).Current);
        Assert.Null((await home.AsBo.DoAsync(before.Current.Id, new RepairAct.Agree())).Step);

        home.Pass(TimeSpan.FromDays(15));
        Assert.Null((await home.AsAnn.RepairAsync()).Current);
        Assert.Equal(AskForRepairResult.Asked, await home.AsBo.AskAsync());
        Assert.Equal(1, await home.CountAsync("Repairs"));
        Assert.Equal(RepairStep.Taken, (await home.AsBo.DoAsync((await home.AsBo.RepairAsync()).Current!.Id, new RepairAct.TakeBack())).Step);
        Assert.Null((await home.AsBo.RepairAsync()).Current);
        Assert.Null((await home.AsAnn.RepairAsync()).Current);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Whoever_both_ask_at_once_open_one_plan(Engine engine)
    {
        for (var time = 0; time < 12; time++)
        {
            await using var home = await TwoPartners.PairedAsync(engine);
            var both = await Task.WhenAll(home.AsAnn.AskAsync(), home.AsBo.AskAsync());
            Assert.Equal([AskForRepairResult.Asked, AskForRepairResult.Opened], both.Order());
            Assert.Equal(1, await home.CountAsync("Repairs"));
            Assert.True((await home.AsAnn.RepairAsync()).Current!.Plan.IsOpen);
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task However_both_press_at_once_each_press_counts_once_to_the_closing_and_back(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = await home.OpenPlanAsync();
        foreach (var stage in Enum.GetValues<RepairStage>().SkipLast(1))
        {
            var moved = await AtOnceAsync(new RepairAct.Wish(stage, stage + 1));
            Assert.Equal(2, moved.Count(step => step == RepairStep.Taken));
            Assert.Equal(stage + 1, (await home.AsAnn.RepairAsync()).Current!.Plan.Stage);
        }

        Assert.Equal(2, (await AtOnceAsync(new RepairAct.Sign(RepairEnding.GoOn))).Count(step => step == RepairStep.Taken));
        var closed = await home.AsBo.RepairAsync();
        Assert.Null(closed.Current);
        Assert.Equal(RepairEnding.GoOn, Assert.Single(closed.Past).Plan.Ending);
        Assert.Equal(RepairWaits.Nothing, closed.Waits);
        Assert.Equal(RepairStep.Closed, (await home.AsAnn.DoAsync(id, new RepairAct.Wish(RepairStage.Ease, RepairStage.Decide))).Step);

        Assert.Equal(RepairStep.Taken, (await home.AsAnn.DoAsync(id, new RepairAct.Reopen())).Step);
        Assert.Equal(RepairWaits.Reopening, (await home.AsBo.RepairAsync()).Waits);
        Assert.Null((await home.AsBo.RepairAsync()).Current);
        Assert.Equal(2, 1 + (await AtOnceAsync(new RepairAct.Reopen())).Count(step => step == RepairStep.Taken));
        Assert.Equal(RepairStage.Ease, (await home.AsBo.RepairAsync()).Current!.Plan.Stage);

        async Task<IReadOnlyList<RepairStep?>> AtOnceAsync(RepairAct act) =>
            [.. (await Task.WhenAll(home.AsAnn.DoAsync(id, act), home.AsBo.DoAsync(id, act), home.AsAnn.DoAsync(id, act))).Select(result => result.Step)];
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_closed_plan_stays_closed_while_another_is_open_and_parting_completes_one_too(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var first = await home.OpenPlanAsync();
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.DoAsync(first, new RepairAct.Sign(RepairEnding.Part));
        Assert.Equal(RepairEnding.Part, Assert.Single((await home.AsAnn.RepairAsync()).Past).Plan.Ending);
        var second = await home.OpenPlanAsync();
        Assert.NotEqual(first, second);
        Assert.Equal(RepairStep.AnotherIsOpen, (await home.AsAnn.DoAsync(first, new RepairAct.Reopen())).Step);
        Assert.Equal(RepairStep.Taken, (await home.AsAnn.DoAsync(second, new RepairAct.Pause())).Step);
        Assert.Equal(RepairStep.AlreadyTaken, (await home.AsBo.DoAsync(second, new RepairAct.Pause())).Step);
        Assert.Equal(RepairStep.Paused, (await home.AsBo.DoAsync(second, new RepairAct.Wish(RepairStage.Settle, RepairStage.Account))).Step);
        Assert.Equal(RepairStep.Taken, (await home.AsBo.DoAsync(second, new RepairAct.ComeBack())).Step);
        Assert.Equal(RepairWaits.Back, (await home.AsAnn.RepairAsync()).Waits);
        Assert.Equal(RepairStep.Taken, (await home.AsAnn.DoAsync(second, new RepairAct.ComeBack())).Step);
        Assert.Null((await home.AsAnn.RepairAsync()).Current!.Plan.PausedAt);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_would_watch_or_restrict_is_declined_to_its_author_alone_with_something_in_its_place(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = await home.OpenPlanAsync();
        var before = Views.AsJson(await home.AsBo.RepairAsync());
        foreach (var words in new[]
        {
            "I give you my passcode.", "I share my live location in the evening.", "I send you screenshots of the chat.", "You can go through my phone on Sundays.",
            "I check in every hour when I am out.", "I ask your permission before I go out.", "I do this until you say so.", "Keep to it or I will leave.",
        })
        {
            foreach (var offer in new[] { await home.AsAnn.AnOfferAsync(words), await home.AsAnn.AnOfferAsync("I say when plans change.", taper: words) })
            {
                var result = await home.AsAnn.DoAsync(id, offer);
                Assert.Equal(RepairStep.Declined, result.Step);
                Assert.All(result.Declined, kind => Assert.NotEmpty(kind.Instead));
                Assert.NotEmpty(result.Declined);
            }
        }

        Assert.Equal(before, Views.AsJson(await home.AsBo.RepairAsync()));
        foreach (var (fine, kind) in new[] { ("I will stop tracking you.", "c.privacy-back"), ("I removed the password you had.", "c.ask-once") })
            Assert.Equal(RepairStep.Taken, (await home.AsAnn.DoAsync(id, await home.AsAnn.AnOfferAsync(fine, kind))).Step);
        var again = await home.AsAnn.DoAsync(id, await home.AsAnn.AnOfferAsync("And once more.", "c.ask-once"));
        Assert.Equal((RepairStep.SameKind, "d.one-sided"), (again.Step, Assert.Single(again.Declined).Key.Value));
        Assert.Equal(RepairStep.Declined, (await home.AsAnn.DoAsync(id, await home.AsAnn.AnOfferAsync("I do.", "c.no-such-kind"))).Step);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task An_offer_is_its_givers_and_is_no_draft_any_more_once_it_is_given(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = await home.OpenPlanAsync();
        var notes = new RepairNotes { Did = "only for me", Kind = "c.plans-change", Offer = "I send a word before." };
        Assert.Null((await home.AsAnn.RunAsync((SaveRepairNotes it) => it.RunAsync(RepairNotes.Empty, notes))).Refused);
        Assert.Equal(RepairNotes.Empty, (await home.AsBo.RunAsync((OpenRepairNotes it) => it.RunAsync())).Notes);
        var offer = await home.AsAnn.AnOfferAsync("I send a word before.");
        Assert.Equal(RepairStep.Taken, (await home.AsAnn.DoAsync(id, offer)).Step);
        Assert.Equal(RepairStep.AlreadyTaken, (await home.AsAnn.DoAsync(id, offer)).Step);
        Assert.Equal(notes with { Kind = null, Offer = "" }, (await home.AsAnn.RunAsync((OpenRepairNotes it) => it.RunAsync())).Notes);

        var seen = Assert.Single((await home.AsBo.RepairAsync()).Current!.Plan.Commitments);
        Assert.Equal((home.AsAnn.Person, "I send a word before."), (seen.Owner, seen.Text));
        Assert.Equal(RepairStep.NotYours, (await home.AsBo.DoAsync(id, new RepairAct.End(seen.Id, ""))).Step);
        Assert.Equal(RepairStep.NotYours, (await home.AsBo.DoAsync(id, new RepairAct.Report(seen.Id, CommitmentReport.Not))).Step);
        Assert.Equal(RepairStep.Taken, (await home.AsBo.DoAsync(id, new RepairAct.Land(seen.Id, "It helped."))).Step);
        Assert.Equal(RepairStep.Taken, (await home.AsAnn.DoAsync(id, new RepairAct.Report(seen.Id, CommitmentReport.Partly))).Step);
        Assert.Equal(RepairStep.Taken, (await home.AsAnn.DoAsync(id, new RepairAct.End(seen.Id, "It has become a habit."))).Step);
        Assert.DoesNotContain("only for me", Views.AsJson(await home.AsBo.RepairAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Alone_there_is_no_plan_and_what_one_writes_for_oneself_is_kept(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        Assert.Equal(AskForRepairResult.Alone, await home.AsAnn.AskAsync());
        var view = await home.AsAnn.RepairAsync();
        Assert.Equal((null, null, 0), (view.Partner, view.Current, view.Past.Count));
        await home.AsAnn.RunAsync((SaveRepairNotes it) => it.RunAsync(RepairNotes.Empty, new RepairNotes { Why = "because" }));
        Assert.Equal("because", (await home.AsAnn.RunAsync((OpenRepairNotes it) => it.RunAsync())).Notes.Why);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task When_one_leaves_both_still_read_it_and_nothing_goes_on(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsAnn.GetPasswordAsync();
        var id = await home.OpenPlanAsync();
        await home.AsAnn.DoAsync(id, await home.AsAnn.AnOfferAsync("I say when plans change."));
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.AnswerAndSealAsync(id, PulseAnswers.Empty with { Helped = "Helped by the evenings." });
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.OpenAsync(id, (await who.PulseAsync(id))!.Id);
        Assert.True((await home.AsAnn.RunAsync((LeaveCouple it) => it.RunAsync(home.AsAnn.Password, TwoPartners.Home))).Opened);

        var left = await home.AsBo.RepairAsync();
        Assert.True(left.IsClosed);
        Assert.Equal(RepairWaits.Nothing, left.Waits);
        Assert.Single(left.Current!.Plan.Commitments);
        Assert.Equal(RepairStep.SpaceClosed, (await home.AsBo.DoAsync(id, new RepairAct.Pause())).Step);
        Assert.Equal(AskForRepairResult.Closed, await home.AsBo.AskAsync());

        // Also from a space of one's own, the one who left and the one who went on.
        await home.AsBo.RunAsync((BeginAnew it) => it.RunAsync());
        foreach (var who in new[] { home.AsAnn, home.AsBo })
        {
            var line = Assert.Single((await who.RepairAsync()).Past);
            Assert.Equal((id, true, RepairWaits.Nothing), (line.Id, line.IsEarlier, (await who.RepairAsync()).Waits));
            Assert.Single(line.Plan.Commitments);
            Assert.Equal("Helped by the evenings.", Assert.Single((await who.PulseAsync(id))!.Opened).Partners!.Helped);
            Assert.False((await who.PulseAsync(id))!.MayAnswer);
        }

        Assert.Empty((await home.AsStranger.RepairAsync()).Past);
        Assert.Null(await home.AsStranger.PulseAsync(id));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_one_does_alone_is_neither_heard_nor_seen_by_the_other(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var heard = new List<Signal>();
        await home.AsAnn.AskAsync();
        var asked = (await home.AsAnn.RepairAsync()).Current!.Id;
        using (await home.AsAnn.RunAsync((Listen it) => it.RunAsync(heard.Add)))
        {
            await home.AsBo.DoAsync(asked, new RepairAct.PutOff());
            Assert.Empty(heard);
            await home.AsBo.AskAsync();
            Assert.Equal([new Signal(SignalKind.Repair, asked.Value)], heard);
        }

        var before = Views.AsJson(await home.AsBo.RepairAsync(), await home.AsBo.PulseAsync(asked));
        heard.Clear();
        using var bo = await home.AsBo.RunAsync((Listen it) => it.RunAsync(heard.Add));
        var (pulse, words) = ((await home.AsAnn.PulseAsync(asked))!.Id, PulseAnswers.Empty);
        for (var time = 0; time < 12; time++)
        {
            await home.AsAnn.RunAsync((SaveRepairNotes it) => it.RunAsync(RepairNotes.Empty, new RepairNotes { Why = $"because {time}" }));
            var next = words with { Need = $"need {time}" };
            await home.AsAnn.RunAsync((SavePulse it) => it.RunAsync(asked, pulse, words, next));
            await home.AsAnn.DoAsync(asked, new RepairAct.ShowLine(time % 2 == 0));
            await home.AsAnn.DoAsync(asked, await home.AsAnn.AnOfferAsync("I give you my passcode."));
            words = next;
        }

        Assert.Empty(heard);
        Assert.Equal(before, Views.AsJson(await home.AsBo.RepairAsync(), await home.AsBo.PulseAsync(asked)));
    }

    [Fact]
    public void A_plan_that_is_kept_and_read_again_is_the_same_plan()
    {
        var (ann, bo, now) = (PersonId.New(), PersonId.New(), new DateTimeOffset(2030, 5, 12, 18, 0, 0, TimeSpan.Zero));
        var (today, pulse) = (new DateOnly(2030, 5, 12), Guid.NewGuid());
        var plan = RepairPlan.Ask(ann, bo, now).Agree(bo, now).Plan
            .Take(ann, new RepairAct.Offer(Guid.NewGuid(), new("c.support"), "I go “there” \U0001F600", today, today.AddDays(9), today.AddDays(3), "less"), now, today).Plan
            .SealPulse(ann, pulse, today, [.. Enumerable.Range(0, 32).Select(at => (byte)at)]).Plan
            .Take(bo, new RepairAct.Wish(RepairStage.Settle, RepairStage.Account), now, today).Plan
            .Take(bo, new RepairAct.ShowLine(true), now, today).Plan
            .Take(bo, new RepairAct.Sign(RepairEnding.Part), now, today).Plan;
        plan = plan.Take(ann, new RepairAct.Report(plan.Commitments[0].Id, CommitmentReport.Done), now, today).Plan;
        Assert.Equal(SealedJson.Write(plan), SealedJson.Write(SealedJson.Read<RepairPlan>(SealedJson.Write(plan))));
        Assert.Equal(plan.Commitments[0], SealedJson.Read<RepairPlan>(SealedJson.Write(plan)).Commitments[0]);
    }
}
