using CoupleCheckin.App.Accounts;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>Ends all of one's own sessions, this one among them. It asks for the password.</summary>
public sealed class SignOutEverywhere
{
    private readonly AccountBook book;
    private readonly SessionTickets sessions;

    internal SignOutEverywhere(AccountBook book, SessionTickets sessions) => (this.book, this.sessions) = (book, sessions);

    /// <summary>Ends them.</summary>
    /// <exception cref="Storage.SpaceNotOpenException">Nobody is signed in.</exception>
    public async Task<PasswordPromptResult> RunAsync(string password, Origin origin, CancellationToken cancellationToken = default)
    {
        var (who, account) = await book.MineAsync();
        var (root, wait) = await book.TryOpenRootAsync(account.UserName!, account, password, origin, cancellationToken);
        using (root)
        {
            if (root is not null)
            {
                await sessions.EndAsync(who.Person, _ => true, cancellationToken);
                await book.Log.NoteAsync(who.Person, AccountEventKind.SignedOutEverywhere);
            }

            return new(root is not null, wait);
        }
    }
}
