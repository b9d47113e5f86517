using System.Text.Json;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>One's own drafts for the agreement, opened and sealed with one's own key.</summary>
internal static class ClauseDrafts
{
    private sealed record Stored(DraftKind Kind, string Terms, Guid? Clause, int? Answers);

    public static Task<ClauseDraft?> FindAsync(OpenSpace space, Guid id, CancellationToken cancellationToken) =>
        space.Db.ClauseDrafts.SingleOrDefaultAsync(draft => draft.Id == id, cancellationToken);

    public static WrittenDraft Open(OpenSpace space, ClauseDraft row)
    {
        var stored = JsonSerializer.Deserialize<Stored>(SealedBlob.Open(space.Root, Binding(space, row.Id, row.Version), row.Blob))!;
        return new(stored.Kind, TermsJson.ReadUnsigned(System.Text.Encoding.UTF8.GetBytes(stored.Terms)), stored.Clause is { } clause ? new ClauseId(clause) : null, stored.Answers);
    }

    /// <summary>Seals it anew; written with the next save.</summary>
    public static void Put(OpenSpace space, Guid id, ClauseDraft? row, WrittenDraft draft)
    {
        if (row is null)
            space.Db.ClauseDrafts.Add(row = ClauseDraft.Of(space.Me, id));
        var stored = JsonSerializer.SerializeToUtf8Bytes(new Stored(draft.Kind, System.Text.Encoding.UTF8.GetString(TermsJson.Write(draft.Terms)), draft.Clause?.Value, draft.Answers));
        row.Put(version => SealedBlob.Seal(space.Root, Binding(space, id, version), stored));
    }

    private static RecordBinding Binding(OpenSpace space, Guid id, long version) => new(StoreKind.ClauseDraft, space.Me, id, default, 1, (ulong)version);
}
