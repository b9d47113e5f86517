using System.Text.RegularExpressions;

namespace CoupleCheckin.Domain.Conversations;

/// <summary>The stable name of a script, for ever ("s.raise").</summary>
public readonly partial record struct ScriptKey
{
    /// <summary>Reads a key.</summary>
    /// <param name="value">"s." and at most 58 small letters, digits and hyphens.</param>
    /// <exception cref="FormatException">It is not a key.</exception>
    public ScriptKey(string value) =>
        Value = value.Length <= 60 && Form().IsMatch(value) ? value : throw new FormatException($"\"{value}\" is not a script key.");

    /// <summary>The key as it is written.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^s\.[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
