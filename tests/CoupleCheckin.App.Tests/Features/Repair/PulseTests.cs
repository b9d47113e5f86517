using CoupleCheckin.App.Features.Repair;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Repair;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Repair;

public sealed class PulseTests
{
    private static readonly PulseAnswers Anns = new() { Helped = "The walk.", Need = "A calm evening.", Steadiness = Steadiness.Steadier };
    private static readonly PulseAnswers Bos = new() { Helped = "Being asked once.", Need = "A word in the morning.", Steadiness = Steadiness.Less };

    public static TheoryData<Engine> Here => Engines.Here;

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Answers_open_for_both_at_the_second_press_and_not_before(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = await home.OpenPlanAsync();
        var before = Views.AsJson(await home.AsBo.PulseAsync(id), await home.AsBo.RepairAsync());
        var pulse = (await home.AsAnn.PulseAsync(id))!.Id;
        await home.AsAnn.RunAsync((SavePulse it) => it.RunAsync(id, pulse, PulseAnswers.Empty, Anns));
        Assert.Equal(before, Views.AsJson(await home.AsBo.PulseAsync(id), await home.AsBo.RepairAsync()));
        Assert.Equal(RepairStep.NotBothSealed, await home.AsAnn.OpenAsync(id, pulse));
        Assert.Equal(RepairStep.Taken, await home.AsAnn.RunAsync((SealPulse it) => it.RunAsync(id, pulse)));
        Assert.Equal(RepairStep.Taken, await home.AsAnn.RunAsync((TakeBackPulse it) => it.RunAsync(id, pulse)));
        Assert.Equal(RepairStep.Taken, await home.AsAnn.RunAsync((SealPulse it) => it.RunAsync(id, pulse)));
        Assert.NotNull((await home.AsAnn.RunAsync((SavePulse it) => it.RunAsync(id, pulse, Anns, Anns with { Helped = "Other" }))).Refused);
        Assert.Equal(pulse, await home.AsBo.AnswerAndSealAsync(id, Bos));
        Assert.Equal(RepairStep.NotNow, await home.AsAnn.RunAsync((TakeBackPulse it) => it.RunAsync(id, pulse)));
        Assert.Equal(RepairWaits.PulseToOpen, (await home.AsAnn.RepairAsync()).Waits);

        Assert.Equal(RepairStep.Taken, await home.AsAnn.OpenAsync(id, pulse));
        Assert.Empty((await home.AsBo.PulseAsync(id))!.Opened);
        Assert.DoesNotContain("The walk", Views.AsJson(await home.AsBo.PulseAsync(id), await home.AsBo.RepairAsync()), StringComparison.Ordinal);
        Assert.Equal(RepairStep.Taken, await home.AsBo.OpenAsync(id, pulse));

        // The word about how things feel is each one's own, unless both show their lines.
        var opened = Assert.Single((await home.AsBo.PulseAsync(id))!.Opened);
        Assert.Equal((Bos with { Steadiness = null }, Anns with { Steadiness = null }), (opened.Mine, opened.Partners));
        Assert.Equal([new(opened.Week, Steadiness.Less)], (await home.AsBo.PulseAsync(id))!.Line);
        Assert.Empty((await home.AsBo.PulseAsync(id))!.Shared);
        Assert.Equal(RepairWaits.Nothing, (await home.AsBo.RepairAsync()).Waits);
        Assert.Equal(RepairStep.AlreadyTaken, await home.AsBo.OpenAsync(id, pulse));

        home.Pass(TimeSpan.FromDays(7));
        var next = (await home.AsBo.PulseAsync(id))!;
        Assert.Equal((opened.Week.AddDays(7), PulseAnswers.Empty, false), (next.Week, next.Answers, next.IsOpened));
        Assert.Equal(RepairWaits.Pulse, (await home.AsBo.RepairAsync()).Waits);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task How_free_one_felt_to_speak_stays_with_oneself_and_twice_hardly_asks_once_more(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = await home.OpenPlanAsync();
        await home.AsAnn.DoAsync(id, new RepairAct.ShowLine(true));
        await home.AsBo.DoAsync(id, new RepairAct.ShowLine(true));

        for (var week = 1; week <= 2; week++)
        {
            var pulse = await home.AsAnn.AnswerAndSealAsync(id, Anns with { Freedom = Freedom.Hardly });
            await home.AsBo.AnswerAndSealAsync(id, Bos with { Freedom = Freedom.Freely });
            await home.AsAnn.OpenAsync(id, pulse);
            await home.AsBo.OpenAsync(id, pulse);
            Assert.Equal(week == 2, (await home.AsAnn.PulseAsync(id))!.WasHardToSpeakTwice);
            Assert.False((await home.AsBo.PulseAsync(id))!.WasHardToSpeakTwice);
            Assert.Equal(Freedom.Freely, (await home.AsBo.PulseAsync(id))!.Answers.Freedom);
            Assert.All((await home.AsBo.PulseAsync(id))!.Opened, opened => Assert.Equal((null, null), (opened.Mine!.Freedom, opened.Partners!.Freedom)));
            Assert.DoesNotContain("Hardly", Views.AsJson(await home.AsBo.PulseAsync(id), await home.AsBo.RepairAsync()), StringComparison.Ordinal);
            home.Pass(TimeSpan.FromDays(7));
        }

        await home.AsAnn.AnswerAndSealAsync(id, Anns with { Freedom = Freedom.Mostly });
        Assert.False((await home.AsAnn.PulseAsync(id))!.WasHardToSpeakTwice);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Both_pressing_at_once_open_it_once(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = await home.OpenPlanAsync();
        var pulses = await Task.WhenAll(home.AsAnn.AnswerAndSealAsync(id, Anns), home.AsBo.AnswerAndSealAsync(id, Bos));
        Assert.Equal(pulses[0], pulses[1]);
        var steps = await Task.WhenAll(home.AsAnn.OpenAsync(id, pulses[0]), home.AsBo.OpenAsync(id, pulses[0]), home.AsAnn.OpenAsync(id, pulses[0]));
        Assert.Equal(2, steps.Count(step => step == RepairStep.Taken));
        Assert.Equal(2, await home.CountAsync("PulseReadies"));
        Assert.NotNull(Assert.Single((await home.AsAnn.PulseAsync(id))!.Opened).Partners);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Lines_are_shared_only_while_both_show_them_and_nobody_learns_that_one_does(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = await home.OpenPlanAsync();
        var before = Views.AsJson(await home.AsBo.PulseAsync(id), await home.AsBo.RepairAsync());
        Assert.Equal(RepairStep.Taken, (await home.AsAnn.DoAsync(id, new RepairAct.ShowLine(true))).Step);
        Assert.Equal(before, Views.AsJson(await home.AsBo.PulseAsync(id), await home.AsBo.RepairAsync()));
        await home.AsBo.DoAsync(id, new RepairAct.ShowLine(true));
        Assert.True((await home.AsAnn.PulseAsync(id))!.BothShow);

        var pulse = await home.AsAnn.AnswerAndSealAsync(id, Anns);
        await home.AsBo.AnswerAndSealAsync(id, Bos);
        await home.AsAnn.OpenAsync(id, pulse);
        await home.AsBo.OpenAsync(id, pulse);
        var shared = Assert.Single((await home.AsAnn.PulseAsync(id))!.Shared);
        Assert.Equal((Steadiness.Steadier, Steadiness.Less), (shared.Mine, shared.Partners));

        await home.AsBo.DoAsync(id, new RepairAct.ShowLine(false));
        Assert.Empty((await home.AsAnn.PulseAsync(id))!.Shared);
        Assert.True((await home.AsAnn.PulseAsync(id))!.ShowsLine);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_week_that_one_skips_leaves_no_trace_for_the_other(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = await home.OpenPlanAsync();
        await home.AsAnn.AnswerAndSealAsync(id, Anns);
        home.Pass(TimeSpan.FromDays(8));
        Assert.Equal(RepairWaits.Pulse, (await home.AsAnn.RepairAsync()).Waits);
        var second = await home.AsAnn.AnswerAndSealAsync(id, Anns with { Steadiness = null });
        await home.AsBo.AnswerAndSealAsync(id, Bos);
        await home.AsAnn.OpenAsync(id, second);
        await home.AsBo.OpenAsync(id, second);
        Assert.Single((await home.AsBo.PulseAsync(id))!.Opened);
        Assert.Equal([Steadiness.Steadier, null], (await home.AsAnn.PulseAsync(id))!.Line.Select(point => point.Steadiness));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Answers_exchanged_in_the_files_are_not_shown(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var id = await home.OpenPlanAsync();
        var pulse = await home.AsAnn.AnswerAndSealAsync(id, Anns);
        await home.AsBo.AnswerAndSealAsync(id, Bos);
        await home.AsAnn.OpenAsync(id, pulse);
        await home.AsBo.OpenAsync(id, pulse);
        await home.UnlockTableAsync("OpenedPulses");
        await using (var space = await home.AsBo.OpenSpaceAsync())
        {
            var forged = Pulses.Publish(space, pulse, new() { Opening = new byte[32], Helped = "Forged" });
            Assert.Equal(1, await home.TamperAsync("UPDATE \"OpenedPulses\" SET \"Blob\" = @p0 WHERE \"Owner\" = @p1", forged.Blob, home.AsBo.Person.Value));
        }

        var opened = Assert.Single((await home.AsAnn.PulseAsync(id))!.Opened);
        Assert.Null(opened.Partners);
        Assert.NotNull(opened.Mine);
    }
}
