using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;

namespace CoupleCheckin.App.Features.Journal;

/// <summary>A behaviour to which an entry of the journal can be linked.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsOffered">Whether it is offered for a new link; one that was taken off the list keeps its name for the entries that have it.</param>
public sealed record LinkableBehaviour(BehaviourKey Key, string Name, bool IsOffered)
{
    /// <summary>Nothing of the name.</summary>
    public override string ToString() => "[linkable behaviour]";
}

/// <summary>
/// Names the behaviours to which an entry can be linked: the catalogue, and the own ones of all couples one is or was in, while the space is open. The journal works
/// while it is locked, and then has the catalogue alone.
/// </summary>
public sealed class NameLinkable
{
    private readonly Opener opener;
    private readonly BehaviourCatalogue catalogue;
    private readonly BehaviourBook book;

    internal NameLinkable(Opener opener, BehaviourCatalogue catalogue, BehaviourBook book) => (this.opener, this.catalogue, this.book) = (opener, catalogue, book);

    /// <summary>Names them.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in.</exception>
    public async Task<IReadOnlyList<LinkableBehaviour>> RunAsync(CancellationToken cancellationToken = default)
    {
        var ofTheCatalogue = catalogue.All.Select(behaviour => new LinkableBehaviour(behaviour.Key, behaviour.Name, true));
        try
        {
            await using var space = await opener.OpenAsync(cancellationToken);
            var all = ofTheCatalogue.ToList();
            var isTold = await ChosenTopics.ToldAsync(space, cancellationToken);
            foreach (var couple in space.Db.Viewer.Couples)
            {
                using var key = await space.KeyOfAsync(couple, cancellationToken);
                var known = await book.OpenAsync(space, couple, key, cancellationToken);
                all.AddRange(known.Own.Where(isTold).Select(own => new LinkableBehaviour(own.Key, own.Name, couple == space.Us && !own.IsRetired)));
            }

            return all;
        }
        catch (SpaceNotOpenException locked) when (locked.State == SpaceState.Locked)
        {
            return [.. ofTheCatalogue];
        }
    }
}
