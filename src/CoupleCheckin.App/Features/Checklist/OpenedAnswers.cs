using System.Text;
using System.Text.Json;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Answers with the random opening of their seal: together they are what was committed to.</summary>
internal sealed record OpenedAnswers(byte[] Opening, AnswerSheet Sheet)
{
    private sealed record Stored(byte[] Opening, string Answers);

    /// <summary>Whether these are the answers that were sealed.</summary>
    public bool Matches(Round round, Domain.Checklist.Seal seal) =>
        Opening.Length == Commitment.OpeningSize
        && Commitment.Compute(round.Couple, round.Id, seal.Author, seal.Attempt, round.Behaviours, Opening, SheetJson.Write(Sheet)).AsSpan().SequenceEqual(seal.Commit);

    /// <summary>Seals them under the couple's key.</summary>
    public byte[] Seal(SecretKey coupleKey, Domain.Checklist.Seal seal) =>
        SealedBlob.Seal(coupleKey, Binding(seal), JsonSerializer.SerializeToUtf8Bytes(new Stored(Opening, Encoding.UTF8.GetString(SheetJson.Write(Sheet)))));

    /// <summary>Opens them with the couple's key.</summary>
    /// <exception cref="SealBrokenException">The blob is not what was written.</exception>
    public static OpenedAnswers Open(SecretKey coupleKey, Domain.Checklist.Seal seal, byte[] blob)
    {
        var text = SealedBlob.Open(coupleKey, Binding(seal), blob);
        try
        {
            return JsonSerializer.Deserialize<Stored>(text) is { Opening: { } opening, Answers: { } answers }
                ? new(opening, SheetJson.Read(Encoding.UTF8.GetBytes(answers)))
                : throw new SealBrokenException();
        }
        catch (Exception nonsense) when (nonsense is JsonException or FormatException)
        {
            // The partner has the same key, so what stands here need not have been written by this program.
            throw new SealBrokenException();
        }
    }

    private static RecordBinding Binding(Domain.Checklist.Seal seal) =>
        new(StoreKind.OpenedSheet, seal.Author, seal.Round.Value, seal.Couple, 1, (ulong)seal.Attempt);
}
