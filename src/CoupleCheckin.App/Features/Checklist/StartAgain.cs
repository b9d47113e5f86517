using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Asks once more what an opened round asked, without what is no longer offered.</summary>
public sealed class StartAgain
{
    private readonly Opener opener;
    private readonly BehaviourBook book;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal StartAgain(Opener opener, BehaviourBook book, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.book, this.switchboard, this.time) = (opener, book, switchboard, time);

    /// <summary>Starts it, or goes on with the one that asks the same.</summary>
    /// <returns>The round; null when there is no such opened round, nothing of it is offered any more, or the space is closed.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<RoundId?> RunAsync(RoundId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return await Slices.StartAsync(
            space,
            book,
            switchboard,
            time,
            (known, rounds) => rounds.FirstOrDefault(round => round.Id == id && round.IsRevealed) is { } before ? [new([.. before.Behaviours.Where(known.IsOffered)], null)] : [],
            cancellationToken);
    }
}
