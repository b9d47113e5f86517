using System.Text.RegularExpressions;

namespace CoupleCheckin.Domain.Behaviours;

/// <summary>The stable name of a behaviour, for ever: a topic, a dot and a few words ("ex.meet-alone").</summary>
public readonly partial record struct BehaviourKey
{
    /// <summary>Reads a key.</summary>
    /// <param name="value">At most 60 small letters, digits and hyphens, with one dot.</param>
    /// <exception cref="FormatException">It is not a key.</exception>
    public BehaviourKey(string value) =>
        Value = value.Length <= 60 && Form().IsMatch(value) ? value : throw new FormatException($"\"{value}\" is not a behaviour key.");

    /// <summary>Reads what may be a key; null when it is none.</summary>
    public static BehaviourKey? TryRead(string? value) => value is { Length: <= 60 } && Form().IsMatch(value) ? new(value) : null;

    /// <summary>The key as it is written.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
