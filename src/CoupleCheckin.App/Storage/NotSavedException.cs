namespace CoupleCheckin.App.Storage;

/// <summary>
/// Something was not saved: the database is busy, full or away. Nothing was acknowledged; what was typed is still on the
/// screen and can be saved again.
/// </summary>
public sealed class NotSavedException(Exception inner) : Exception("Not saved.", inner);
