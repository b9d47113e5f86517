using System.Text.RegularExpressions;

namespace CoupleCheckin.Domain.Conversations;

/// <summary>The stable name of a phase, once in its script, for ever ("opener").</summary>
public readonly partial record struct PhaseKey
{
    /// <summary>Reads a key.</summary>
    /// <param name="value">At most 40 small letters, digits and hyphens.</param>
    /// <exception cref="FormatException">It is not a key.</exception>
    public PhaseKey(string value) =>
        Value = value.Length <= 40 && Form().IsMatch(value) ? value : throw new FormatException($"\"{value}\" is not a phase key.");

    /// <summary>The key as it is written.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
