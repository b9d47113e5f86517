using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.App.Features.Concerns;

/// <summary>Makes a concern a draft again whose invitation is over, so that it can be written on and sent anew.</summary>
public sealed class WriteOnConcern
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal WriteOnConcern(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Does so; while the partner is invited, and once the talk was begun, nothing changes.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task RunAsync(ConcernId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var changed = false;
        await space.StepAsync(
            async () =>
            {
                var (row, concern) = await Drafts.OpenAsync(space, id, cancellationToken);
                changed = row is not null && await ConcernStandings.OfAsync(space, concern, time.GetUtcNow(), cancellationToken) == ConcernStanding.Over;
                if (changed)
                    Drafts.Put(space, id, row, concern with { Talk = null });
                return changed;
            },
            cancellationToken);
        if (changed)
            switchboard.ToPerson(space.Me, new(SignalKind.MyConcern, id.Value));
    }
}
