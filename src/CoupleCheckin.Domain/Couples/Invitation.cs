using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Couples;

/// <summary>
/// One open door to the second seat: single use, 48 hours, can be taken back. The link's secret is never stored, only
/// its hash; the couple's key lies here wrapped under that secret (security.md 2.6).
/// </summary>
public sealed class Invitation : IShared, IAuthored
{
    /// <summary>How long an invitation stands open.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(48);

    private Invitation()
    {
    }

    /// <summary>The couple that is joined.</summary>
    public CoupleId Couple { get; private init; }

    /// <summary>Which invitation.</summary>
    public InvitationId Id { get; private init; }

    /// <summary>Who invites.</summary>
    public PersonId Author { get; private init; }

    /// <summary>SHA-256 of the secret in the link.</summary>
    public byte[] TokenHash { get; private init; } = [];

    /// <summary>The couple's key and the inviter's name, wrapped under the secret in the link; empty once it is used.</summary>
    public byte[] Wrapped { get; private set; } = [];

    /// <summary>When it stops working by itself.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>When it was used.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Whether this is the couple's one open invitation; the database allows one.</summary>
    public bool Standing { get; private set; } = true;

    /// <summary>Raised by one with each change, so that of two simultaneous uses one wins.</summary>
    public long Version { get; private set; }

    /// <summary>A new open invitation.</summary>
    public static Invitation Write(CoupleId couple, InvitationId id, PersonId author, byte[] tokenHash, byte[] wrapped, DateTimeOffset expiresAt) =>
        new() { Couple = couple, Id = id, Author = author, TokenHash = tokenHash, Wrapped = wrapped, ExpiresAt = expiresAt };

    /// <summary>Whether somebody can still come in by it.</summary>
    public bool IsOpen(DateTimeOffset now) => Standing && UsedAt is null && RevokedAt is null && now < ExpiresAt;

    /// <summary>Uses it. The wrapped key is forgotten in the same step.</summary>
    /// <returns>False when it is not open.</returns>
    public bool Use(DateTimeOffset now)
    {
        if (!IsOpen(now))
            return false;
        UsedAt = now;
        Shut();
        return true;
    }

    /// <summary>
    /// Takes it back, also when it has expired, so that the next one can stand. One that was used or taken back before
    /// stays as it is.
    /// </summary>
    public void Revoke(DateTimeOffset now)
    {
        if (UsedAt is not null || RevokedAt is not null)
            return;
        RevokedAt = now;
        Shut();
    }

    private void Shut()
    {
        Standing = false;
        Wrapped = [];
        Version++;
    }
}
