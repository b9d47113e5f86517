using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.Web.Shared;

namespace CoupleCheckin.Web.Features.Checklist;

/// <summary>One answer on the screen, saved as it changes.</summary>
/// <param name="stored">The answer as it was read.</param>
/// <param name="save">Saves a change; null when the space is not open any more.</param>
/// <param name="time">The clock.</param>
public sealed class AnswerDraft(Placement stored, Func<Placement, Placement, Task<SaveAnswerResult?>> save, TimeProvider time) : Autosave<Placement>(
    stored,
    async (before, after) => await save(before, after) is { } result ? new(StateOf(result.State), result.Kept) : null,
    (fresh, before, after) => fresh.WithChange(before, after),
    time)
{
    /// <summary>The answer as it is on the screen.</summary>
    public Placement Answer => Now;

    private static KeptState StateOf(SaveAnswerState state) => state switch
    {
        SaveAnswerState.Saved => KeptState.Saved,
        SaveAnswerState.NoteTooLong => KeptState.TooLong,
        SaveAnswerState.NoteUnreadable => KeptState.Unreadable,
        SaveAnswerState.NotOpen or SaveAnswerState.NotFound => KeptState.NotOpen,
    };
}
