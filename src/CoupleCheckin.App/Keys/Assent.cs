using System.Security.Cryptography;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Keys;

/// <summary>
/// What is signed under a clause (security.md 2.9), with ECDSA over P-256 and SHA-256. Whoever proposes signs
/// <c>SHA-256("cc/offer/v1" | couple 16 | clause 16 | proposal u32 | author 16 | lp(words))</c>; the words carry 256 random bits and the
/// hash of the words that stood before, so that nothing of them can be guessed from a signature and no version can be left out.
/// Whoever signs them after that signs <c>SHA-256("cc/assent/v1" | lp(offer) | signer 16 | version u32 | clause number u32 | signed on u32 |
/// from u32 | until u32 | review u32 | at u64)</c>: the same words, and the days on which they are in force. Days are day numbers, a
/// day that is not there is 0, integers are big-endian.
/// </summary>
internal static class Assent
{
    /// <summary>The length of a hash, in bytes.</summary>
    public const int HashSize = 32;

    /// <summary>The hash that whoever proposes signs.</summary>
    public static byte[] OfferHash(CoupleId couple, ClauseId clause, int proposal, PersonId author, ReadOnlySpan<byte> words) =>
        SHA256.HashData(new Fields("cc/offer/v1").Id(couple.Value).Id(clause.Value).U32((uint)proposal).Id(author.Value).Prefixed(words).Bytes);

    /// <summary>The hash that whoever puts the words in force signs.</summary>
    public static byte[] AssentHash(byte[] offerHash, PersonId signer, AgreementVersion version) =>
        SHA256.HashData(new Fields("cc/assent/v1").Prefixed(offerHash).Id(signer.Value).U32((uint)version.Number).U32((uint)version.ClauseNumber)
            .U32(Day(version.SignedOn)).U32(Day(version.From)).U32(Day(version.Until)).U32(Day(version.ReviewOn)).U64((ulong)version.At.UtcTicks).Bytes);

    private static uint Day(DateOnly? day) => (uint)(day?.DayNumber ?? 0);
}
