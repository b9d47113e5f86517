namespace CoupleCheckin.Web.Shared;

/// <summary>A page that holds nothing of anybody and is the same for whoever asks, signed in or not; a browser may keep it for a while.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicPageAttribute : Attribute;
