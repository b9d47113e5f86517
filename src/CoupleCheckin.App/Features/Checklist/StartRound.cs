using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>
/// Starts a round with the starter set. While one with the same behaviours is still open, that one is gone on with, so that
/// both pressing at once, or one pressing twice, makes one round.
/// </summary>
public sealed class StartRound
{
    private readonly Opener opener;
    private readonly BehaviourCatalogue catalogue;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal StartRound(Opener opener, BehaviourCatalogue catalogue, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.catalogue, this.switchboard, this.time) = (opener, catalogue, switchboard, time);

    /// <summary>Starts it.</summary>
    /// <returns>The round; null when the space is closed.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<RoundId?> RunAsync(CancellationToken cancellationToken = default)
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
                var rounds = await Rounds.Whole(space).AsNoTracking().Where(round => round.Couple == space.Us).ToListAsync(cancellationToken);
                if (rounds.Find(round => !round.IsRevealed && !round.IsClosed(now) && round.Behaviours.SequenceEqual(catalogue.Starter)) is { } open)
                {
                    started = open.Id;
                    return false;
                }

                var round = Round.Start(space.Us, catalogue.Starter, now);
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
