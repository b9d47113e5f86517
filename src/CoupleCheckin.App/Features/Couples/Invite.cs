using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Couples;

/// <summary>A new invitation. Its secret is shown now and never again.</summary>
/// <param name="Secret">What goes into the link behind the hash sign; null when there is nobody to invite.</param>
/// <param name="ExpiresAt">Until when it stands.</param>
public sealed record InviteResult(string? Secret, DateTimeOffset ExpiresAt);

/// <summary>Invites the partner. One invitation stands at a time: a new one takes the earlier one back.</summary>
public sealed class Invite
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal Invite(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Writes an invitation.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<InviteResult> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        var token = InviteToken.New();
        var written = false;
        await space.StepAsync(
            async () =>
            {
                var couple = await space.CoupleAsync(cancellationToken);
                if (couple.ClosedAt is not null || await space.Db.Seats.CountAsync(seat => seat.Couple == space.Us, cancellationToken) > 1)
                    return written = false;
                foreach (var earlier in await space.Db.Invitations.Where(invitation => invitation.Couple == space.Us && invitation.Standing).ToListAsync(cancellationToken))
                    earlier.Revoke(now);
                var id = InvitationId.New();
                var expiresAt = now + Invitation.Lifetime;
                space.Db.Invitations.Add(Invitation.Write(
                    space.Us, id, space.Me, token.Hash(), token.Wrap(space.Us, id, expiresAt, space.Key, space.NameIn(space.MySeat).Value), expiresAt));
                couple.Step();
                return written = true;
            },
            cancellationToken);
        if (!written)
            return new(null, now);
        switchboard.ToPerson(space.Me, new(SignalKind.Couple, space.Us.Value));
        return new(token.Format(), now + Invitation.Lifetime);
    }
}
