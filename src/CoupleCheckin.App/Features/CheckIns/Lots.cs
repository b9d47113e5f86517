using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.CheckIns;

/// <summary>What the two take along, opened and sealed with the couple's key.</summary>
internal static class Lots
{
    public static async Task<(SealedLot? Row, CheckInLot Lot)> OpenAsync(OpenSpace space, CancellationToken cancellationToken) =>
        await space.Db.CheckInLots.SingleOrDefaultAsync(row => row.Couple == space.Us, cancellationToken) is { } row
            ? (row, Open(space.Key, row))
            : (null, CheckInLot.Empty);

    /// <summary>Opens one that was read.</summary>
    public static CheckInLot Open(SecretKey key, SealedLot row) => SealedJson.Open<CheckInLot>(key, Binding(row.Couple, row.Version), row.Blob);

    /// <summary>Seals it anew; written with the next save.</summary>
    public static void Put(OpenSpace space, SealedLot? row, CheckInLot lot)
    {
        if (row is null)
            space.Db.CheckInLots.Add(row = SealedLot.Of(space.Us));
        row.Put(version => SealedJson.Seal(space.Key, Binding(space.Us, version), lot));
    }

    /// <summary>What remains of the talks that are over, so that it comes first in a check-in.</summary>
    public static IEnumerable<(TalkId Talk, LotLine Line)> OfTalks(IEnumerable<Talk> talks) => talks.Where(talk => talk.EndedAt is not null).SelectMany(talk => talk.Actions
        .Where(action => !action.IsDone).Select(action => (talk.Id, new LotLine(action.Id, LotKind.Action, action.Owner, action.Text)))
        .Concat(talk.Parked.Where(topic => !topic.IsDone).Select(topic => (talk.Id, new LotLine(topic.Id, LotKind.Topic, topic.By, topic.Text)))));

    private static RecordBinding Binding(CoupleId couple, long version) => new(StoreKind.CheckInLot, default, couple.Value, couple, 1, (ulong)version);
}
