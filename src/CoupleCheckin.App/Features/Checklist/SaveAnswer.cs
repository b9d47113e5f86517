using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>What became of an answer.</summary>
/// <param name="State">Whether it was kept.</param>
/// <param name="Kept">The answer as it stands now. Where another tab changed other parts of it, those stand too.</param>
public sealed record SaveAnswerResult(SaveAnswerState State, Placement Kept);

/// <summary>Whether an answer was kept.</summary>
public enum SaveAnswerState
{
    /// <summary>It is on disk.</summary>
    Saved,

    /// <summary>The note is too long, or would be together with the one that another tab wrote meanwhile.</summary>
    NoteTooLong,

    /// <summary>The note has characters that cannot be kept.</summary>
    NoteUnreadable,

    /// <summary>The sheet is sealed, or the round is over.</summary>
    NotOpen,

    /// <summary>There is no such round or behaviour.</summary>
    NotFound,
}

/// <summary>Saves one's own answer for one behaviour. Sealed at rest under one's own key; nobody else is told.</summary>
public sealed class SaveAnswer
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal SaveAnswer(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Saves it.</summary>
    /// <param name="id">In which round.</param>
    /// <param name="behaviour">For which behaviour.</param>
    /// <param name="before">The answer as the page had it before the change; what another tab changed since stays.</param>
    /// <param name="after">The answer as the page has it now.</param>
    /// <param name="onlyForMe">Whether it is kept for oneself: it is then no part of the sheet, is never sealed with it and never opened.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SaveAnswerResult> RunAsync(RoundId id, BehaviourKey behaviour, Placement before, Placement after, bool onlyForMe = false, CancellationToken cancellationToken = default)
    {
        if (after.Flaw is not PlacementFlaw.None)
            return new(after.Flaw == PlacementFlaw.NoteTooLong ? SaveAnswerState.NoteTooLong : SaveAnswerState.NoteUnreadable, before);
        await using var space = await opener.OpenAsync(cancellationToken);
        var result = new SaveAnswerResult(SaveAnswerState.NotFound, before);
        var shown = false;
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                shown = false;

                // The sheet is read before the round: a seal that comes in between is then seen in the round, and one that comes later
                // has changed the sheet. The other way round, an answer could slip into a sheet that is sealed already.
                var (row, draft) = await Drafts.OpenAsync(space, id, cancellationToken);
                if (await Rounds.FindAsync(space, id, cancellationToken) is not { } round || !round.Behaviours.Contains(behaviour))
                    return false;
                var now = time.GetUtcNow();
                if (round.Couple != space.Us || (onlyForMe ? round.IsClosed(now) : !round.CanAnswer(space.Me, now)))
                {
                    result = new(SaveAnswerState.NotOpen, before);
                    return false;
                }

                var kept = (onlyForMe ? draft.ForMyself : draft.Sheet)[behaviour].WithChange(before, after);
                if (kept.Flaw is not PlacementFlaw.None)
                {
                    result = new(SaveAnswerState.NoteTooLong, before);
                    return false;
                }

                result = new(SaveAnswerState.Saved, kept);
                if (onlyForMe)
                {
                    Drafts.Put(space, id, row, draft with { ForMyself = draft.ForMyself.With(behaviour, kept) });
                    return true;
                }

                Drafts.Put(space, id, row, draft with { Sheet = draft.Sheet.With(behaviour, kept) });
                shown = !draft.Quiet && round.OwnChoice is null && round.StateOf(space.Me) == SheetState.NotStarted;
                round.ShowWorking(space.Me, !draft.Quiet);
                return true;
            },
            cancellationToken);
        if (!isOpen)
            return new(await Rounds.FindAsync(space, id, cancellationToken) is { } closed && closed.Behaviours.Contains(behaviour) ? SaveAnswerState.NotOpen : SaveAnswerState.NotFound, before);
        if (result.State == SaveAnswerState.Saved)
            switchboard.ToPerson(space.Me, new(SignalKind.MyAnswers, id.Value));
        if (shown)
            switchboard.ToCouple(space.Us, new(SignalKind.Round, id.Value));
        return result;
    }
}
