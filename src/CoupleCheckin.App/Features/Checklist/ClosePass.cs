using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>
/// Closes all rounds that were started together and are not open for both yet, in one step. What each wrote stays with each, what was
/// opened stays open, and nobody is told who closed them.
/// </summary>
public sealed class ClosePass
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal ClosePass(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Does so.</summary>
    /// <param name="id">One of the rounds that were started together.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What became of it; null when there is no such round.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<RoundStep?> RunAsync(RoundId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        RoundStep? taken = null;
        List<Round> closed = [];
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                (taken, closed) = (null, []);
                if (await FindAsync() is not { } asked)
                    return false;
                var now = time.GetUtcNow();
                var parts = asked.Pass is not { } pass
                    ? [asked]
                    : await Rounds.Whole(space).Where(round => round.Couple == space.Us && round.Pass == pass).ToListAsync(cancellationToken);
                closed = [.. parts.Where(part => part.Close(now) == RoundStep.Taken)];
                taken = closed.Count > 0 ? RoundStep.Taken : RoundStep.AlreadyTaken;
                return closed.Count > 0;
            },
            cancellationToken);
        if (!isOpen)
            return await FindAsync() is null ? null : RoundStep.RoundClosed;
        foreach (var round in closed)
            switchboard.ToCouple(space.Us, new(SignalKind.Round, round.Id.Value));
        return taken;

        async Task<Round?> FindAsync() => await Rounds.FindAsync(space, id, cancellationToken) is { } round && round.Couple == space.Us ? round : null;
    }
}
