namespace CoupleCheckin.App.Keys;

/// <summary>
/// Sealed bytes do not open: changed, cut, put in another's place, of another version, or under another key. It does not say
/// which, and carries nothing of the content.
/// </summary>
internal sealed class SealBrokenException() : Exception("What was sealed does not open here.");
