using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Couples;

/// <summary>What came of accepting.</summary>
public enum AcceptResult
{
    /// <summary>The two are a couple here now.</summary>
    Joined,

    /// <summary>The link is unknown, used, taken back or too old.</summary>
    NotFound,

    /// <summary>It is one's own invitation.</summary>
    OwnInvitation,

    /// <summary>One is in a couple of two already. Leaving comes first.</summary>
    AlreadyPaired,
}

/// <summary>Accepts an invitation: takes the second seat, in one step that only one person can win.</summary>
public sealed class AcceptInvitation
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal AcceptInvitation(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Accepts it. A couple of one that was one's own until now is closed; what was in it stays one's own.</summary>
    /// <param name="secret">What stood in the link.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<AcceptResult> RunAsync(string? secret, CancellationToken cancellationToken = default)
    {
        if (InviteToken.TryRead(secret) is not { } token)
            return AcceptResult.NotFound;
        await using var space = await opener.OpenWithInvitationAsync(token, cancellationToken);
        if (space.Db.Viewer.Door is not { } door)
            return AcceptResult.NotFound;

        // Of many who accept at once one is first; the others decide anew on what is there then.
        var result = AcceptResult.NotFound;
        await space.StepAsync(
            async () =>
            {
                result = await AcceptAsync(space, token, door, cancellationToken);
                return result == AcceptResult.Joined;
            },
            cancellationToken);
        if (result != AcceptResult.Joined)
            return result;
        switchboard.ToCouple(door, new(SignalKind.Couple, door.Value));
        switchboard.ToPerson(space.Me, new(SignalKind.Couple, door.Value));
        return result;
    }

    private async Task<AcceptResult> AcceptAsync(OpenSpace space, InviteToken token, CoupleId door, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hash = token.Hash();

        // Whoever invited may have deleted their account between two tries.
        if (await space.Db.Invitations.SingleOrDefaultAsync(invitation => invitation.TokenHash == hash, cancellationToken) is not { } invitation
            || !invitation.IsOpen(now) || !await space.Db.Couples.AnyAsync(couple => couple.Id == door && couple.ClosedAt == null, cancellationToken))
            return AcceptResult.NotFound;
        if (door == space.Us)
            return AcceptResult.OwnInvitation;
        var before = await space.CoupleAsync(cancellationToken);
        var seats = await space.Db.Seats.Where(seat => seat.Couple == space.Us).ToListAsync(cancellationToken);
        var seat = seats.Single(seat => seat.Person == space.Me);
        if (seat.LeftAt is not null || (seats.Count > 1 && before.ClosedAt is null))
            return AcceptResult.AlreadyPaired;

        var (key, _) = token.Unwrap(door, invitation.Id, invitation.ExpiresAt, invitation.Wrapped);
        using (key)
        {
            invitation.Use(now);
            seat.Leave(now);
            if (before.ClosedAt is null)
            {
                // Nobody may come in behind one's back by a link that one gave out before.
                foreach (var mine in await space.Db.Invitations.Where(mine => mine.Couple == space.Us && mine.Standing).ToListAsync(cancellationToken))
                    mine.Revoke(now);
                before.Close(now);
            }

            space.Db.Seats.Add(Seat.Take(door, Seat.Second, space.Me, SeatNames.Seal(key, door, space.Me, space.NameIn(seat))));
            space.Db.CoupleKeys.Add(CoupleKey.Of(space.Me, door, CoupleKeyWrap.Wrap(space.Root, door, space.Me, key)));
        }

        return AcceptResult.Joined;
    }
}
