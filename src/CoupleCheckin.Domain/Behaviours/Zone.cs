namespace CoupleCheckin.Domain.Behaviours;

/// <summary>Where a behaviour is placed. Always shown as glyph, word, place and colour, in that order (look.md 4).</summary>
public enum Zone
{
    /// <summary>Fine.</summary>
    WithinBounds = 1,

    /// <summary>Neither clearly fine nor clearly not.</summary>
    GrayZone = 2,

    /// <summary>Not fine.</summary>
    ClearlyObjectionable = 3,
}
