using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Keys;

/// <summary>
/// The secret in an invitation's link (security.md 2.6): 32 random bytes as base64url behind the <c>#</c>, where no request line,
/// log or referrer sees them. The server keeps their SHA-256 and what they wrap:
/// <c>nonce 12 | ciphertext | tag 16</c> under HKDF-SHA-256 (no salt, label "cc/invite"), bound to
/// <c>couple 16 | invitation 16 | expiry u64</c> (UTC ticks), big-endian. Wrapped is the couple's key, 32 bytes, and then the
/// inviter's name in UTF-8.
/// </summary>
internal sealed class InviteToken
{
    private const int Size = 32;
    private const int WrittenSize = 43;

    private readonly byte[] _bytes = GC.AllocateArray<byte>(Size, pinned: true);

    private InviteToken()
    {
    }

    /// <summary>A new random token.</summary>
    public static InviteToken New()
    {
        var token = new InviteToken();
        RandomNumberGenerator.Fill(token._bytes);
        return token;
    }

    /// <summary>Reads a token as <see cref="Format"/> writes it; nothing where it is not one.</summary>
    public static InviteToken? TryRead(string? text)
    {
        var written = text.AsSpan().Trim();
        var token = new InviteToken();

        // Written back and compared, because the last character has two bits to spare and a token has one form only.
        return written.Length == WrittenSize && Base64Url.IsValid(written)
            && Base64Url.TryDecodeFromChars(written, token._bytes, out var length) && length == Size
            && written.SequenceEqual(token.Format())
            ? token
            : null;
    }

    /// <summary>As it stands in the link: 43 characters.</summary>
    public string Format() => Base64Url.EncodeToString(_bytes);

    /// <summary>What the server finds the invitation by: SHA-256 of the token.</summary>
    public byte[] Hash() => SHA256.HashData(_bytes);

    /// <summary>Wraps the couple's key and the inviter's name for whoever holds the link.</summary>
    public byte[] Wrap(CoupleId couple, InvitationId invitation, DateTimeOffset expiresAt, SecretKey coupleKey, string inviterName)
    {
        var name = Encoding.UTF8.GetBytes(inviterName);
        var payload = new byte[SecretKey.Size + name.Length];
        try
        {
            coupleKey.Bytes.CopyTo(payload);
            name.CopyTo(payload, SecretKey.Size);
            var wrapped = new byte[payload.Length + Gcm.Overhead];
            using var key = Key();
            Gcm.Seal(key.Bytes, payload, Associated(couple, invitation, expiresAt), wrapped);
            return wrapped;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(payload);
        }
    }

    /// <summary>Opens what <see cref="Wrap"/> wrapped for the same invitation and expiry.</summary>
    /// <exception cref="SealBrokenException">It was another's, or anything of it was changed.</exception>
    public (SecretKey CoupleKey, string InviterName) Unwrap(
        CoupleId couple, InvitationId invitation, DateTimeOffset expiresAt, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length < SecretKey.Size + Gcm.Overhead)
            throw new SealBrokenException();
        var payload = new byte[wrapped.Length - Gcm.Overhead];
        try
        {
            using var key = Key();
            if (!Gcm.TryOpen(key.Bytes, wrapped, Associated(couple, invitation, expiresAt), payload))
                throw new SealBrokenException();
            return (SecretKey.From(payload.AsSpan(0, SecretKey.Size)), Encoding.UTF8.GetString(payload.AsSpan(SecretKey.Size)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(payload);
        }
    }

    /// <summary>Never the token.</summary>
    public override string ToString() => "[invite]";

    private SecretKey Key()
    {
        Span<byte> derived = stackalloc byte[SecretKey.Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, derived, [], "cc/invite"u8);
        var key = SecretKey.From(derived);
        CryptographicOperations.ZeroMemory(derived);
        return key;
    }

    private static byte[] Associated(CoupleId couple, InvitationId invitation, DateTimeOffset expiresAt) =>
        new Fields("").Id(couple.Value).Id(invitation.Value).U64((ulong)expiresAt.UtcTicks).Bytes.ToArray();
}
