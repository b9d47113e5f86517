using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Repair;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>What one writes for oneself about a breach, opened and sealed with one's own key.</summary>
internal static class Notes
{
    public static async Task<(RepairDraft? Row, RepairNotes Notes)> OpenAsync(OpenSpace space, CancellationToken cancellationToken)
    {
        var row = await space.Db.RepairDrafts.SingleOrDefaultAsync(draft => draft.Owner == space.Me, cancellationToken);
        return (row, row is null ? RepairNotes.Empty : SealedJson.Open<RepairNotes>(space.Root, Binding(space, row.Version), row.Blob));
    }

    public static void Put(OpenSpace space, RepairDraft? row, RepairNotes notes)
    {
        if (row is null)
            space.Db.RepairDrafts.Add(row = RepairDraft.Of(space.Me));
        row.Put(version => SealedJson.Seal(space.Root, Binding(space, version), notes));
    }

    private static RecordBinding Binding(OpenSpace space, long version) => new(StoreKind.RepairDraft, space.Me, space.Me.Value, default, 1, (ulong)version);
}
