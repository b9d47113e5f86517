using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Starts a round with the starter set, or with behaviours that were chosen, the couple's own among them.</summary>
public sealed class StartRound
{
    private readonly Opener opener;
    private readonly BehaviourCatalogue catalogue;
    private readonly BehaviourBook book;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal StartRound(Opener opener, BehaviourCatalogue catalogue, BehaviourBook book, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.catalogue, this.book, this.switchboard, this.time) = (opener, catalogue, book, switchboard, time);

    /// <summary>Starts it, or goes on with the one that asks the same.</summary>
    /// <param name="chosen">Which behaviours, in order; what is not offered, or is of a topic that each has by their own choice, is left out. Null for the starter set.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The round; null when the space is closed, or nothing that was chosen is offered.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<RoundId?> RunAsync(IReadOnlyList<BehaviourKey>? chosen = null, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return await Slices.StartAsync(
            space,
            book,
            switchboard,
            time,
            (known, rounds) => [new(chosen is null ? catalogue.Starter : [.. chosen.Distinct().Where(key => known.IsOffered(key) && known.Card(key).Topic is { } topic && Slices.IsForBoth(topic, rounds))], null)],
            cancellationToken);
    }
}
