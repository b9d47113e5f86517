using System.Text.RegularExpressions;

namespace CoupleCheckin.Domain.Reflections;

/// <summary>The stable name of an exercise, for ever: its family, a dot and a few words ("mean.three-tests").</summary>
public readonly partial record struct ExerciseKey
{
    /// <summary>Reads a key.</summary>
    /// <param name="value">At most 60 small letters, digits and hyphens, with one dot.</param>
    /// <exception cref="FormatException">It is not a key.</exception>
    public ExerciseKey(string value) =>
        Value = value.Length <= 60 && Form().IsMatch(value) ? value : throw new FormatException($"\"{value}\" is not an exercise key.");

    /// <summary>The key as it is written.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
