using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Conversations;

namespace CoupleCheckin.App.Features.Conversations;

/// <summary>What became of a save.</summary>
/// <param name="Refused">Why it was not kept; null when it was.</param>
/// <param name="Kept">The words as they stand now.</param>
public sealed record SaveOwnWordsResult(TalkStep? Refused, OwnWords Kept);

/// <summary>Saves what one types in a talk before it is said, and one's own note. Nobody else is told that there is anything.</summary>
public sealed class SaveOwnWords
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal SaveOwnWords(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Saves it.</summary>
    /// <param name="id">In which talk.</param>
    /// <param name="before">The words as the page had them before the change.</param>
    /// <param name="after">The words as the page has them now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SaveOwnWordsResult> RunAsync(TalkId id, OwnWords before, OwnWords after, CancellationToken cancellationToken = default)
    {
        if (after.Flaw is { } flaw)
            return new(flaw, before);
        await using var space = await opener.OpenAsync(cancellationToken);
        var kept = before;
        var isFound = false;
        await space.StepAsync(
            async () =>
            {
                isFound = await Talks.FindAsync(space, id, cancellationToken) is not null;
                if (!isFound)
                    return false;
                var (row, present) = await Notes.OpenAsync(space, id, cancellationToken);
                kept = present.WithChange(before, after);
                if (kept == present)
                    return false;
                Notes.Put(space, id, row, kept);
                return true;
            },
            cancellationToken);
        if (!isFound)
            return new(TalkStep.Over, before);
        switchboard.ToPerson(space.Me, new(SignalKind.MyConcern, id.Value));
        return new(null, kept);
    }
}
