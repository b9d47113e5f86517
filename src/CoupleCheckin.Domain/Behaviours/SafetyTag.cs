namespace CoupleCheckin.Domain.Behaviours;

/// <summary>Whom a behaviour leads to help, privately, and on a page of their own (content.md 11f, GT5).</summary>
public enum SafetyTag
{
    /// <summary>The person it is done to.</summary>
    Affected,

    /// <summary>The person who says that they do it.</summary>
    OwnBehaviour,
}
