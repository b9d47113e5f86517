using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Web.Shared;

namespace CoupleCheckin.Web.Features.CheckIns;

/// <summary>One's own answers on the screen, saved as they change.</summary>
/// <param name="stored">The answers as they were read.</param>
/// <param name="save">Saves a change; null when the space is not open any more.</param>
/// <param name="time">The clock.</param>
public sealed class AnswersOnScreen(CheckInSheet stored, Func<CheckInSheet, CheckInSheet, Task<SaveCheckInResult?>> save, TimeProvider time) : Autosave<CheckInSheet>(
    stored,
    async (before, after) => await save(before, after) is { } result ? new(StateOf(result.State), result.Kept) : null,
    (fresh, before, after) => fresh.WithChange(before, after),
    time)
{
    private static KeptState StateOf(SaveCheckInState state) => state switch
    {
        SaveCheckInState.Saved => KeptState.Saved,
        SaveCheckInState.TooLong => KeptState.TooLong,
        SaveCheckInState.Unreadable => KeptState.Unreadable,
        SaveCheckInState.NotOpen or SaveCheckInState.NotFound => KeptState.NotOpen,
    };
}
