using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Repair;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>Repair plans, opened and sealed with the couple's key. A plan of others is not found, like one that never was.</summary>
internal static class Plans
{
    /// <summary>Finds one of the couple in which one is now, and opens it.</summary>
    public static async Task<(SealedRepair Row, RepairPlan Plan)?> FindAsync(OpenSpace space, RepairId id, CancellationToken cancellationToken) =>
        await space.Db.Repairs.SingleOrDefaultAsync(row => row.Couple == space.Us && row.Id == id, cancellationToken) is { } found
            ? (found, Open(space.Key, found))
            : null;

    /// <summary>Opens all plans of the couple in which one is now.</summary>
    public static async Task<IReadOnlyList<(RepairId Id, RepairPlan Plan)>> OursAsync(OpenSpace space, CancellationToken cancellationToken) =>
        [.. (await space.Db.Repairs.AsNoTracking().Where(row => row.Couple == space.Us).ToListAsync(cancellationToken)).Select(row => (row.Id, Open(space.Key, row)))];

    /// <summary>Opens one of the couple in which one is, or of one in which one was before: to be read.</summary>
    public static async Task<(SealedRepair Row, RepairPlan Plan)?> ReadAsync(OpenSpace space, RepairId id, CancellationToken cancellationToken)
    {
        if (await space.Db.Repairs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } found)
            return null;
        using var key = await space.KeyOfAsync(found.Couple, cancellationToken);
        return (found, Open(key, found));
    }

    /// <summary>Seals it anew; written with the next save.</summary>
    public static void Put(OpenSpace space, SealedRepair row, RepairPlan plan) =>
        row.Put(version => SealedJson.Seal(space.Key, Binding(space.Us, row.Id, version), plan));

    /// <summary>Opens one that was read.</summary>
    public static RepairPlan Open(SecretKey key, SealedRepair row) => SealedJson.Open<RepairPlan>(key, Binding(row.Couple, row.Id, row.Version), row.Blob);

    private static RecordBinding Binding(CoupleId couple, RepairId id, long version) => new(StoreKind.Repair, default, id.Value, couple, 1, (ulong)version);
}
