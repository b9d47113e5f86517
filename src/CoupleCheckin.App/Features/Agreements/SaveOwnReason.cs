using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>What became of a save.</summary>
/// <param name="State">Whether it was kept.</param>
/// <param name="Kept">The reason as it stands now.</param>
public sealed record SaveOwnReasonResult(SaveOwnReasonState State, OwnReason Kept);

/// <summary>Whether a reason was kept.</summary>
public enum SaveOwnReasonState
{
    /// <summary>It is on disk.</summary>
    Saved,

    /// <summary>It is too long.</summary>
    TooLong,

    /// <summary>It has characters that cannot be kept.</summary>
    Unreadable,

    /// <summary>There is no such clause.</summary>
    NotFound,
}

/// <summary>Saves why one wants a clause, and how much it matters. It is nobody else's, also after it is signed; nobody is told that there is anything.</summary>
public sealed class SaveOwnReason
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal SaveOwnReason(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Saves it.</summary>
    /// <param name="id">For which clause.</param>
    /// <param name="before">The reason as the page had it before the change.</param>
    /// <param name="after">The reason as the page has it now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SaveOwnReasonResult> RunAsync(ClauseId id, OwnReason before, OwnReason after, CancellationToken cancellationToken = default)
    {
        if (after.IsTooLong)
            return new(SaveOwnReasonState.TooLong, before);
        if (!after.IsKeepable)
            return new(SaveOwnReasonState.Unreadable, before);
        await using var space = await opener.OpenAsync(cancellationToken);
        var kept = before;
        var isFound = false;
        await space.StepAsync(
            async () =>
            {
                isFound = await Clauses.FindAsync(space, id, cancellationToken) is not null;
                if (!isFound)
                    return false;
                var (row, present) = await OwnReasons.OpenAsync(space, id, cancellationToken);
                kept = present.WithChange(before, after);
                if (kept == present)
                    return false;
                OwnReasons.Put(space, id, row, kept);
                return true;
            },
            cancellationToken);
        if (!isFound)
            return new(SaveOwnReasonState.NotFound, before);
        switchboard.ToPerson(space.Me, new(SignalKind.MyClauseDrafts, id.Value));
        return new(SaveOwnReasonState.Saved, kept);
    }
}
