using System.Security.Claims;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Keys;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>What came of signing in.</summary>
/// <param name="Principal">Who to sign in; null when it did not work.</param>
/// <param name="Wait">How long to wait before the next try; zero when name and password simply do not fit together.</param>
public sealed record SignInResult(ClaimsPrincipal? Principal, TimeSpan Wait);

/// <summary>Signs in with name and password, and opens the space. Known and unknown accounts get the same answer.</summary>
public sealed class SignIn
{
    private readonly AccountBook book;
    private readonly KeyRing keys;

    internal SignIn(AccountBook book, KeyRing keys) => (this.book, this.keys) = (book, keys);

    /// <summary>Tries to sign in.</summary>
    /// <param name="signInName">The name as it was typed.</param>
    /// <param name="password">The password as it was typed.</param>
    /// <param name="origin">Where the try comes from.</param>
    /// <param name="sessionLabel">How the owner's list of sessions calls this browser.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<SignInResult> RunAsync(string signInName, string password, Origin origin, string sessionLabel, CancellationToken cancellationToken = default)
    {
        var account = await book.FindAsync(signInName);
        var (root, wait) = await book.TryOpenRootAsync(signInName, account, password, origin, cancellationToken);
        if (root is null)
            return new(null, wait);
        using (root)
        {
            var session = Guid.NewGuid();
            keys.Put(session, root);
            await book.Log.NoteAsync(account!.Person, origin.KnownDevice is null ? AccountEventKind.SignedInElsewhere : AccountEventKind.SignedIn);
            return new(SessionTickets.Principal(account.Person, session, sessionLabel), TimeSpan.Zero);
        }
    }
}
