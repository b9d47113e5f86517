namespace CoupleCheckin.Domain.Checklist;

/// <summary>Which rounds were started together: a random value that carries no time.</summary>
/// <param name="Value">The value as it is stored.</param>
public readonly record struct PassId(Guid Value)
{
    /// <summary>A new random identity.</summary>
    public static PassId New() => new(Guid.NewGuid());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
