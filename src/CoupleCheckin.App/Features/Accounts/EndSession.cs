using CoupleCheckin.App.Accounts;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>Ends one of one's own sessions, at once and in all its tabs. Somebody else's cannot be named: it is not found.</summary>
public sealed class EndSession
{
    private readonly AccountBook book;
    private readonly SessionTickets sessions;

    internal EndSession(AccountBook book, SessionTickets sessions) => (this.book, this.sessions) = (book, sessions);

    /// <summary>Ends it. Ending what does not exist changes nothing.</summary>
    /// <exception cref="Storage.SpaceNotOpenException">Nobody is signed in.</exception>
    public async Task RunAsync(Guid session, CancellationToken cancellationToken = default)
    {
        var (who, _) = await book.MineAsync();
        if (await sessions.EndAsync(who.Person, mine => mine.Id == session, cancellationToken))
            await book.Log.NoteAsync(who.Person, AccountEventKind.SessionEnded);
    }
}
