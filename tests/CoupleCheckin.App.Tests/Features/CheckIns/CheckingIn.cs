using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Prompts;

namespace CoupleCheckin.App.Tests.Features.CheckIns;

/// <summary>What somebody does with a check-in, as one would say it.</summary>
internal static class CheckingIn
{
    public static Task<RoundId?> TryBeginAsync(this TwoPartners.Somebody who, PromptKey? card = null) => who.RunAsync((BeginCheckIn it) => it.RunAsync(card));

    public static async Task<RoundId> BeginAsync(this TwoPartners.Somebody who) => (await who.TryBeginAsync())!.Value;

    public static Task<CheckInView?> OpenCheckInAsync(this TwoPartners.Somebody who, RoundId id) => who.RunAsync((OpenCheckIn it) => it.RunAsync(id));

    public static Task<CheckInsView> CheckInsAsync(this TwoPartners.Somebody who) => who.RunAsync((ListCheckIns it) => it.RunAsync());

    public static Task<IReadOnlyList<WaitingLine>> WaitingAsync(this TwoPartners.Somebody who) => who.RunAsync((ReadWaiting it) => it.RunAsync());

    public static Task<IReadOnlyList<LotRow>> LotAsync(this TwoPartners.Somebody who) => who.RunAsync((ReadLot it) => it.RunAsync());

    public static Task<LotStep?> TakeAlongAsync(this TwoPartners.Somebody who, string text, LotKind kind = LotKind.Action, Guid? id = null) =>
        who.RunAsync((TakeAlong it) => it.RunAsync(id ?? Guid.NewGuid(), kind, text));

    public static Task<LotStep?> SettleAsync(this TwoPartners.Somebody who, Guid id, LotChoice choice) => who.RunAsync((SettleLine it) => it.RunAsync(id, choice));

    public static Task<RoundStep?> DoAsync(this TwoPartners.Somebody who, RoundId id, CheckInAct act) => who.RunAsync((TakeCheckInStep it) => it.RunAsync(id, act));

    public static Task SharePlotAsync(this TwoPartners.Somebody who, bool wanted) => who.RunAsync((SharePlot it) => it.RunAsync(wanted));

    public static Task<bool> SetRhythmAsync(this TwoPartners.Somebody who, Pace pace, DateOnly from, int minute = 19 * 60) => who.RunAsync((SetRhythm it) => it.RunAsync(pace, from, minute));

    /// <summary>Answers the first question, how at ease, with words and a text.</summary>
    public static async Task<SaveCheckInResult> WriteAsync(this TwoPartners.Somebody who, RoundId id, string text, Ease? ease = null)
    {
        var before = (await who.OpenCheckInAsync(id))!.Sheet;
        return await who.RunAsync((SaveCheckIn it) => it.RunAsync(id, before, before.With(CheckInQuestions.Ease, text) with { Ease = ease }));
    }

    /// <summary>A check-in with both sheets sealed and nobody ready.</summary>
    public static async Task<RoundId> SealedCheckInAsync(this TwoPartners home, Ease anns = Ease.Mostly, Ease bos = Ease.Partly)
    {
        var id = await home.AsAnn.BeginAsync();
        Assert.Equal(SaveCheckInState.Saved, (await home.AsAnn.WriteAsync(id, "Ann's words", anns)).State);
        Assert.Equal(SaveCheckInState.Saved, (await home.AsBo.WriteAsync(id, "Bo's words", bos)).State);
        Assert.Equal(RoundStep.Taken, await home.AsAnn.DoAsync(id, CheckInAct.Seal));
        Assert.Equal(RoundStep.Taken, await home.AsBo.DoAsync(id, CheckInAct.Seal));
        return id;
    }

    /// <summary>A check-in that is open for both.</summary>
    public static async Task<RoundId> OpenedCheckInAsync(this TwoPartners home, Ease anns = Ease.Mostly, Ease bos = Ease.Partly)
    {
        var id = await home.SealedCheckInAsync(anns, bos);
        Assert.Equal(RoundStep.Taken, await home.AsAnn.DoAsync(id, CheckInAct.PressReady));
        Assert.Equal(RoundStep.Taken, await home.AsBo.DoAsync(id, CheckInAct.PressReady));
        return id;
    }
}
