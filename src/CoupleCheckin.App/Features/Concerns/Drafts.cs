using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Concerns;

/// <summary>One's own concerns, opened and sealed with one's own key.</summary>
internal static class Drafts
{
    /// <summary>Opens one; an empty one where nothing was written yet.</summary>
    public static async Task<(ConcernDraft? Row, Concern Concern)> OpenAsync(OpenSpace space, ConcernId id, CancellationToken cancellationToken)
    {
        var row = await space.Db.ConcernDrafts.SingleOrDefaultAsync(draft => draft.Id == id, cancellationToken);
        return (row, row is null ? Concern.Empty : Open(space, row));
    }

    /// <summary>Opens all of them.</summary>
    public static async Task<IReadOnlyList<(ConcernId Id, Concern Concern)>> AllAsync(OpenSpace space, CancellationToken cancellationToken) =>
        [.. (await space.Db.ConcernDrafts.AsNoTracking().ToListAsync(cancellationToken)).Select(row => (row.Id, Open(space, row)))];

    /// <summary>The text that was prepared for a talk; null where nothing was, or by the other.</summary>
    public static async Task<ConcernText?> TextForAsync(OpenSpace space, TalkId talk, CancellationToken cancellationToken) =>
        (await AllAsync(space, cancellationToken)).Where(draft => draft.Concern.Talk == talk).Select(draft => draft.Concern.Text).FirstOrDefault();

    /// <summary>Seals it anew; written with the next save.</summary>
    public static void Put(OpenSpace space, ConcernId id, ConcernDraft? row, Concern concern)
    {
        if (row is null)
            space.Db.ConcernDrafts.Add(row = ConcernDraft.Of(space.Me, id));
        row.Put(version => SealedJson.Seal(space.Root, Binding(space, id, version), concern));
    }

    internal static Concern Open(OpenSpace space, ConcernDraft row) => SealedJson.Open<Concern>(space.Root, Binding(space, row.Id, row.Version), row.Blob);

    private static RecordBinding Binding(OpenSpace space, ConcernId id, long version) =>
        new(StoreKind.ConcernDraft, space.Me, id.Value, default, 1, (ulong)version);
}
