namespace CoupleCheckin.Domain.Catalogue;

/// <summary>Which catalogue is loaded.</summary>
/// <param name="Number">Its number; every change to what people read raises it.</param>
/// <param name="ReviewedOn">The day on which its words were last read through.</param>
public sealed record CatalogueVersion(int Number, DateOnly ReviewedOn);
