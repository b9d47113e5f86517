namespace CoupleCheckin.Domain.Couples;

/// <summary>Which couple: a random value that carries no time and no name.</summary>
/// <param name="Value">The value as it is stored.</param>
public readonly record struct CoupleId(Guid Value)
{
    /// <summary>A new random identity.</summary>
    public static CoupleId New() => new(Guid.NewGuid());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
