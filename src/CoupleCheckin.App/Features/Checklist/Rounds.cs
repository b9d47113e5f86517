using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Finds a round with all its steps. A round of others is not found, like one that never was.</summary>
internal static class Rounds
{
    public static Task<Round?> FindAsync(OpenSpace space, RoundId id, CancellationToken cancellationToken) =>
        Whole(space).SingleOrDefaultAsync(round => round.Id == id, cancellationToken);

    public static IQueryable<Round> Whole(OpenSpace space) => space.Db.Rounds
        .Include(round => round.WorkingOn)
        .Include(round => round.Seals)
        .Include(round => round.SealsTakenBack)
        .Include(round => round.ReadyPartners);
}
