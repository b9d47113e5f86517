namespace CoupleCheckin.Domain.Conversations;

/// <summary>Which talk: a random value that carries no time.</summary>
/// <param name="Value">The value as it is stored.</param>
public readonly record struct TalkId(Guid Value)
{
    /// <summary>A new random identity.</summary>
    public static TalkId New() => new(Guid.NewGuid());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
