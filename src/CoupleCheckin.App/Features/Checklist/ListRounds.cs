using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Checklist;
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
    RoundId Id, SheetState Mine, SheetState? Partners, DateTimeOffset? RevealedAt, bool IsClosed, bool IAmReady, DateTimeOffset StartedAt, bool IsEarlier);

/// <summary>Lists the rounds one can see, newest first.</summary>
public sealed class ListRounds
{
    private readonly Opener opener;
    private readonly TimeProvider time;

    internal ListRounds(Opener opener, TimeProvider time) => (this.opener, this.time) = (opener, time);

    /// <summary>Lists them.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<IReadOnlyList<RoundLine>> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        var rounds = await Rounds.Whole(space).AsNoTracking().ToListAsync(cancellationToken);
        var drafted = (await space.Db.DraftSheets.Select(sheet => sheet.Round).ToListAsync(cancellationToken)).ToHashSet();
        var closed = (await space.Db.Couples.Where(couple => couple.ClosedAt != null).Select(couple => couple.Id).ToListAsync(cancellationToken)).ToHashSet();
        return
        [
            .. rounds.OrderByDescending(round => round.StartedAt).Select(round => new RoundLine(
                round.Id,
                round.HasSealed(space.Me) ? SheetState.Sealed : drafted.Contains(round.Id) ? SheetState.Working : SheetState.NotStarted,
                round.Couple == space.Us && space.PartnerSeat is { } partner ? round.StateOf(partner.Person) : null,
                round.RevealedAt,
                round.IsClosed(now),
                round.IsReady(space.Me),
                round.StartedAt,
                closed.Contains(round.Couple))),
        ];
    }
}
