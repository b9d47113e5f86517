using System.Globalization;
using System.Text;

namespace CoupleCheckin.Domain.Privacy;

/// <summary>What text the app takes: any language and any emoji, kept exactly; nothing that would break out of its place.</summary>
public static class PlainText
{
    /// <summary>
    /// Whether the text can be kept as it is: no half of a surrogate pair and no control character except line break and tab.
    /// </summary>
    public static bool IsKeepable(string text)
    {
        foreach (var rune in EnumerateValid(text))
        {
            if (rune is null || (Rune.IsControl(rune.Value) && rune.Value.Value is not ('\n' or '\r' or '\t')))
                return false;
        }

        return true;
    }

    /// <summary>
    /// Whether the text is one plain line with something to see on it: keepable, no line break or tab, no character that
    /// turns the direction of the text around it, and at least one character that is visible.
    /// </summary>
    public static bool IsOneLine(string text)
    {
        var visible = false;
        foreach (var rune in EnumerateValid(text))
        {
            if (rune is not { } known || Rune.IsControl(known) || TurnsDirection(known))
                return false;
            var category = Rune.GetUnicodeCategory(known);
            if (category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return false;
            visible |= category is not (UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.NonSpacingMark) && !IsBlankLetter(known);
        }

        return visible;
    }

    private static bool TurnsDirection(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>The Hangul fillers and the blank Braille pattern: letters by their category, and nothing to see.</summary>
    private static bool IsBlankLetter(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;

    private static IEnumerable<Rune?> EnumerateValid(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (Rune.TryGetRuneAt(text, at, out var rune))
            {
                yield return rune;
                at += rune.Utf16SequenceLength;
            }
            else
            {
                yield return null;
                yield break;
            }
        }
    }
}
