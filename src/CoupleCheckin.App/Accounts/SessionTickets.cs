using System.Security.Claims;
using System.Security.Cryptography;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Accounts;

/// <summary>
/// The server's side of a session (security.md 3.4): the cookie carries a reference, this knows whose it is. Ending a session
/// here ends it at once, in every tab.
/// </summary>
internal sealed class SessionTickets(Engine engine, KeyRing keys, Switchboard switchboard, TimeProvider time) : ITicketStore
{
    private const string LabelClaim = "label";

    /// <summary>Who somebody is in a new session.</summary>
    public static ClaimsPrincipal Principal(PersonId person, Guid session, string label) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, person.ToString()),
            new(SignedIn.SessionClaim, session.ToString("N")),
            new(LabelClaim, label),
        ],
        IdentityConstants.ApplicationScheme));

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var reference = RandomNumberGenerator.GetBytes(32);
        var who = SignedIn.In(ticket.Principal) ?? throw new InvalidOperationException("A session belongs to a person.");
        await using var db = engine.Accounts();
        var session = Begin(who, reference, ticket);
        db.Sessions.Add(session);
        await db.SaveChangesAsync();

        // An account that was deleted while somebody was signing in to it has no sessions.
        if (!await db.Users.AnyAsync(account => account.Id == who.Person.Value))
            await EndAsync(db, session);
        return Convert.ToHexString(reference);
    }

    /// <summary>
    /// The cookie handler keeps a browser's reference when somebody signs in while somebody is: whoever was there goes, and the
    /// reference belongs to the new session.
    /// </summary>
    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var who = SignedIn.In(ticket.Principal) ?? throw new InvalidOperationException("A session belongs to a person.");
        await using var db = engine.Accounts();
        if (await FindAsync(db, key) is { } present)
        {
            if (present.Owner == who.Person && present.Id == who.Session)
                return;
            await EndAsync(db, present);
        }

        var session = Begin(who, Convert.FromHexString(key), ticket);
        db.Sessions.Add(session);
        await db.SaveChangesAsync();
        if (!await db.Users.AnyAsync(account => account.Id == who.Person.Value))
            await EndAsync(db, session);
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        await using var db = engine.Accounts();
        if (await FindAsync(db, key) is not { } session)
            return null;
        if (!session.IsLive(time.GetUtcNow()))
        {
            await EndAsync(db, session);
            return null;
        }

        await NoteUseAsync(db, session);
        return new(Principal(session.Owner, session.Id, session.Label), new AuthenticationProperties { IsPersistent = true }, IdentityConstants.ApplicationScheme);
    }

    public async Task RemoveAsync(string key)
    {
        await using var db = engine.Accounts();
        if (await FindAsync(db, key) is { } session)
            await EndAsync(db, session);
    }

    /// <summary>Whether a session still stands; asked by open tabs.</summary>
    public async Task<bool> IsLiveAsync(SignedIn who)
    {
        await using var db = engine.Accounts();
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(session => session.Owner == who.Person && session.Id == who.Session);
        return session?.IsLive(time.GetUtcNow()) == true;
    }

    /// <summary>Ends sessions of one person: their row, their key in memory, and their open tabs.</summary>
    /// <returns>Whether there was one to end.</returns>
    public async Task<bool> EndAsync(PersonId owner, Func<Session, bool> which, CancellationToken cancellationToken)
    {
        await using var db = engine.Accounts();
        var ending = (await db.Sessions.Where(session => session.Owner == owner).ToListAsync(cancellationToken)).Where(which).ToList();
        foreach (var session in ending)
            await EndAsync(db, session);
        return ending.Count > 0;
    }

    /// <summary>On a full disk everybody still comes in and reads; the day is noted with a later request.</summary>
    private async Task NoteUseAsync(AccountsDb db, Session session)
    {
        try
        {
            if (session.UseOn(time.GetUtcNow()))
                await db.TrySaveAsync(default);
        }
        catch (NotSavedException)
        {
            db.Entry(session).State = EntityState.Detached;
        }
    }

    private Session Begin(SignedIn who, byte[] reference, AuthenticationTicket ticket) =>
        Session.Start(who.Person, who.Session, SHA256.HashData(reference), ticket.Principal.FindFirstValue(LabelClaim) ?? "", time.GetUtcNow());

    private async Task EndAsync(AccountsDb db, Session session)
    {
        keys.Forget(session.Id);
        db.Sessions.Remove(session);

        // One that another tab ended meanwhile must not keep the others from being ended.
        if (await db.TrySaveAsync(default) != Saving.Saved)
            db.Entry(session).State = EntityState.Detached;
        switchboard.SessionEnded(session.Id);
    }

    private static Task<Session?> FindAsync(AccountsDb db, string key)
    {
        byte[] hash;
        try
        {
            hash = SHA256.HashData(Convert.FromHexString(key));
        }
        catch (FormatException)
        {
            return Task.FromResult<Session?>(null);
        }

        return db.Sessions.SingleOrDefaultAsync(session => session.TicketHash == hash);
    }
}
