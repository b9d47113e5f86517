namespace CoupleCheckin.App.Accounts;

/// <summary>Tells the host whether a session still stands and whether its space is open. It tells nothing else.</summary>
public sealed class LiveSessions
{
    private readonly SessionTickets tickets;
    private readonly Keys.KeyRing keys;

    internal LiveSessions(SessionTickets tickets, Keys.KeyRing keys) => (this.tickets, this.keys) = (tickets, keys);

    /// <summary>Whether the session was neither ended nor left alone for too long.</summary>
    public Task<bool> StandsAsync(SignedIn who) => tickets.IsLiveAsync(who);

    /// <summary>Whether the password was entered since the server started and within the last twelve idle hours.</summary>
    public bool IsOpen(SignedIn who) => keys.Has(who.Session);
}
