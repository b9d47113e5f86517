using System.Text.RegularExpressions;

namespace CoupleCheckin.Domain.Repair;

/// <summary>The stable name of a kind of commitment, for ever: "c." for one that is offered, "d." for one that is declined.</summary>
public readonly partial record struct CommitmentKey
{
    /// <summary>Reads a key.</summary>
    /// <param name="value">"c." or "d." and at most 58 small letters, digits and hyphens.</param>
    /// <exception cref="FormatException">It is not a key.</exception>
    public CommitmentKey(string value) =>
        Value = value.Length <= 60 && Form().IsMatch(value) ? value : throw new FormatException($"\"{value}\" is not a commitment key.");

    /// <summary>The key as it is written.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^[cd]\.[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
