using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Features.Couples;

/// <summary>Changes the name by which the partner knows one.</summary>
public sealed class Rename
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal Rename(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Changes it.</summary>
    /// <returns>False when the name cannot be used, or somebody left: a closed space is no way to tell the other anything.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<bool> RunAsync(string name, CancellationToken cancellationToken = default)
    {
        if (PartnerName.TryRead(name) is not { } readable)
            return false;
        await using var space = await opener.OpenAsync(cancellationToken);
        if (!await space.IsOpenAsync(cancellationToken))
            return false;
        space.MySeat.Rename(SeatNames.Seal(space.Key, space.Us, space.Me, readable));
        await space.Db.TrySaveAsync(cancellationToken);
        switchboard.ToCouple(space.Us, new(SignalKind.Couple, space.Us.Value));
        return true;
    }
}
