using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.CheckIns;

/// <summary>Finds check-ins and cards, which are rounds, and takes their steps.</summary>
internal static class AskedRounds
{
    /// <summary>Check-ins and cards with all their steps.</summary>
    public static IQueryable<Round> Whole(OpenSpace space) => Rounds.WholeOf(space, RoundKind.CheckIn, RoundKind.Card);

    /// <summary>One of them. One of others is not found, like one that never was.</summary>
    public static Task<Round?> FindAsync(OpenSpace space, RoundId id, CancellationToken cancellationToken) =>
        Whole(space).SingleOrDefaultAsync(round => round.Id == id, cancellationToken);

    /// <summary>Those that can still be gone on with: a few at most, however many lie behind.</summary>
    public static async Task<IReadOnlyList<Round>> GoingAsync(OpenSpace space, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - Round.CheckInLifetime;
        var young = await Whole(space).AsNoTracking()
            .Where(round => round.Couple == space.Us && round.StartedAt > since && round.ClosedAt == null && round.FinishedAt == null)
            .ToListAsync(cancellationToken);
        return [.. young.Where(round => !round.IsClosed(now)).OrderByDescending(round => round.StartedAt)];
    }

    /// <summary>Takes one step of one.</summary>
    public static Task<RoundStep?> TakeAsync(
        OpenSpace space, Switchboard switchboard, RoundId id, Func<Round, Task<RoundStep>> step, CancellationToken cancellationToken) =>
        RoundSteps.TakeAsync(space, switchboard, SignalKind.CheckIn, id, () => FindAsync(space, id, cancellationToken), step, cancellationToken);
}
