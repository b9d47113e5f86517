namespace CoupleCheckin.Domain.Couples;

/// <summary>Which invitation.</summary>
/// <param name="Value">The value as it is stored.</param>
public readonly record struct InvitationId(Guid Value)
{
    /// <summary>A new random identity.</summary>
    public static InvitationId New() => new(Guid.NewGuid());
}
