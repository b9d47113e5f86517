using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.App.Features.Behaviours;

/// <summary>Says what a key was last called here, when it is on no list any more.</summary>
public sealed class NameBehaviour
{
    private readonly Opener opener;
    private readonly BehaviourBook book;

    internal NameBehaviour(Opener opener, BehaviourBook book) => (this.opener, this.book) = (opener, book);

    /// <summary>Names it.</summary>
    /// <returns>Its name; null for a key that was never here, or not one's own.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<string?> RunAsync(BehaviourKey key, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return (await book.OpenAsync(space, space.Us, space.Key, cancellationToken)).FindName(key);
    }
}
