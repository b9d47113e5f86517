using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Saves where one puts a behaviour when one does it oneself, and when the partner does. It stays one's own, whatever becomes of the round.</summary>
public sealed class SaveMirror
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal SaveMirror(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Saves it.</summary>
    /// <returns>False when there is no such behaviour in a round of one's own, or one can no longer answer there.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<bool> RunAsync(RoundId id, BehaviourKey behaviour, MirrorPlacement placement, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var kept = false;
        await space.StepWhileOpenAsync(
            async () =>
            {
                kept = false;
                var (row, draft) = await Drafts.OpenAsync(space, id, cancellationToken);
                if (await Rounds.FindAsync(space, id, cancellationToken) is not { } round || !round.Behaviours.Contains(behaviour)
                    || round.Couple != space.Us || !round.CanAnswer(space.Me, time.GetUtcNow()))
                    return false;
                kept = true;
                Drafts.Put(space, id, row, draft with { Mirror = draft.Mirror.With(behaviour, placement) });
                return true;
            },
            cancellationToken);
        if (kept)
            switchboard.ToPerson(space.Me, new(SignalKind.MyAnswers, id.Value));
        return kept;
    }
}
