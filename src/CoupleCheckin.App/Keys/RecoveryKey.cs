using System.Security.Cryptography;

namespace CoupleCheckin.App.Keys;

/// <summary>
/// A key on paper (security.md 2.5): 130 random bits as 26 characters of Crockford's base 32, then 2 check characters, in 7
/// groups of 4 joined by hyphens. The bits are the 26 five-bit values in order, most significant first, in 17 bytes whose
/// last 6 bits are zero. The check characters are the remainder of a Reed–Solomon code over GF(32) with the polynomial
/// x⁵+x²+1 and the generator (x+1)(x+2): any two wrong characters are noticed, and so every single typing error and every
/// exchange of two characters, next to each other or not.
/// </summary>
internal sealed class RecoveryKey
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int DataLength = 26;
    private const int Length = DataLength + 2;
    private const int GroupLength = 4;

    private readonly byte[] _bytes = GC.AllocateArray<byte>(17, pinned: true);
    private readonly byte[] _symbols;

    private RecoveryKey(byte[] symbols)
    {
        _symbols = symbols;
        for (var bit = 0; bit < DataLength * 5; bit++)
        {
            if ((symbols[bit / 5] & (16 >> (bit % 5))) != 0)
                _bytes[bit / 8] |= (byte)(128 >> (bit % 8));
        }
    }

    /// <summary>The 130 bits in 17 bytes, without the check characters.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The last four characters, to be typed as a sign that the key was written down.</summary>
    public string LastGroup => Format()[^GroupLength..];

    /// <summary>A new random key.</summary>
    public static RecoveryKey New()
    {
        var symbols = GC.AllocateArray<byte>(Length, pinned: true);
        RandomNumberGenerator.Fill(symbols.AsSpan(0, DataLength));
        foreach (ref var symbol in symbols.AsSpan(0, DataLength))
            symbol &= 31;
        (symbols[^2], symbols[^1]) = Remainder(symbols.AsSpan(0, DataLength));
        return new(symbols);
    }

    /// <summary>
    /// Reads a key as people write it: small or large letters, with or without blanks and hyphens, O for 0, I or L for 1.
    /// Nothing where it is not a key or a character is wrong.
    /// </summary>
    public static RecoveryKey? TryRead(string? text)
    {
        var symbols = GC.AllocateArray<byte>(Length, pinned: true);
        var count = 0;
        foreach (var written in text ?? "")
        {
            if (char.IsWhiteSpace(written) || char.GetUnicodeCategory(written) == System.Globalization.UnicodeCategory.DashPunctuation)
                continue;
            var character = char.ToUpperInvariant(written) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0 || count == Length)
                return null;
            symbols[count++] = (byte)value;
        }

        return count == Length && Remainder(symbols.AsSpan(0, DataLength)) == (symbols[^2], symbols[^1]) ? new(symbols) : null;
    }

    /// <summary>As it is shown, once: <c>XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX</c>.</summary>
    public string Format() => string.Join('-', _symbols.Select(symbol => Alphabet[symbol]).Chunk(GroupLength).Select(group => new string(group)));

    /// <summary>Never the key.</summary>
    public override string ToString() => "[recovery key]";

    private static (byte High, byte Low) Remainder(ReadOnlySpan<byte> data)
    {
        int high = 0, low = 0;
        foreach (var symbol in data)
        {
            // Division by (x+1)(x+2) = x² + 3x + 2.
            var first = symbol ^ high;
            var twice = Twice(first);
            (high, low) = (low ^ twice ^ first, twice);
        }

        return ((byte)high, (byte)low);
    }

    private static int Twice(int value) => (value << 1) ^ ((value & 16) != 0 ? 0b100101 : 0);
}
