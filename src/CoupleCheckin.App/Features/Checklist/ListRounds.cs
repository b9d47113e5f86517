using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>One round in a list.</summary>
/// <param name="Id">Which round.</param>
/// <param name="Mine">How far one's own sheet is.</param>
/// <param name="Partners">The one of three words for the partner's sheet; null while one is here alone.</param>
/// <param name="RevealedAt">When it was opened; null before.</param>
/// <param name="IsClosed">Whether it ended unopened.</param>
/// <param name="IAmReady">Whether one pressed ready oneself.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="IsEarlier">Whether it belongs to a couple that is closed.</param>
public sealed record RoundLine(
    RoundId Id, SheetState Mine, SheetState? Partners, DateTimeOffset? RevealedAt, bool IsClosed, bool IAmReady, DateTimeOffset StartedAt, bool IsEarlier)
{
    /// <summary>What it is about.</summary>
    public RoundAbout About { get; init; } = new(false, []);

    /// <summary>With which others it was started; null when it was started alone.</summary>
    public PassId? Pass { get; init; }

    /// <summary>Whether it is there by one's own choice, which is not to be read from afar before it is open for both.</summary>
    public bool IsOwnChoice { get; init; }
}

/// <summary>Lists the rounds one can see, newest first; those that were started together in the order of their topics.</summary>
public sealed class ListRounds
{
    private readonly Opener opener;
    private readonly BehaviourBook book;
    private readonly BehaviourCatalogue catalogue;
    private readonly TimeProvider time;

    internal ListRounds(Opener opener, BehaviourBook book, BehaviourCatalogue catalogue, TimeProvider time) =>
        (this.opener, this.book, this.catalogue, this.time) = (opener, book, catalogue, time);

    /// <summary>Lists them.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<IReadOnlyList<RoundLine>> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        var rounds = await Rounds.ListAsync(space, Rounds.Whole(space), cancellationToken);
        var drafted = (await space.Db.DraftSheets.Select(sheet => sheet.Round).ToListAsync(cancellationToken)).ToHashSet();
        var closed = (await space.Db.Couples.Where(couple => couple.ClosedAt != null).Select(couple => couple.Id).ToListAsync(cancellationToken)).ToHashSet();
        var known = new Dictionary<CoupleId, KnownBehaviours>();
        foreach (var couple in rounds.Select(round => round.Couple).Distinct())
        {
            using var key = await space.KeyOfAsync(couple, cancellationToken);
            known[couple] = await book.OpenAsync(space, couple, key, cancellationToken);
        }

        return
        [
            .. rounds.Select(round => (Round: round, About: RoundAbout.Of(round, known[round.Couple], catalogue)))
                .OrderByDescending(pair => pair.Round.StartedAt).ThenBy(pair => pair.About.Place)
                .Select(pair => new RoundLine(
                    pair.Round.Id,
                    pair.Round.HasSealed(space.Me) ? SheetState.Sealed : drafted.Contains(pair.Round.Id) ? SheetState.Working : SheetState.NotStarted,
                    pair.Round.Couple == space.Us && space.PartnerSeat is { } partner ? pair.Round.ToldTo(space.Me, partner.Person) : null,
                    pair.Round.RevealedAt,
                    pair.Round.IsClosed(now),
                    pair.Round.IsReady(space.Me),
                    pair.Round.StartedAt,
                    closed.Contains(pair.Round.Couple))
                {
                    About = pair.About,
                    Pass = pair.Round.Pass,
                    IsOwnChoice = pair.Round.OwnChoice is not null && !pair.Round.IsRevealed,
                }),
        ];
    }
}
