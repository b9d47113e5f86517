using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Remembers the partner's seal the first time it is seen, and tells whether it is still the same (security.md 2.8).</summary>
internal static class Witnesses
{
    /// <summary>Whether the partner's seal is the one that was seen first. Seeing it for the first time writes it down with the next save.</summary>
    public static async Task<bool> IsAsSeenAsync(OpenSpace space, Seal partners, CancellationToken cancellationToken)
    {
        if (await FindAsync(space, partners, cancellationToken) is { } seen)
            return IsThatOf(space, partners, seen);
        space.Db.Witnesses.Add(Witness.Of(space.Me, partners.Round, partners.Attempt, SealedBlob.Seal(space.Root, Binding(space, partners), partners.Commit)));
        return true;
    }

    /// <summary>
    /// Whether the partner's seal was seen before and is still the same. Whoever pressed ready has seen it, so that in a revealed
    /// round a seal without a witness is one that somebody put there.
    /// </summary>
    public static async Task<bool> WasSeenAsync(OpenSpace space, Seal partners, CancellationToken cancellationToken) =>
        await FindAsync(space, partners, cancellationToken) is { } seen && IsThatOf(space, partners, seen);

    private static Task<Witness?> FindAsync(OpenSpace space, Seal partners, CancellationToken cancellationToken) =>
        space.Db.Witnesses.SingleOrDefaultAsync(witness => witness.Round == partners.Round && witness.Attempt == partners.Attempt, cancellationToken);

    private static bool IsThatOf(OpenSpace space, Seal partners, Witness seen) =>
        SealedBlob.Open(space.Root, Binding(space, partners), seen.Blob).AsSpan().SequenceEqual(partners.Commit);

    private static RecordBinding Binding(OpenSpace space, Seal partners) =>
        new(StoreKind.Witness, space.Me, partners.Round.Value, partners.Couple, 1, (ulong)partners.Attempt);
}
