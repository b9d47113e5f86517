using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.App.Features.Behaviours;

/// <summary>Gives an own behaviour other words, as long as it has been in no round.</summary>
public sealed class RewordOwnBehaviour
{
    private readonly Opener opener;
    private readonly BehaviourBook book;
    private readonly Switchboard switchboard;

    internal RewordOwnBehaviour(Opener opener, BehaviourBook book, Switchboard switchboard) => (this.opener, this.book, this.switchboard) = (opener, book, switchboard);

    /// <summary>Rewords it.</summary>
    /// <returns>What became of it; null when there is none, or the partner wrote it.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<OwnBehaviourStep?> RunAsync(BehaviourKey key, OwnWords words, CancellationToken cancellationToken = default)
    {
        if (words.Flaw is not OwnWordsFlaw.None)
            return OwnBehaviourStep.Flawed;
        await using var space = await opener.OpenAsync(cancellationToken);
        return await OwnBehaviourSteps.TakeAsync(
            space,
            switchboard,
            key,
            async own =>
            {
                var known = await book.OpenAsync(space, space.Us, space.Key, cancellationToken);
                if (known.Find(words.Trimmed.Name) is { } same && same.Key != key)
                    return OwnBehaviourStep.NameTaken;
                var inRounds = await OwnBehaviourSteps.InRoundsAsync(space, cancellationToken);
                return own.Reword(inRounds.Contains(key), (id, wording) => OwnBehaviourWords.Seal(space.Key, space.Us, space.Me, id, wording, words));
            },
            cancellationToken);
    }
}
