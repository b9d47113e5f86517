using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.App.Features.Couples;

/// <summary>What the holder of a link sees before anything else.</summary>
/// <param name="InviterName">Who invites.</param>
/// <param name="ExpiresAt">Until when the invitation stands.</param>
public sealed record InvitationView(string InviterName, DateTimeOffset ExpiresAt);

/// <summary>Looks at an invitation by its secret; signing in is not needed for looking.</summary>
public sealed class LookAtInvitation
{
    private readonly Opener opener;
    private readonly TimeProvider time;

    internal LookAtInvitation(Opener opener, TimeProvider time) => (this.opener, this.time) = (opener, time);

    /// <summary>Looks.</summary>
    /// <param name="secret">What stood in the link.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Who invites; null for a link that is unknown, used, taken back or too old, all alike.</returns>
    public async Task<InvitationView?> RunAsync(string? secret, CancellationToken cancellationToken = default)
    {
        if (InviteToken.TryRead(secret) is not { } token
            || await opener.FindInvitationAsync(token, cancellationToken) is not { } invitation
            || !invitation.IsOpen(time.GetUtcNow()))
            return null;
        var (key, name) = token.Unwrap(invitation.Couple, invitation.Id, invitation.ExpiresAt, invitation.Wrapped);
        key.Dispose();
        return new(name, invitation.ExpiresAt);
    }
}
