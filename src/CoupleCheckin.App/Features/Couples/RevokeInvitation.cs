using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Couples;

/// <summary>Takes the open invitation back. Its link then leads nowhere, like any other unknown link.</summary>
public sealed class RevokeInvitation
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal RevokeInvitation(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Takes it back; without one nothing changes.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        await space.StepAsync(
            async () =>
            {
                var standing = await space.Db.Invitations.SingleOrDefaultAsync(invitation => invitation.Couple == space.Us && invitation.Author == space.Me && invitation.Standing, cancellationToken);
                standing?.Revoke(time.GetUtcNow());
                return standing is not null;
            },
            cancellationToken);
        switchboard.ToPerson(space.Me, new(SignalKind.Couple, space.Us.Value));
    }
}
