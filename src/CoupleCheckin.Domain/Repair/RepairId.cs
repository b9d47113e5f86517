namespace CoupleCheckin.Domain.Repair;

/// <summary>Which repair plan: a random value that carries no time.</summary>
/// <param name="Value">The value as it is stored.</param>
public readonly record struct RepairId(Guid Value)
{
    /// <summary>A new random identity.</summary>
    public static RepairId New() => new(Guid.NewGuid());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
