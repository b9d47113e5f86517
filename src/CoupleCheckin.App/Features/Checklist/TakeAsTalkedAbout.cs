using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Takes rows of an opened round as talked about, for both, so that the next ones come up. Nobody is told who did, and nothing is counted.</summary>
public sealed class TakeAsTalkedAbout
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal TakeAsTalkedAbout(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Does so.</summary>
    /// <returns>False when there is no such opened round, or somebody left.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<bool> RunAsync(RoundId id, IReadOnlyList<BehaviourKey> behaviours, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var taken = false;
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                taken = false;
                if (await Rounds.FindAsync(space, id, cancellationToken) is not { } round || round.Couple != space.Us || TalkedAbout.In(round, behaviours) is not { } rows)
                    return false;
                taken = true;
                var before = await space.Db.TalkedAbout.Where(row => row.Round == id).Select(row => row.Behaviour).ToListAsync(cancellationToken);
                var fresh = rows.Where(row => !before.Contains(row.Behaviour)).ToList();
                space.Db.TalkedAbout.AddRange(fresh);
                return fresh.Count > 0;
            },
            cancellationToken);
        if (taken)
            switchboard.ToCouple(space.Us, new(SignalKind.Comparison, space.Us.Value));
        return isOpen && taken;
    }
}
