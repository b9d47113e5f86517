using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Takes one step of a round: reads it, decides, saves, and when somebody was faster decides anew on what is there now.</summary>
internal static class RoundSteps
{
    public static async Task<RoundStep?> TakeAsync(
        OpenSpace space, Switchboard switchboard, RoundId id, Func<Round, Task<RoundStep>> step, CancellationToken cancellationToken)
    {
        RoundStep? taken = null;
        await space.Db.StepAsync(
            async () =>
            {
                taken = await Rounds.FindAsync(space, id, cancellationToken) is not { } round || round.Couple != space.Us ? null
                    : await space.IsOpenAsync(cancellationToken) ? await step(round)
                    : RoundStep.RoundClosed;
                return taken == RoundStep.Taken;
            },
            cancellationToken);
        if (taken == RoundStep.Taken)
            switchboard.ToCouple(space.Us, new(SignalKind.Round, id.Value));
        return taken;
    }
}
