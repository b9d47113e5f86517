using System.Security.Cryptography;
using System.Text;

namespace CoupleCheckin.App.Accounts;

/// <summary>
/// A code on paper for when the phone with the authenticator app is not at hand: 50 random bits as ten characters of Crockford's base 32
/// in two groups. It counts once. Kept is only a hash, keyed with the key of the second step, and that lies sealed.
/// </summary>
internal static class SpareCode
{
    /// <summary>How many are made at a time.</summary>
    public const int Many = 10;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 10;

    /// <summary>New random ones, as they are shown.</summary>
    public static IReadOnlyList<string> New() => [.. Enumerable.Range(0, Many).Select(_ => RandomNumberGenerator.GetString(Alphabet, Length).Insert(Length / 2, "-"))];

    /// <summary>Reads one as people write it: small letters, blanks and hyphens, O for 0, I or L for 1. Null when it is none.</summary>
    public static string? TryRead(string? typed)
    {
        var code = new StringBuilder(Length);
        foreach (var written in typed ?? "")
        {
            if (char.IsWhiteSpace(written) || char.GetUnicodeCategory(written) == System.Globalization.UnicodeCategory.DashPunctuation)
                continue;
            var character = char.ToUpperInvariant(written) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
            if (!Alphabet.Contains(character, StringComparison.Ordinal) || code.Length == Length)
                return null;
            code.Append(character);
        }

        return code.Length == Length ? code.ToString() : null;
    }

    /// <summary>What is kept of one that was read.</summary>
    public static byte[] Hash(byte[] key, string code) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(code));
}
