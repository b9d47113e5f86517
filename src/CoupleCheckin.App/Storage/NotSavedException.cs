using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage;

/// <summary>
/// Something was not saved: the database is busy, full or away. Nothing was acknowledged; what was typed is still on the
/// screen and can be saved again.
/// </summary>
public sealed class NotSavedException(Exception inner) : Exception("Not saved.", inner)
{
    /// <summary>Whether something failed because the database was not able to, also while it was only read for a save.</summary>
    public static bool Covers(Exception failure) =>
        failure is NotSavedException or DbException || (failure is DbUpdateException or InvalidOperationException && failure.InnerException is { } inner && Covers(inner));
}
