using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Repair;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>What became of a step.</summary>
/// <param name="Step">What became of it; null when there is no such plan.</param>
/// <param name="Declined">What its words would do, and what helps more; only its author is told.</param>
public sealed record RepairStepResult(RepairStep? Step, IReadOnlyList<DeclinedCommitment> Declined);

/// <summary>Does one thing in a repair plan. The plan decides; when the other was faster, it decides anew on what is there then.</summary>
public sealed class TakeRepairStep
{
    private readonly Opener opener;
    private readonly CommitmentCatalogue commitments;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal TakeRepairStep(Opener opener, CommitmentCatalogue commitments, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.commitments, this.switchboard, this.time) = (opener, commitments, switchboard, time);

    /// <summary>Does it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<RepairStepResult> RunAsync(RepairId id, RepairAct act, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        if (act is RepairAct.Offer { } offer && (commitments.Find(offer.Kind) is null || DeclinedIn(offer) is { Count: > 0 }))
            return new(RepairStep.Declined, DeclinedIn(offer));
        RepairStep? taken = null;
        var (concernsPartner, isThere) = (false, false);
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                (taken, isThere) = (null, false);
                var now = time.GetUtcNow();
                var couple = await space.CoupleAsync(cancellationToken);
                if (await Plans.FindAsync(space, id, cancellationToken) is not var (row, plan) || !plan.IsThereFor(space.Me, now))
                    return false;
                isThere = true;
                if (act is RepairAct.Agree or RepairAct.Reopen && (await Plans.OursAsync(space, cancellationToken)).Any(other => other.Id != id && other.Plan.IsOpen))
                {
                    taken = RepairStep.AnotherIsOpen;
                    return false;
                }

                var today = (await Calendar.OfAsync(space.Db, space.Us, time, cancellationToken)).Today;
                var move = plan.Take(space.Me, act, now, today);
                taken = move.Step;
                if (move.Step != RepairStep.Taken)
                    return false;
                if (act is RepairAct.Agree or RepairAct.Reopen)
                    couple.Step();
                Plans.Put(space, row, move.Plan);
                concernsPartner = act switch
                {
                    RepairAct.PutOff => false,
                    RepairAct.ShowLine => plan.BothShowLines || move.Plan.BothShowLines,
                    _ => true,
                };

                // What is offered is no draft any more: one save writes both.
                if (act is RepairAct.Offer && await Notes.OpenAsync(space, cancellationToken) is ({ } notes, var words))
                    Notes.Put(space, notes, words with { Kind = null, Offer = "", Taper = "" });
                return true;
            },
            cancellationToken);
        if (!isOpen)
            return new(await Plans.FindAsync(space, id, cancellationToken) is null ? null : RepairStep.SpaceClosed, []);
        if (taken == RepairStep.Taken && concernsPartner)
            switchboard.ToCouple(space.Us, new(SignalKind.Repair, id.Value));
        else if (taken == RepairStep.Taken)
            switchboard.ToPerson(space.Me, new(SignalKind.Repair, id.Value));
        return new(isThere ? taken : null, taken == RepairStep.SameKind ? [.. commitments.Declined.Where(kind => kind.Key.Value == "d.one-sided")] : []);
    }

    private IReadOnlyList<DeclinedCommitment> DeclinedIn(RepairAct.Offer offer) => commitments.DeclinedIn($"{offer.Text}\n{offer.Taper}");
}
