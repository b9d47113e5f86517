using System.Text.Json;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Features.Behaviours;

/// <summary>Seals and opens the words of an own behaviour with the couple's key.</summary>
internal static class OwnBehaviourWords
{
    private sealed record Stored(string Name, string Description, int Topic);

    public static byte[] Seal(SecretKey key, CoupleId couple, PersonId author, OwnBehaviourId id, int wording, OwnWords words)
    {
        var kept = words.Trimmed;
        return SealedBlob.Seal(key, Binding(couple, author, id, wording), JsonSerializer.SerializeToUtf8Bytes(new Stored(kept.Name, kept.Description, (int)kept.Topic)));
    }

    /// <summary>Opens them; null when the row is not what was written. The partner has the same key, so it need not have been this program.</summary>
    public static OwnWords? TryOpen(SecretKey key, OwnBehaviour row)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(SealedBlob.Open(key, Binding(row.Couple, row.Author, row.Id, row.Wording), row.SealedWords));
            return stored is { Name: { } name, Description: { } description } && new OwnWords(name, description, (Topic)stored.Topic) is { Flaw: OwnWordsFlaw.None } words ? words : null;
        }
        catch (Exception broken) when (broken is SealBrokenException or JsonException)
        {
            return null;
        }
    }

    private static RecordBinding Binding(CoupleId couple, PersonId author, OwnBehaviourId id, int wording) =>
        new(StoreKind.OwnBehaviour, author, id.Value, couple, 1, (ulong)wording);
}
