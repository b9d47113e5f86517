namespace CoupleCheckin.Domain.Behaviours;

/// <summary>What kind of act a behaviour is, as research groups them (content.md 8.1).</summary>
public enum Facet
{
    /// <summary>Sexual or explicit.</summary>
    Sexual,

    /// <summary>By technology.</summary>
    Technology,

    /// <summary>Emotional or affectionate.</summary>
    Emotional,

    /// <summary>Alone.</summary>
    Solitary,

    /// <summary>Made to mislead.</summary>
    Deceptive,
}
