using CoupleCheckin.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features;

/// <summary>Whether something for two is the first that somebody ever comes to: then they are asked whether they are free to answer (GT2 of content.md 11f).</summary>
internal static class FirstForTwo
{
    /// <summary>Whether one has never written on any sheet, nor in any check-in.</summary>
    public static async Task<bool> IsAsync(OpenSpace space, CancellationToken cancellationToken) =>
        !await space.Db.DraftSheets.AnyAsync(cancellationToken) && !await space.Db.CheckInDrafts.AnyAsync(cancellationToken);
}
