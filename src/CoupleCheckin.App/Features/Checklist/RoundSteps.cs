using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Takes one step of a round: reads it, decides, saves, and when somebody was faster decides anew on what is there now.</summary>
internal static class RoundSteps
{
    public static Task<RoundStep?> TakeAsync(
        OpenSpace space, Switchboard switchboard, RoundId id, Func<Round, Task<RoundStep>> step, CancellationToken cancellationToken) =>
        TakeAsync(space, switchboard, SignalKind.Round, id, () => Rounds.FindAsync(space, id, cancellationToken), step, cancellationToken);

    /// <summary>The same for a round of another kind, which is found in its own way.</summary>
    public static async Task<RoundStep?> TakeAsync(
        OpenSpace space, Switchboard switchboard, SignalKind kind, RoundId id, Func<Task<Round?>> find, Func<Round, Task<RoundStep>> step, CancellationToken cancellationToken)
    {
        RoundStep? taken = null;
        var concernsBoth = false;
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                (taken, concernsBoth) = (null, false);
                if (await FindAsync() is not { } round)
                    return false;
                var before = round.ConcernsPartnerOf(space.Me);
                taken = await step(round);
                concernsBoth = before || round.ConcernsPartnerOf(space.Me);
                return taken == RoundStep.Taken;
            },
            cancellationToken);
        if (!isOpen)
            return await FindAsync() is null ? null : RoundStep.RoundClosed;
        if (taken == RoundStep.Taken && concernsBoth)
            switchboard.ToCouple(space.Us, new(kind, id.Value));
        else if (taken == RoundStep.Taken)
            switchboard.ToPerson(space.Me, new(kind, id.Value));
        return taken;

        async Task<Round?> FindAsync() => await find() is { } round && round.Couple == space.Us ? round : null;
    }
}
