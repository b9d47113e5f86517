using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Repair;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>What became of asking.</summary>
public enum AskForRepairResult
{
    /// <summary>The partner is asked.</summary>
    Asked,

    /// <summary>The partner had asked, so both have said so and it is open.</summary>
    Opened,

    /// <summary>One had asked already.</summary>
    AlreadyAsked,

    /// <summary>A plan is open already.</summary>
    IsOpen,

    /// <summary>There is no partner here.</summary>
    Alone,

    /// <summary>The space is closed.</summary>
    Closed,
}

/// <summary>Asks the partner to open a repair plan, without a word of text. If the partner has asked, this is the yes to it.</summary>
public sealed class AskForRepair
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal AskForRepair(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Asks.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<AskForRepairResult> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var result = AskForRepairResult.Closed;
        var id = default(RepairId);
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                var now = time.GetUtcNow();
                if (space.PartnerSeat is not { } partner)
                {
                    result = AskForRepairResult.Alone;
                    return false;
                }

                var couple = await space.CoupleAsync(cancellationToken);
                var plans = await Plans.OursAsync(space, cancellationToken);
                var asked = plans.FirstOrDefault(known => known.Plan.OpenedAt is null);
                if (plans.Any(known => known.Plan.IsOpen))
                {
                    result = AskForRepairResult.IsOpen;
                    return false;
                }

                if (asked.Plan is { } mine && mine.IsAsked(now) && mine.Asker == space.Me)
                {
                    result = AskForRepairResult.AlreadyAsked;
                    return false;
                }

                // An asking that led to nothing leaves no trace: the next one is written over it.
                SealedRepair row;
                if (asked.Plan is null)
                    space.Db.Repairs.Add(row = SealedRepair.Of(space.Us, RepairId.New()));
                else
                    row = await space.Db.Repairs.SingleAsync(known => known.Couple == space.Us && known.Id == asked.Id, cancellationToken);
                var isAnswer = asked.Plan?.IsAsked(now) == true;
                couple.Step();
                Plans.Put(space, row, isAnswer ? asked.Plan!.Agree(space.Me, now).Plan : RepairPlan.Ask(space.Me, partner.Person, now));
                (result, id) = (isAnswer ? AskForRepairResult.Opened : AskForRepairResult.Asked, row.Id);
                return true;
            },
            cancellationToken);
        if (!isOpen)
            return AskForRepairResult.Closed;
        if (result is AskForRepairResult.Asked or AskForRepairResult.Opened)
            switchboard.ToCouple(space.Us, new(SignalKind.Repair, id.Value));
        return result;
    }
}
