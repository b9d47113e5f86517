using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>What the two placed for one behaviour, and when.</summary>
/// <param name="Card">The behaviour.</param>
/// <param name="Me">Oneself.</param>
/// <param name="Partner">The partner.</param>
/// <param name="Timeline">All answers that both opened or gave anew.</param>
/// <param name="CanRevise">Whether nobody has left.</param>
public sealed record HistoryView(RoundCard Card, PartnerView Me, PartnerView Partner, Timeline Timeline, bool CanRevise)
{
    /// <summary>What one is about to answer anew and has not added yet; blank when there is nothing. Only one's own.</summary>
    public Placement Unsent { get; init; } = Placement.Blank;
}

/// <summary>Opens the timeline of one behaviour.</summary>
public sealed class OpenHistory
{
    private readonly Opener opener;
    private readonly BehaviourBook book;

    internal OpenHistory(Opener opener, BehaviourBook book) => (this.opener, this.book) = (opener, book);

    /// <summary>Opens it.</summary>
    /// <returns>The timeline; null when the two have not opened this behaviour together.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<HistoryView?> RunAsync(BehaviourKey behaviour, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        if (space.PartnerSeat is not { } seat)
            return null;
        var timelines = await Revisions.TimelinesAsync(space, space.Key, space.Us, seat.Person, [behaviour], cancellationToken);
        if (!timelines.TryGetValue(behaviour, out var timeline))
            return null;
        var (me, partner) = Partners.In(space);
        var known = await book.OpenAsync(space, space.Us, space.Key, cancellationToken);
        var round = (await Revisions.LastRoundAsync(space, behaviour, cancellationToken))!;
        var (_, draft) = await Drafts.OpenAsync(space, round.Id, cancellationToken);
        return new(known.Card(behaviour), me, partner!, timeline, await space.IsOpenAsync(cancellationToken)) { Unsent = draft.Unsent[behaviour] };
    }
}
