using CoupleCheckin.App.Features.Repair;
using CoupleCheckin.Domain.Repair;

namespace CoupleCheckin.App.Tests.Features.Repair;

/// <summary>What somebody does in repair, as one would say it.</summary>
internal static class Repairing
{
    public static Task<RepairView> RepairAsync(this TwoPartners.Somebody who) => who.RunAsync((ReadRepair it) => it.RunAsync());

    public static Task<AskForRepairResult> AskAsync(this TwoPartners.Somebody who) => who.RunAsync((AskForRepair it) => it.RunAsync());

    public static Task<RepairStepResult> DoAsync(this TwoPartners.Somebody who, RepairId plan, RepairAct act) => who.RunAsync((TakeRepairStep it) => it.RunAsync(plan, act));

    public static Task<PulseView?> PulseAsync(this TwoPartners.Somebody who, RepairId plan) => who.RunAsync((OpenPulse it) => it.RunAsync(plan));

    /// <summary>Ann asks and Bo says yes.</summary>
    public static async Task<RepairId> OpenPlanAsync(this TwoPartners home)
    {
        Assert.Equal(AskForRepairResult.Asked, await home.AsAnn.AskAsync());
        var id = (await home.AsBo.RepairAsync()).Current!.Id;
        Assert.Equal(RepairStep.Taken, (await home.AsBo.DoAsync(id, new RepairAct.Agree())).Step);
        return id;
    }

    /// <summary>An offer that begins today and lasts for six weeks.</summary>
    public static async Task<RepairAct.Offer> AnOfferAsync(this TwoPartners.Somebody who, string text, string kind = "c.plans-change", string taper = "")
    {
        var today = (await who.RepairAsync()).Today;
        return new(Guid.NewGuid(), new(kind), text, today, today.AddDays(41), today.AddDays(20), taper);
    }

    /// <summary>Answers a pulse and does not seal it.</summary>
    public static async Task AnswerAsync(this TwoPartners.Somebody who, RepairId plan, Guid pulse, PulseAnswers answers)
    {
        var before = (await who.PulseAsync(plan))!.Answers;
        Assert.Null((await who.RunAsync((SavePulse it) => it.RunAsync(plan, pulse, before, answers))).Refused);
    }

    /// <summary>Changes the notes that one has for oneself.</summary>
    public static async Task SaveNotesAsync(this TwoPartners.Somebody who, Func<RepairNotes, RepairNotes> change)
    {
        var before = (await who.RunAsync((OpenRepairNotes it) => it.RunAsync())).Notes;
        Assert.Null((await who.RunAsync((SaveRepairNotes it) => it.RunAsync(before, change(before)))).Refused);
    }

    /// <summary>Answers the pulse of now and seals it.</summary>
    public static async Task<Guid> AnswerAndSealAsync(this TwoPartners.Somebody who, RepairId plan, PulseAnswers answers)
    {
        var pulse = (await who.PulseAsync(plan))!.Id;
        Assert.Null((await who.RunAsync((SavePulse it) => it.RunAsync(plan, pulse, PulseAnswers.Empty, answers))).Refused);
        Assert.Equal(RepairStep.Taken, await who.RunAsync((SealPulse it) => it.RunAsync(plan, pulse)));
        return pulse;
    }

    public static Task<RepairStep?> OpenAsync(this TwoPartners.Somebody who, RepairId plan, Guid pulse) => who.RunAsync((PressPulseReady it) => it.RunAsync(plan, pulse));
}
