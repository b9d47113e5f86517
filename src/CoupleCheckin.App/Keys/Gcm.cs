using System.Security.Cryptography;

namespace CoupleCheckin.App.Keys;

/// <summary>
/// AES-256-GCM as security.md 2.2 settles it, laid out as <c>nonce 12 | ciphertext | tag 16</c> with a random nonce.
/// </summary>
internal static class Gcm
{
    /// <summary>The length of the nonce, in bytes.</summary>
    public const int NonceSize = 12;

    /// <summary>The length of the tag, in bytes.</summary>
    public const int TagSize = 16;

    /// <summary>How much longer the sealed bytes are than the plaintext.</summary>
    public const int Overhead = NonceSize + TagSize;

    /// <summary>Seals into a buffer that is <see cref="Overhead"/> longer than the plaintext.</summary>
    public static void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associated, Span<byte> destination)
    {
        var nonce = destination[..NonceSize];
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plaintext, destination[NonceSize..^TagSize], destination[^TagSize..], associated);
    }

    /// <summary>Opens into a buffer that is <see cref="Overhead"/> shorter than the sealed bytes; whether they were intact.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated, Span<byte> plaintext)
    {
        if (sealedBytes.Length != plaintext.Length + Overhead)
            return false;
        try
        {
            using var aes = new AesGcm(key, TagSize);
            aes.Decrypt(sealedBytes[..NonceSize], sealedBytes[NonceSize..^TagSize], sealedBytes[^TagSize..], plaintext, associated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
