namespace CoupleCheckin.Domain.Couples;

/// <summary>Who a person is, inside the app and nowhere else: a random value that carries no time and no name.</summary>
/// <param name="Value">The value as it is stored.</param>
public readonly record struct PersonId(Guid Value)
{
    /// <summary>A new random identity.</summary>
    public static PersonId New() => new(Guid.NewGuid());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
