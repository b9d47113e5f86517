namespace CoupleCheckin.Domain.Agreements;

/// <summary>Which clause: a random value that carries no time.</summary>
/// <param name="Value">The value as it is stored.</param>
public readonly record struct ClauseId(Guid Value)
{
    /// <summary>A new random identity.</summary>
    public static ClauseId New() => new(Guid.NewGuid());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>Which boundary or request: a random value that carries no time.</summary>
/// <param name="Value">The value as it is stored.</param>
public readonly record struct StatementId(Guid Value)
{
    /// <summary>A new random identity.</summary>
    public static StatementId New() => new(Guid.NewGuid());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
