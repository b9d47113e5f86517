using System.Text;
using System.Text.Json;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.CheckIns;

/// <summary>Answers of a check-in with the random opening of their seal: together they are what was committed to.</summary>
internal sealed record OpenedCheckIn(byte[] Opening, CheckInSheet Sheet)
{
    private sealed record Stored(byte[] Opening, string Answers);

    /// <summary>What fixes them.</summary>
    public static byte[] Commit(Round round, Domain.Couples.PersonId author, int attempt, byte[] opening, CheckInSheet sheet) =>
        Commitment.Compute(round.Couple, round.Id, author, attempt, round.Prompts.Select(prompt => prompt.Value), opening, CheckInJson.Write(sheet));

    /// <summary>Whether these are the answers that were sealed.</summary>
    public bool Matches(Round round, Domain.Checklist.Seal seal) =>
        Opening.Length == Commitment.OpeningSize && Commit(round, seal.Author, seal.Attempt, Opening, Sheet).AsSpan().SequenceEqual(seal.Commit);

    /// <summary>Seals them under the couple's key.</summary>
    public byte[] Seal(SecretKey coupleKey, Domain.Checklist.Seal seal) =>
        SealedBlob.Seal(coupleKey, Binding(seal), JsonSerializer.SerializeToUtf8Bytes(new Stored(Opening, Encoding.UTF8.GetString(CheckInJson.Write(Sheet)))));

    /// <summary>The answers of a partner in a revealed round; null where they are not the ones that were sealed.</summary>
    public static CheckInSheet? TryOpen(SecretKey coupleKey, Round round, Domain.Checklist.Seal? seal, OpenedSheet? sheet)
    {
        if (seal is null || sheet is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Stored>(SealedBlob.Open(coupleKey, Binding(seal), sheet.Blob)) is { Opening: { } opening, Answers: { } answers }
                && new OpenedCheckIn(opening, CheckInJson.Read(Encoding.UTF8.GetBytes(answers))) is var opened && opened.Matches(round, seal)
                    ? opened.Sheet
                    : null;
        }
        catch (Exception nonsense) when (nonsense is SealBrokenException or JsonException or FormatException)
        {
            // The partner has the same key, so what stands here need not have been written by this program.
            return null;
        }
    }

    /// <summary>Whether the partner's seal is still the one that was seen before the reveal.</summary>
    public static async Task<bool> WasSeenAsync(OpenSpace space, Domain.Checklist.Seal seal, CancellationToken cancellationToken)
    {
        try
        {
            return await Witnesses.WasSeenAsync(space, seal, cancellationToken);
        }
        catch (SealBrokenException)
        {
            return false;
        }
    }

    private static RecordBinding Binding(Domain.Checklist.Seal seal) =>
        new(StoreKind.OpenedCheckIn, seal.Author, seal.Round.Value, seal.Couple, 1, (ulong)seal.Attempt);
}
