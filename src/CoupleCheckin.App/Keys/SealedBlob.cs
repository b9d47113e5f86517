using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Keys;

/// <summary>In which store a sealed record lies; part of what it is bound to. The numbers are for ever.</summary>
internal enum StoreKind : byte
{
    /// <summary>The journal, sealed in the browser.</summary>
    Journal = 1,

    /// <summary>Answers that only their author opens.</summary>
    DraftSheet = 2,

    /// <summary>Answers sealed anew for both when their author was ready to see.</summary>
    OpenedSheet = 3,

    /// <summary>The partner's commitment as it was first seen (security.md 2.8).</summary>
    Witness = 4,

    /// <summary>What a partner is called.</summary>
    PartnerName = 5,

    /// <summary>The words of one of the couple's own behaviours.</summary>
    OwnBehaviour = 6,

    /// <summary>What somebody chose for themselves.</summary>
    OwnChoices = 7,

    /// <summary>An answer given anew after a reveal.</summary>
    Revision = 8,

    /// <summary>What only its author opens: words for the agreement that were not proposed yet.</summary>
    ClauseDraft = 11,

    /// <summary>Words that were proposed for the agreement.</summary>
    Terms = 12,

    /// <summary>A boundary or a request.</summary>
    Statement = 13,

    /// <summary>One's own key for signing, or the partner's public key as it was first seen (security.md 2.9).</summary>
    SigningKey = 14,

    /// <summary>Why words for the agreement were declined.</summary>
    DeclineReason = 15,

    /// <summary>What somebody wants to raise, while only they see it.</summary>
    ConcernDraft = 16,

    /// <summary>What somebody wrote for themselves during a talk.</summary>
    TalkNotes = 17,

    /// <summary>A talk of the two.</summary>
    Talk = 18,

    /// <summary>The hints on wording that somebody has put away.</summary>
    PutAwayHints = 19,

    /// <summary>Answers in a check-in that only their author opens.</summary>
    CheckInDraft = 20,

    /// <summary>The same, sealed anew for both when their author was ready to see.</summary>
    OpenedCheckIn = 21,

    /// <summary>What the two take along from one check-in to the next.</summary>
    CheckInLot = 22,

    /// <summary>A repair plan of the two.</summary>
    Repair = 25,

    /// <summary>Answers to the weekly questions of a repair plan that only their author opens.</summary>
    PulseDraft = 26,

    /// <summary>Answers to the weekly questions, sealed anew for both.</summary>
    OpenedPulse = 27,

    /// <summary>What somebody writes for themselves about a breach.</summary>
    RepairDraft = 28,

    /// <summary>What somebody calls one of their passkeys.</summary>
    PasskeyName = 29,

    /// <summary>Why somebody wants a clause, and how much it matters to them.</summary>
    ClauseReason = 32,

    /// <summary>The key of somebody's second step, and what is left of its spare codes.</summary>
    SecondStep = 33,
}

/// <summary>
/// What a sealed record is bound to, so that it opens nowhere else (security.md 2.3). The associated data of both its seals is
/// <c>"cc/rec/v1" | store kind u8 | owner 16 | record 16 | couple 16 (zero without one) | generation u32 | version u64</c>;
/// integers are big-endian and ids stand in the order in which they are written down.
/// </summary>
/// <param name="Kind">In which store.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Record">Which record.</param>
/// <param name="Couple">Of which couple; the default where it belongs to none.</param>
/// <param name="Generation">The generation of the root it stands under.</param>
/// <param name="Version">The version of the row.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordBinding(StoreKind Kind, PersonId Owner, Guid Record, CoupleId Couple, uint Generation, ulong Version)
{
    /// <summary>The associated data.</summary>
    public byte[] Associated() =>
        new Fields("cc/rec/v1").U8((byte)Kind).Id(Owner.Value).Id(Record).Id(Couple.Value).U32(Generation).U64(Version).Bytes.ToArray();
}

/// <summary>
/// A sealed record, one opaque blob (security.md 2.3):
/// <c>"CC" | format u8 = 1 | algorithm u8 = 1 | flags u8 = 0 | generation u32 | wrapNonce 12 | wrapped record key 32 | wrapTag 16 |
/// nonce 12 | ciphertext | tag 16</c>, integers big-endian. Every record has a random key of its own, wrapped under the root.
/// The plaintext is <c>length u32 | text | zeros</c> up to the next of 256, 1,024, 4,096, 16,384 and then multiples of 16,384
/// bytes, so that the size tells little of the text.
/// </summary>
internal static class SealedBlob
{
    private const byte Format = 1;
    private const byte AesGcm256 = 1;
    private const byte NoFlags = 0;
    private const int GenerationAt = 5;
    private const int WrapAt = 9;
    private const int RecordAt = WrapAt + SecretKey.Size + Gcm.Overhead;
    private const int LengthSize = 4;
    private const int SmallestBucket = 256;

    /// <summary>Seals a text under a root.</summary>
    public static byte[] Seal(SecretKey root, in RecordBinding binding, ReadOnlySpan<byte> utf8)
    {
        var plaintext = new byte[BucketFor(utf8.Length)];
        var blob = new byte[RecordAt + plaintext.Length + Gcm.Overhead];
        Span<byte> recordKey = stackalloc byte[SecretKey.Size];
        try
        {
            BinaryPrimitives.WriteUInt32BigEndian(plaintext, (uint)utf8.Length);
            utf8.CopyTo(plaintext.AsSpan(LengthSize));
            RandomNumberGenerator.Fill(recordKey);
            WriteHeader(blob, binding.Generation);
            var associated = binding.Associated();
            Gcm.Seal(root.Bytes, recordKey, associated, blob.AsSpan(WrapAt..RecordAt));
            Gcm.Seal(recordKey, plaintext, associated, blob.AsSpan(RecordAt));
            return blob;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(recordKey);
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    /// <summary>Opens what was sealed under the same root for the same binding.</summary>
    /// <exception cref="SealBrokenException">It was not, or anything of it was changed.</exception>
    public static byte[] Open(SecretKey root, in RecordBinding binding, ReadOnlySpan<byte> blob)
    {
        Span<byte> header = stackalloc byte[WrapAt];
        WriteHeader(header, binding.Generation);
        if (blob.Length < RecordAt + SmallestBucket + Gcm.Overhead || !blob.StartsWith(header))
            throw new SealBrokenException();
        var associated = binding.Associated();
        var plaintext = new byte[blob.Length - RecordAt - Gcm.Overhead];
        Span<byte> recordKey = stackalloc byte[SecretKey.Size];
        try
        {
            if (!Gcm.TryOpen(root.Bytes, blob[WrapAt..RecordAt], associated, recordKey)
                || !Gcm.TryOpen(recordKey, blob[RecordAt..], associated, plaintext))
            {
                throw new SealBrokenException();
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(plaintext);
            if (BucketFor(length) != plaintext.Length)
                throw new SealBrokenException();
            return plaintext.AsSpan(LengthSize, (int)length).ToArray();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(recordKey);
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    private static void WriteHeader(Span<byte> blob, uint generation)
    {
        ReadOnlySpan<byte> fixedPart = [(byte)'C', (byte)'C', Format, AesGcm256, NoFlags];
        fixedPart.CopyTo(blob);
        BinaryPrimitives.WriteUInt32BigEndian(blob[GenerationAt..], generation);
    }

    private static long BucketFor(long textLength) => (textLength + LengthSize) switch
    {
        <= SmallestBucket => SmallestBucket,
        <= 1024 => 1024,
        <= 4096 => 4096,
        var needed => (needed + 16_383) / 16_384 * 16_384,
    };
}
