using System.Text.RegularExpressions;

namespace CoupleCheckin.Domain.Prompts;

/// <summary>The stable name of a prompt, for ever: its family, a dot and a few words ("told.small-things").</summary>
public readonly partial record struct PromptKey
{
    /// <summary>Reads a key.</summary>
    /// <param name="value">At most 60 small letters, digits and hyphens, with one dot.</param>
    /// <exception cref="FormatException">It is not a key.</exception>
    public PromptKey(string value) =>
        Value = value.Length <= 60 && Form().IsMatch(value) ? value : throw new FormatException($"\"{value}\" is not a prompt key.");

    /// <summary>The key as it is written.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
