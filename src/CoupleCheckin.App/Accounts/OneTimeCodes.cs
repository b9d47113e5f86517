using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace CoupleCheckin.App.Accounts;

/// <summary>
/// The codes of authenticator apps (RFC 6238): six digits, another every thirty seconds, made from a key of 160 random bits and the time.
/// </summary>
internal static class OneTimeCodes
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int KeySize = 20;
    private const int Digits = 6;
    private const int SecondsPerStep = 30;

    /// <summary>How many steps the clock of a phone may be off, in either direction.</summary>
    private const int Drift = 1;

    /// <summary>A new random key.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeySize);

    /// <summary>A key as apps take it: base 32, 32 letters.</summary>
    public static string InLetters(byte[] key) => string.Create(key.Length * 8 / 5, key, static (letters, key) =>
    {
        for (var at = 0; at < letters.Length; at++)
        {
            var value = 0;
            for (var bit = at * 5; bit < (at + 1) * 5; bit++)
                value = (value << 1) | ((key[bit / 8] >> (7 - (bit % 8))) & 1);
            letters[at] = Alphabet[value];
        }
    });

    /// <summary>Reads what was typed as a code; null when it is none.</summary>
    public static string? TryRead(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(character => !char.IsWhiteSpace(character)));
        return digits.Length == Digits && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>The step that a code is of: one that stands now, and none up to the last that was used. Null when it fits none.</summary>
    public static long? Match(byte[] key, string code, DateTimeOffset now, long lastUsed)
    {
        var present = StepAt(now);
        long? fitting = null;
        for (var step = present + Drift; step >= present - Drift; step--)
        {
            if (Fits(key, code, step) && step > lastUsed)
                fitting = step;
        }

        return fitting;
    }

    private static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / SecondsPerStep;

    private static bool Fits(byte[] key, string code, long step) =>
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(At(key, step)), System.Text.Encoding.ASCII.GetBytes(code));

    private static string At(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // It is the one that every app knows; as a MAC it is not broken.
        HMACSHA1.HashData(key, counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
