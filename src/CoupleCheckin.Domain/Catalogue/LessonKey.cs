using System.Text.RegularExpressions;

namespace CoupleCheckin.Domain.Catalogue;

/// <summary>The stable name of a lesson, for ever ("the-spectrum").</summary>
public readonly partial record struct LessonKey
{
    /// <summary>Reads a key.</summary>
    /// <param name="value">At most 60 small letters, digits and hyphens.</param>
    /// <exception cref="FormatException">It is not a key.</exception>
    public LessonKey(string value) =>
        Value = value.Length <= 60 && Form().IsMatch(value) ? value : throw new FormatException($"\"{value}\" is not a lesson key.");

    /// <summary>The key as it is written.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
