using System.Security.Cryptography;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Keys;

/// <summary>
/// A member's own copy of the couple's key, wrapped under the member's shared root (security.md 2.6):
/// <c>nonce 12 | ciphertext 32 | tag 16</c>, bound to <c>"cc/couple-key/v1" | couple 16 | person 16 | generation u32</c>,
/// big-endian. A couple has one key for ever, so the generation is 1.
/// </summary>
internal static class CoupleKeyWrap
{
    private const uint Generation = 1;

    /// <summary>Wraps the couple's key for one member.</summary>
    public static byte[] Wrap(SecretKey sharedRoot, CoupleId couple, PersonId person, SecretKey coupleKey)
    {
        var wrapped = new byte[SecretKey.Size + Gcm.Overhead];
        Gcm.Seal(sharedRoot.Bytes, coupleKey.Bytes, Associated(couple, person), wrapped);
        return wrapped;
    }

    /// <summary>Opens the member's copy.</summary>
    /// <exception cref="SealBrokenException">It is another's, another couple's, or was changed.</exception>
    public static SecretKey Unwrap(SecretKey sharedRoot, CoupleId couple, PersonId person, ReadOnlySpan<byte> wrapped)
    {
        Span<byte> key = stackalloc byte[SecretKey.Size];
        try
        {
            return Gcm.TryOpen(sharedRoot.Bytes, wrapped, Associated(couple, person), key) ? SecretKey.From(key) : throw new SealBrokenException();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static byte[] Associated(CoupleId couple, PersonId person) =>
        new Fields("cc/couple-key/v1").Id(couple.Value).Id(person.Value).U32(Generation).Bytes.ToArray();
}
