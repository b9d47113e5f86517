using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>
/// Keeps what one is about to answer anew, so that no word is lost before it is added. It lies with one's own sheet, under one's own key;
/// nobody else is told.
/// </summary>
public sealed class KeepRevision
{
    private readonly Opener opener;

    internal KeepRevision(Opener opener) => this.opener = opener;

    /// <summary>Keeps it.</summary>
    /// <param name="behaviour">Which behaviour.</param>
    /// <param name="before">The answer as the page had it before the change; what another tab changed since stays.</param>
    /// <param name="after">The answer as the page has it now; blank forgets it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SaveAnswerResult> RunAsync(BehaviourKey behaviour, Placement before, Placement after, CancellationToken cancellationToken = default)
    {
        if (after.Flaw is not PlacementFlaw.None)
            return new(after.Flaw == PlacementFlaw.NoteTooLong ? SaveAnswerState.NoteTooLong : SaveAnswerState.NoteUnreadable, before);
        await using var space = await opener.OpenAsync(cancellationToken);
        var result = new SaveAnswerResult(SaveAnswerState.NotFound, before);
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                if (await Revisions.LastRoundAsync(space, behaviour, cancellationToken) is not { } round)
                    return false;
                var (row, draft) = await Drafts.OpenAsync(space, round.Id, cancellationToken);
                var kept = draft.Unsent[behaviour].WithChange(before, after);
                if (kept.Flaw is not PlacementFlaw.None)
                {
                    result = new(SaveAnswerState.NoteTooLong, before);
                    return false;
                }

                result = new(SaveAnswerState.Saved, kept);
                Drafts.Put(space, round.Id, row, draft with { Unsent = draft.Unsent.With(behaviour, kept) });
                return true;
            },
            cancellationToken);
        return isOpen ? result : new(SaveAnswerState.NotOpen, before);
    }
}
