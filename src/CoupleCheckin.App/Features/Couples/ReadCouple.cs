using CoupleCheckin.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Couples;

/// <summary>One's own couple.</summary>
/// <param name="Me">Oneself.</param>
/// <param name="Partner">The partner; null while one is here alone.</param>
/// <param name="IsClosed">Whether somebody left: what was shared can be read, nothing new is written.</param>
/// <param name="InvitationExpiresAt">Until when one's own open invitation stands; null when there is none.</param>
public sealed record CoupleView(PartnerView Me, PartnerView? Partner, bool IsClosed, DateTimeOffset? InvitationExpiresAt);

/// <summary>A partner as both see them: the one who opened the space is round, the other a diamond (look.md 4).</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Initial">The letter in the marker; two letters when both begin alike.</param>
/// <param name="IsRound">Whether they opened the space.</param>
public sealed record PartnerView(string Name, string Initial, bool IsRound);

/// <summary>Reads who is here.</summary>
public sealed class ReadCouple
{
    private readonly Opener opener;
    private readonly TimeProvider time;

    internal ReadCouple(Opener opener, TimeProvider time) => (this.opener, this.time) = (opener, time);

    /// <summary>Reads it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<CoupleView> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        var couple = await space.Db.Couples.AsNoTracking().SingleAsync(couple => couple.Id == space.Us, cancellationToken);
        var invitation = await space.Db.Invitations.AsNoTracking().SingleOrDefaultAsync(invitation => invitation.Couple == space.Us && invitation.Standing, cancellationToken);
        var (me, partner) = Partners.In(space);
        return new(me, partner, couple.ClosedAt is not null, invitation?.IsOpen(now) == true ? invitation.ExpiresAt : null);
    }
}
