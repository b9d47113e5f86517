using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Concerns;

/// <summary>The hints that somebody has put away, opened and sealed with their own key.</summary>
internal static class PutAway
{
    public static async Task<(PutAwayHints? Row, HashSet<string> Rules)> OpenAsync(OpenSpace space, CancellationToken cancellationToken)
    {
        var row = await space.Db.PutAwayHints.SingleOrDefaultAsync(hints => hints.Owner == space.Me, cancellationToken);
        return (row, row is null ? [] : [.. SealedJson.Open<string[]>(space.Root, Binding(space, row.Version), row.Blob)]);
    }

    public static void Put(OpenSpace space, PutAwayHints? row, IEnumerable<string> rules)
    {
        if (row is null)
            space.Db.PutAwayHints.Add(row = PutAwayHints.Of(space.Me));
        row.Put(version => SealedJson.Seal(space.Root, Binding(space, version), rules.Order(StringComparer.Ordinal).ToArray()));
    }

    private static RecordBinding Binding(OpenSpace space, long version) => new(StoreKind.PutAwayHints, space.Me, space.Me.Value, default, 1, (ulong)version);
}
