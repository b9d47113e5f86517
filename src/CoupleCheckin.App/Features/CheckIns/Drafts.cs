using System.Text;
using System.Text.Json;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.CheckIns;

/// <summary>What a draft holds besides the answers.</summary>
/// <param name="Sheet">The answers.</param>
/// <param name="Opening">The random opening of the seal that counts; null while it is not sealed.</param>
internal sealed record Draft(CheckInSheet Sheet, byte[]? Opening)
{
    public static readonly Draft Empty = new(CheckInSheet.Empty, null);
}

/// <summary>One's own answers in a check-in, opened and sealed with one's own key.</summary>
internal static class Drafts
{
    private sealed record Stored(string Answers, byte[]? Opening);

    /// <summary>Opens it; an empty one where nothing was written yet.</summary>
    public static async Task<(CheckInDraft? Row, Draft Draft)> OpenAsync(OpenSpace space, RoundId round, CancellationToken cancellationToken) =>
        await space.Db.CheckInDrafts.SingleOrDefaultAsync(draft => draft.Round == round, cancellationToken) is { } row ? (row, Open(space, row)) : (null, Draft.Empty);

    /// <summary>Opens one that was read.</summary>
    public static Draft Open(OpenSpace space, CheckInDraft row)
    {
        var stored = JsonSerializer.Deserialize<Stored>(SealedBlob.Open(space.Root, Binding(space, row.Round, row.Version), row.Blob))!;
        return new(CheckInJson.Read(Encoding.UTF8.GetBytes(stored.Answers)), stored.Opening);
    }

    /// <summary>Seals it anew; written with the next save.</summary>
    public static void Put(OpenSpace space, RoundId round, CheckInDraft? row, Draft draft)
    {
        if (row is null)
            space.Db.CheckInDrafts.Add(row = CheckInDraft.Of(space.Me, round));
        var stored = JsonSerializer.SerializeToUtf8Bytes(new Stored(Encoding.UTF8.GetString(CheckInJson.Write(draft.Sheet)), draft.Opening));
        row.Put(version => SealedBlob.Seal(space.Root, Binding(space, round, version), stored));
    }

    private static RecordBinding Binding(OpenSpace space, RoundId round, long version) =>
        new(StoreKind.CheckInDraft, space.Me, round.Value, default, 1, (ulong)version);
}
