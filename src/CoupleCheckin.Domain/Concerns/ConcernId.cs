namespace CoupleCheckin.Domain.Concerns;

/// <summary>Which concern: a random value that carries no time.</summary>
/// <param name="Value">The value as it is stored.</param>
public readonly record struct ConcernId(Guid Value)
{
    /// <summary>A new random identity.</summary>
    public static ConcernId New() => new(Guid.NewGuid());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
