using System.Security.Claims;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Keys;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>What came of signing in.</summary>
/// <param name="Principal">Who to sign in; null when it did not work.</param>
/// <param name="Wait">How long to wait before the next try; zero when name and password simply do not fit together.</param>
/// <param name="Ticket">By what the second step goes on, where it is asked for; nobody is signed in before.</param>
public sealed record SignInResult(ClaimsPrincipal? Principal, TimeSpan Wait, string? Ticket = null);

/// <summary>
/// Signs in with name and password, and opens the space, or asks for the second step first. Known and unknown accounts get the same answer.
/// </summary>
public sealed class SignIn
{
    private readonly AccountBook book;
    private readonly SecondSteps steps;
    private readonly PendingSignIns pending;
    private readonly KeyRing keys;

    internal SignIn(AccountBook book, SecondSteps steps, PendingSignIns pending, KeyRing keys) =>
        (this.book, this.steps, this.pending, this.keys) = (book, steps, pending, keys);

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
            if (await steps.IsOnAsync(account!.Person, cancellationToken))
                return new(null, TimeSpan.Zero, pending.Keep(account, origin, root));
            var session = Guid.NewGuid();
            keys.Put(session, root);
            await book.Log.NoteAsync(account.Person, origin.KnownDevice is null ? AccountEventKind.SignedInElsewhere : AccountEventKind.SignedIn);
            return new(SessionTickets.Principal(account.Person, session, sessionLabel), TimeSpan.Zero);
        }
    }
}
