using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>
/// Starts a round with the starter set, or with behaviours that were chosen, the couple's own among them. While one with the same behaviours is still open, that one is gone on with, so that
/// both pressing at once, or one pressing twice, makes one round.
/// </summary>
public sealed class StartRound
{
    private readonly Opener opener;
    private readonly BehaviourCatalogue catalogue;
    private readonly BehaviourBook book;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal StartRound(Opener opener, BehaviourCatalogue catalogue, BehaviourBook book, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.catalogue, this.book, this.switchboard, this.time) = (opener, catalogue, book, switchboard, time);

    /// <summary>Starts it.</summary>
    /// <param name="chosen">Which behaviours, in order; what is not offered is left out. Null for the starter set.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The round; null when the space is closed, or nothing that was chosen is offered.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<RoundId?> RunAsync(IReadOnlyList<BehaviourKey>? chosen = null, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        RoundId? started = null;
        var isNew = false;
        await space.StepAsync(
            async () =>
            {
                (started, isNew) = (null, false);
                var now = time.GetUtcNow();
                var couple = await space.Db.Couples.SingleAsync(couple => couple.Id == space.Us, cancellationToken);
                if (couple.ClosedAt is not null)
                    return false;
                var known = await book.OpenAsync(space, space.Us, space.Key, cancellationToken);
                IReadOnlyList<BehaviourKey> behaviours = chosen is null ? catalogue.Starter : [.. chosen.Distinct().Where(known.IsOffered)];
                if (behaviours.Count == 0)
                    return false;
                var rounds = await Rounds.Whole(space).AsNoTracking().Where(round => round.Couple == space.Us).ToListAsync(cancellationToken);
                if (rounds.Find(round => !round.IsRevealed && !round.IsClosed(now) && round.Behaviours.SequenceEqual(behaviours)) is { } open)
                {
                    started = open.Id;
                    return false;
                }

                var round = Round.Start(space.Us, behaviours, now);
                space.Db.Rounds.Add(round);
                couple.Step();
                (started, isNew) = (round.Id, true);
                return true;
            },
            cancellationToken);
        if (isNew)
            switchboard.ToCouple(space.Us, new(SignalKind.Round, started!.Value.Value));
        return started;
    }
}
