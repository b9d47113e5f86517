namespace CoupleCheckin.Domain.Conversations;

/// <summary>What a conversation is about. Never both in one conversation.</summary>
public enum Lane
{
    /// <summary>This specific situation.</summary>
    Specific,

    /// <summary>What we agree in general.</summary>
    General,
}
