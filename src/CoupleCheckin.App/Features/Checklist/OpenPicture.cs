using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Where the two stand now, topic by topic.</summary>
/// <param name="Me">Oneself.</param>
/// <param name="Partner">The partner; null while one is here alone.</param>
/// <param name="Topics">The topics of which something was opened, in their order.</param>
/// <param name="Rows">What both placed, as it stands now.</param>
public sealed record PictureView(PartnerView Me, PartnerView? Partner, IReadOnlyList<Topic> Topics, IReadOnlyList<PictureRow> Rows);

/// <summary>One behaviour in the picture.</summary>
/// <param name="Card">The behaviour.</param>
/// <param name="Mine">My answer as it stands; blank when there is none.</param>
/// <param name="Partners">The partner's.</param>
public sealed record PictureRow(RoundCard Card, Placement Mine, Placement Partners);

/// <summary>Opens the picture of all that was opened.</summary>
public sealed class OpenPicture
{
    private readonly Opener opener;
    private readonly BehaviourBook book;

    internal OpenPicture(Opener opener, BehaviourBook book) => (this.opener, this.book) = (opener, book);

    /// <summary>Opens it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<PictureView> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var (me, partner) = Partners.In(space);
        if (space.PartnerSeat is not { } seat)
            return new(me, null, [], []);
        var known = await book.OpenAsync(space, space.Us, space.Key, cancellationToken);
        var timelines = await Revisions.TimelinesAsync(space, space.Key, space.Us, seat.Person, null, cancellationToken);
        var order = known.Offered.Select((card, at) => (card.Key, at)).ToDictionary(pair => pair.Key, pair => pair.at);
        List<PictureRow> rows =
        [
            .. timelines.Where(pair => pair.Value.Answers.Count > 0).OrderBy(pair => order.GetValueOrDefault(pair.Key, int.MaxValue)).ThenBy(pair => pair.Key.Value, StringComparer.Ordinal)
                .Select(pair => new PictureRow(known.Card(pair.Key), pair.Value.Mine, pair.Value.Partners)),
        ];
        return new(me, partner, [.. rows.Select(row => row.Card.Topic).OfType<Topic>().Distinct().Order()], rows);
    }
}
