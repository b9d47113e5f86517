using System.Text;
using System.Text.Json;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>What a draft holds besides the answers.</summary>
/// <param name="Sheet">The answers.</param>
/// <param name="Quiet">Whether the partner is not to see "working".</param>
/// <param name="Opening">The random opening of the seal that counts; null while it is not sealed.</param>
internal sealed record Draft(AnswerSheet Sheet, bool Quiet, byte[]? Opening)
{
    public static readonly Draft Empty = new(AnswerSheet.Empty, Quiet: false, null);

    /// <summary>Answers that are kept for oneself: they are never sealed and never opened.</summary>
    public AnswerSheet ForMyself { get; init; } = AnswerSheet.Empty;

    /// <summary>What one is about to answer anew, and has not added yet; its author's alone.</summary>
    public AnswerSheet Unsent { get; init; } = AnswerSheet.Empty;

    /// <summary>The mirror, never sealed and never opened either.</summary>
    public Mirror Mirror { get; init; } = Mirror.Empty;
}

/// <summary>One's own sheet of a round, opened and sealed with one's own key.</summary>
internal static class Drafts
{
    private sealed record Stored(string Answers, bool Quiet, byte[]? Opening)
    {
        public string? ForMyself { get; init; }

        public string? Unsent { get; init; }

        public Dictionary<string, StoredMirror>? Mirror { get; init; }
    }

    private sealed record StoredMirror(int? I, int? You);

    /// <summary>Opens it; an empty one where nothing was written yet.</summary>
    public static async Task<(DraftSheet? Row, Draft Draft)> OpenAsync(OpenSpace space, RoundId round, CancellationToken cancellationToken)
    {
        var row = await space.Db.DraftSheets.SingleOrDefaultAsync(sheet => sheet.Round == round, cancellationToken);
        if (row is null)
            return (null, Draft.Empty);
        var stored = JsonSerializer.Deserialize<Stored>(SealedBlob.Open(space.Root, Binding(space, round, row.Version), row.Blob))!;
        return (row, new(SheetJson.Read(Encoding.UTF8.GetBytes(stored.Answers)), stored.Quiet, stored.Opening)
        {
            ForMyself = Sheet(stored.ForMyself),
            Unsent = Sheet(stored.Unsent),
            Mirror = (stored.Mirror ?? []).Aggregate(Mirror.Empty, (mirror, pair) => mirror.With(new(pair.Key), new((Zone?)pair.Value.I, (Zone?)pair.Value.You))),
        });
    }

    /// <summary>Seals it anew; written with the next save.</summary>
    public static void Put(OpenSpace space, RoundId round, DraftSheet? row, Draft draft)
    {
        if (row is null)
            space.Db.DraftSheets.Add(row = DraftSheet.Of(space.Me, round));
        var stored = JsonSerializer.SerializeToUtf8Bytes(new Stored(Text(draft.Sheet), draft.Quiet, draft.Opening)
        {
            ForMyself = draft.ForMyself.Placements.IsEmpty ? null : Text(draft.ForMyself),
            Unsent = draft.Unsent.Placements.IsEmpty ? null : Text(draft.Unsent),
            Mirror = draft.Mirror.Placements.IsEmpty
                ? null
                : draft.Mirror.Placements.ToDictionary(pair => pair.Key.Value, pair => new StoredMirror((int?)pair.Value.IfIDidIt, (int?)pair.Value.IfYouDidIt)),
        });
        row.Put(version => SealedBlob.Seal(space.Root, Binding(space, round, version), stored));
    }

    private static AnswerSheet Sheet(string? stored) => stored is null ? AnswerSheet.Empty : SheetJson.Read(Encoding.UTF8.GetBytes(stored));

    private static string Text(AnswerSheet sheet) => Encoding.UTF8.GetString(SheetJson.Write(sheet));

    private static RecordBinding Binding(OpenSpace space, RoundId round, long version) =>
        new(StoreKind.DraftSheet, space.Me, round.Value, default, 1, (ulong)version);
}
