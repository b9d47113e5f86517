using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>One's own reasons for clauses, opened and sealed with one's own key.</summary>
internal static class OwnReasons
{
    public static async Task<(ClauseReason? Row, OwnReason Reason)> OpenAsync(OpenSpace space, ClauseId clause, CancellationToken cancellationToken)
    {
        var row = await space.Db.ClauseReasons.SingleOrDefaultAsync(reason => reason.Clause == clause, cancellationToken);
        return (row, row is null ? OwnReason.Empty : SealedJson.Open<OwnReason>(space.Root, Binding(space, clause, row.Version), row.Blob));
    }

    public static void Put(OpenSpace space, ClauseId clause, ClauseReason? row, OwnReason reason)
    {
        if (row is null)
            space.Db.ClauseReasons.Add(row = ClauseReason.Of(space.Me, clause));
        row.Put(version => SealedJson.Seal(space.Root, Binding(space, clause, version), reason));
    }

    private static RecordBinding Binding(OpenSpace space, ClauseId clause, long version) =>
        new(StoreKind.ClauseReason, space.Me, clause.Value, default, 1, (ulong)version);
}
