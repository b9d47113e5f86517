using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Couples;

/// <summary>Goes on alone after the partner left: stands up from the closed couple. What was shared there can still be read.</summary>
public sealed class BeginAnew
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal BeginAnew(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Stands up from a closed couple; in an open one nothing changes.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        if (!await space.Db.Couples.AnyAsync(couple => couple.Id == space.Us && couple.ClosedAt != null, cancellationToken))
            return;
        space.MySeat.Leave(time.GetUtcNow());
        if (await space.Db.TrySaveAsync(cancellationToken) != Saving.Saved)
            return;
        switchboard.ToPerson(space.Me, new(SignalKind.Couple, space.Us.Value));
    }
}
