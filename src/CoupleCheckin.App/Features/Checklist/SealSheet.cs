using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Seals one's own sheet: it freezes, and a commitment to it is published that tells nothing of it (security.md 2.8).</summary>
public sealed class SealSheet
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal SealSheet(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Seals it.</summary>
    /// <returns>What became of it; null when there is no such round.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<RoundStep?> RunAsync(RoundId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return await RoundSteps.TakeAsync(
            space,
            switchboard,
            id,
            async round =>
            {
                var (row, draft) = await Drafts.OpenAsync(space, id, cancellationToken);
                var opening = Commitment.NewOpening();
                var commit = Commitment.Compute(
                    round.Couple, round.Id, space.Me, round.CurrentAttempt(space.Me), round.Behaviours, opening, SheetJson.Write(draft.Sheet));
                var step = round.SealBy(space.Me, commit, time.GetUtcNow());
                if (step == RoundStep.Taken)
                    Drafts.Put(space, id, row, draft with { Opening = opening });
                return step;
            },
            cancellationToken);
    }
}
