using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Behaviours;

/// <summary>Takes one step with an own behaviour that one wrote oneself.</summary>
internal static class OwnBehaviourSteps
{
    /// <summary>Takes it.</summary>
    /// <returns>What became of it; null when there is none, or it is not one's own.</returns>
    public static async Task<OwnBehaviourStep?> TakeAsync(
        OpenSpace space, Switchboard switchboard, BehaviourKey key, Func<OwnBehaviour, Task<OwnBehaviourStep>> step, CancellationToken cancellationToken)
    {
        if (OwnBehaviourId.Of(key) is not { } id)
            return null;
        OwnBehaviourStep? taken = null;
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                taken = null;
                var couple = await space.CoupleAsync(cancellationToken);
                if (await FindAsync() is not { } own)
                    return false;
                taken = await step(own);
                if (taken != OwnBehaviourStep.Taken)
                    return false;
                couple.Step();
                return true;
            },
            cancellationToken);
        if (!isOpen)
            return await FindAsync() is null ? null : OwnBehaviourStep.SpaceClosed;
        if (taken == OwnBehaviourStep.Taken)
            switchboard.ToCouple(space.Us, new(SignalKind.OwnBehaviour, id.Value));
        return taken;

        Task<OwnBehaviour?> FindAsync() =>
            space.Db.OwnBehaviours.SingleOrDefaultAsync(row => row.Couple == space.Us && row.Author == space.Me && row.Id == id, cancellationToken);
    }

    /// <summary>Which behaviours have been in a round of the couple, however it ended.</summary>
    public static async Task<HashSet<BehaviourKey>> InRoundsAsync(OpenSpace space, CancellationToken cancellationToken) =>
        [.. (await space.Db.Rounds.Where(round => round.Couple == space.Us && round.Kind == Domain.Checklist.RoundKind.Checklist).Select(round => round.Behaviours).ToListAsync(cancellationToken)).SelectMany(keys => keys)];
}
