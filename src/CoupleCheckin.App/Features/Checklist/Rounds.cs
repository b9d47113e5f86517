using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>
/// Finds a round with all its steps. A round of others is not found, like one that never was; nor is one of a topic of one's own choice
/// by whoever did not choose it, as long as it is not open for both.
/// </summary>
internal static class Rounds
{
    public static async Task<Round?> FindAsync(OpenSpace space, RoundId id, CancellationToken cancellationToken) =>
        await Whole(space).SingleOrDefaultAsync(round => round.Id == id, cancellationToken) is { } round && await IsThereForMeAsync(space, round, cancellationToken)
            ? round
            : null;

    public static IQueryable<Round> Whole(OpenSpace space) => WholeOf(space, RoundKind.Checklist);

    /// <summary>All rounds of one kind with all their steps.</summary>
    public static IQueryable<Round> WholeOf(OpenSpace space, params RoundKind[] kinds) => WithSteps(space.Db.Rounds.Where(round => kinds.Contains(round.Kind)));

    private static IQueryable<Round> WithSteps(IQueryable<Round> rounds) => rounds
        .Include(round => round.WorkingOn)
        .Include(round => round.Seals)
        .Include(round => round.SealsTakenBack)
        .Include(round => round.ReadyPartners);

    /// <summary>All that are there for whoever asks, in the order in which they were started and then in which they were asked.</summary>
    public static async Task<IReadOnlyList<Round>> ListAsync(OpenSpace space, IQueryable<Round> among, CancellationToken cancellationToken)
    {
        var all = await among.AsNoTracking().ToListAsync(cancellationToken);
        if (all.TrueForAll(round => round.OwnChoice is null))
            return all;
        var (_, chosen) = await ChosenTopics.OpenAsync(space, cancellationToken);
        return [.. all.Where(round => IsThere(round, chosen))];
    }

    private static async Task<bool> IsThereForMeAsync(OpenSpace space, Round round, CancellationToken cancellationToken) =>
        round.OwnChoice is null || IsThere(round, (await ChosenTopics.OpenAsync(space, cancellationToken)).Topics);

    private static bool IsThere(Round round, IReadOnlySet<Topic> chosen) => round.OwnChoice is not { } topic || round.IsRevealed || chosen.Contains(topic);
}
