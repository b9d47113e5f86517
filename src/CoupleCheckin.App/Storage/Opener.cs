using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage;

/// <summary>
/// The only way to a couple's data: asks who is signed in, checks their seat now, and opens the space for exactly them.
/// </summary>
internal sealed class Opener(Engine engine, ISignedIn signedIn, KeyRing keys)
{
    /// <summary>Opens the space of whoever is signed in. A person without an open couple gets one of their own.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public Task<OpenSpace> OpenAsync(CancellationToken cancellationToken) => OpenAsync([], null, cancellationToken);

    /// <summary>Opens it with an invitation in hand, so that the door to another couple's second seat can be seen.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<OpenSpace> OpenWithInvitationAsync(InviteToken token, CancellationToken cancellationToken)
    {
        var (me, _, root) = await WhoAsync();
        root.Dispose();
        var hash = token.Hash();
        await using var db = engine.Couples(Viewer.Alone(me) with { Invitation = hash });
        var door = await db.Invitations.Where(invitation => invitation.TokenHash == hash).Select(invitation => (CoupleId?)invitation.Couple).SingleOrDefaultAsync(cancellationToken);
        return await OpenAsync(hash, door, cancellationToken);
    }

    /// <summary>Looks at an invitation as whoever holds its secret, signed in or not.</summary>
    public async Task<Invitation?> FindInvitationAsync(InviteToken token, CancellationToken cancellationToken)
    {
        var hash = token.Hash();
        await using var db = engine.Couples(Viewer.Alone(default) with { Invitation = hash });
        return await db.Invitations.AsNoTracking().SingleOrDefaultAsync(invitation => invitation.TokenHash == hash, cancellationToken);
    }

    /// <summary>
    /// Reads as whoever an address for reminders belongs to, without any key: days stand open, and nothing that is sealed opens.
    /// </summary>
    public async Task<CoupleDb?> FindByReminderAddressAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var accounts = engine.Accounts();
        if (await accounts.ReminderAddresses.AsNoTracking().SingleOrDefaultAsync(row => row.TokenHash == hash, cancellationToken) is not { } address)
            return null;
        var here = (await SeatsOfAsync(address.Owner, cancellationToken)).Find(seat => seat.LeftAt is null);
        return engine.Couples(Viewer.Alone(address.Owner) with { Couples = here is null ? [] : [here.Couple], Us = here?.Couple });
    }

    /// <summary>
    /// Reads as each person who has an account, one after the other and without any key, for what is done while nobody is there: days and
    /// rhythms stand open, and nothing that is sealed opens.
    /// </summary>
    public async IAsyncEnumerable<CoupleDb> EachWithoutKeysAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var accounts = engine.Accounts();
        foreach (var id in await accounts.Users.AsNoTracking().Select(account => account.Id).ToListAsync(cancellationToken))
        {
            var here = (await SeatsOfAsync(new(id), cancellationToken)).Find(seat => seat.LeftAt is null);
            yield return engine.Couples(Viewer.Alone(new(id)) with { Couples = here is null ? [] : [here.Couple], Us = here?.Couple });
        }
    }

    /// <summary>
    /// Whoever is signed in, as far as their journal needs it. Its key is in their browser only, so that it can be written on while the
    /// space here is locked: a restart of the server stops nobody in the middle of a sentence.
    /// </summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in.</exception>
    public async Task<Viewer> JournalAsync() =>
        await signedIn.FindAsync() is { } who ? Viewer.Alone(who.Person) : throw new SpaceNotOpenException(SpaceState.SignedOut);

    private async Task<OpenSpace> OpenAsync(byte[] invitation, CoupleId? door, CancellationToken cancellationToken)
    {
        var (me, session, root) = await WhoAsync();
        try
        {
            var seats = await SeatsOfAsync(me, cancellationToken);
            if (!seats.Any(seat => seat.LeftAt is null))
            {
                await FoundAsync(me, root, await NameForAsync(me, root, seats, cancellationToken), cancellationToken);
                seats = await SeatsOfAsync(me, cancellationToken);
            }

            // Whoever deletes their account takes seat and key away under their own other tabs.
            var us = seats.SingleOrDefault(seat => seat.LeftAt is null)?.Couple ?? throw new SpaceNotOpenException(SpaceState.SignedOut);
            var db = engine.Couples(new(me, [.. seats.Select(seat => seat.Couple)], us, invitation, door));
            try
            {
                var mine = await db.CoupleKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Couple == us, cancellationToken);
                var here = await db.Seats.Where(seat => seat.Couple == us).ToListAsync(cancellationToken);
                return mine is not null && here.Exists(seat => seat.Person == me)
                    ? new(db, session, root, CoupleKeyWrap.Unwrap(root, us, me, mine.Wrapped), here)
                    : throw new SpaceNotOpenException(SpaceState.SignedOut);
            }
            catch
            {
                await db.DisposeAsync();
                throw;
            }
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    private async Task<(PersonId Me, Guid Session, SecretKey Root)> WhoAsync()
    {
        var who = await signedIn.FindAsync() ?? throw new SpaceNotOpenException(SpaceState.SignedOut);
        var root = keys.Find(who.Session) ?? throw new SpaceNotOpenException(SpaceState.Locked);
        return (who.Person, who.Session, root);
    }

    private async Task<List<Seat>> SeatsOfAsync(PersonId me, CancellationToken cancellationToken)
    {
        await using var db = engine.Couples(Viewer.Alone(me));
        return await db.Seats.AsNoTracking().Where(seat => seat.Person == me).ToListAsync(cancellationToken);
    }

    /// <summary>Founds a couple of one. When two requests do so at once, the database lets one through; both go on with it.</summary>
    public async Task FoundAsync(PersonId me, SecretKey root, PartnerName name, CancellationToken cancellationToken)
    {
        await using var db = engine.Couples(Viewer.Alone(me));
        using var key = SecretKey.Random();
        var couple = Couple.Open();
        db.Couples.Add(couple);
        db.Seats.Add(Seat.Take(couple.Id, Seat.First, me, SeatNames.Seal(key, couple.Id, me, name)));
        db.CoupleKeys.Add(CoupleKey.Of(me, couple.Id, CoupleKeyWrap.Wrap(root, couple.Id, me, key)));
        if (await db.TrySaveAsync(cancellationToken) == Saving.Refused && !(await SeatsOfAsync(me, cancellationToken)).Any(seat => seat.LeftAt is null))
            throw new InvalidOperationException("A couple of one could not be founded.");
    }

    private async Task<PartnerName> NameForAsync(PersonId me, SecretKey root, List<Seat> earlier, CancellationToken cancellationToken)
    {
        if (earlier.MaxBy(seat => seat.LeftAt) is { } last)
        {
            await using var db = engine.Couples(Viewer.Alone(me));
            var mine = await db.CoupleKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Couple == last.Couple, cancellationToken) ?? throw new SpaceNotOpenException(SpaceState.SignedOut);
            using var key = CoupleKeyWrap.Unwrap(root, last.Couple, me, mine.Wrapped);
            return SeatNames.Open(key, last);
        }

        await using var accounts = engine.Accounts();
        var account = await accounts.Users.AsNoTracking().SingleOrDefaultAsync(account => account.Id == me.Value, cancellationToken) ?? throw new SpaceNotOpenException(SpaceState.SignedOut);
        return account.NameToBeginWith;
    }
}
