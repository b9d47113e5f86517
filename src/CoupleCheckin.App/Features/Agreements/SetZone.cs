using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>Changes in which time zone the couple counts its days. What was signed keeps the days it was signed with.</summary>
public sealed class SetZone
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal SetZone(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Changes it.</summary>
    /// <param name="zone">The zone by its IANA name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False for a name that nobody knows, or in a closed space.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<bool> RunAsync(string zone, CancellationToken cancellationToken = default)
    {
        if (CivilDay.FindZone(zone) is null)
            return false;
        await using var space = await opener.OpenAsync(cancellationToken);
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                if (await space.Db.CoupleZones.SingleOrDefaultAsync(row => row.Couple == space.Us, cancellationToken) is { } chosen)
                    chosen.Change(zone);
                else
                    space.Db.CoupleZones.Add(CoupleZone.Of(space.Us, zone));
                return true;
            },
            cancellationToken);
        if (isOpen)
            switchboard.ToCouple(space.Us, new(SignalKind.Agreement, space.Us.Value));
        return isOpen;
    }
}
