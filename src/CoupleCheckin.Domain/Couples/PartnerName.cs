using System.Globalization;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Couples;

/// <summary>What a partner is called in the app: one line of 1 to 40 visible characters.</summary>
public sealed record PartnerName
{
    /// <summary>The longest name, in characters as a person counts them.</summary>
    public const int MaxLength = 40;

    private PartnerName(string value) => Value = value;

    /// <summary>The name.</summary>
    public string Value { get; }

    /// <summary>The first letter that can be seen, for the marker.</summary>
    public string Initial
    {
        get
        {
            var at = 0;
            while (!PlainText.IsOneLine(StringInfo.GetNextTextElement(Value, at)))
                at += StringInfo.GetNextTextElementLength(Value, at);
            return StringInfo.GetNextTextElement(Value, at).ToUpperInvariant();
        }
    }

    /// <summary>Reads a name, trimming white space around it.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The name, or null when it is empty, too long or has characters that cannot be shown on one line.</returns>
    public static PartnerName? TryRead(string? text)
    {
        var line = text?.Trim();
        return string.IsNullOrEmpty(line) || !PlainText.IsOneLine(line) || new StringInfo(line).LengthInTextElements > MaxLength || line.Length > 4 * MaxLength
            ? null
            : new(line);
    }

    /// <inheritdoc/>
    public override string ToString() => "[name]";
}
