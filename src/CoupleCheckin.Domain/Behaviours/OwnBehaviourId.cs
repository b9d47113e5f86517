namespace CoupleCheckin.Domain.Behaviours;

/// <summary>Which of the couple's own behaviours.</summary>
/// <param name="Value">The value as it is stored.</param>
public readonly record struct OwnBehaviourId(Guid Value)
{
    private const string Prefix = "own.";

    /// <summary>A new random identity.</summary>
    public static OwnBehaviourId New() => new(Guid.NewGuid());

    /// <summary>The key by which rounds, answers and clauses name it.</summary>
    public BehaviourKey Key => new($"{Prefix}{Value:N}");

    /// <summary>Which own behaviour a key names; null for a key of the catalogue.</summary>
    public static OwnBehaviourId? Of(BehaviourKey key) =>
        key.Value is { } value && value.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(value[Prefix.Length..], "N", out var id) && value == new OwnBehaviourId(id).Key.Value
            ? new(id)
            : null;
}
