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
        var binding = new RecordBinding(StoreKind.Witness, space.Me, partners.Round.Value, partners.Couple, 1, (ulong)partners.Attempt);
        var seen = await space.Db.Witnesses.SingleOrDefaultAsync(witness => witness.Round == partners.Round && witness.Attempt == partners.Attempt, cancellationToken);
        if (seen is not null)
            return SealedBlob.Open(space.Root, binding, seen.Blob).AsSpan().SequenceEqual(partners.Commit);
        space.Db.Witnesses.Add(Witness.Of(space.Me, partners.Round, partners.Attempt, SealedBlob.Seal(space.Root, binding, partners.Commit)));
        return true;
    }
}
