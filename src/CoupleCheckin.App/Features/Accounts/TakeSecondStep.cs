using System.Security.Claims;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Keys;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>What came of the second step.</summary>
/// <param name="Principal">Who to sign in; null when it did not work.</param>
/// <param name="SignInName">The name under which they signed in.</param>
/// <param name="IsOver">Whether it is waited no longer: too late, too many tries, or the way of signing in was changed meanwhile.</param>
/// <param name="Wait">How long to wait before the next try; zero when the code simply does not fit.</param>
public sealed record SecondStepResult(ClaimsPrincipal? Principal, string? SignInName, bool IsOver, TimeSpan Wait);

/// <summary>Tells whether a code is waited for.</summary>
public sealed class IsCodeWaitedFor
{
    private readonly PendingSignIns pending;

    internal IsCodeWaitedFor(PendingSignIns pending) => this.pending = pending;

    /// <summary>Looks.</summary>
    /// <param name="ticket">The ticket of the first step.</param>
    public Task<bool> RunAsync(string? ticket) => Task.FromResult(pending.Has(ticket));
}

/// <summary>Ends a sign-in whose password was right, with a code of the authenticator app or a spare code, and opens the space.</summary>
public sealed class TakeSecondStep
{
    private static readonly SecondStepResult Over = new(null, null, IsOver: true, TimeSpan.Zero);

    private readonly AccountBook book;
    private readonly SecondSteps steps;
    private readonly PendingSignIns pending;
    private readonly KeyRing keys;

    internal TakeSecondStep(AccountBook book, SecondSteps steps, PendingSignIns pending, KeyRing keys) =>
        (this.book, this.steps, this.pending, this.keys) = (book, steps, pending, keys);

    /// <summary>Tries it.</summary>
    /// <param name="ticket">The ticket of the first step.</param>
    /// <param name="code">What was typed.</param>
    /// <param name="sessionLabel">How the owner's list of sessions calls this browser.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="Storage.NotSavedException">The database is not able to.</exception>
    public async Task<SecondStepResult> RunAsync(string? ticket, string? code, string sessionLabel, CancellationToken cancellationToken = default)
    {
        if (ticket is null || pending.Find(ticket) is not { } signIn)
            return Over;
        using var root = signIn.Root;
        var account = await book.Users.FindByIdAsync(signIn.Person.Value.ToString());
        if (account is null || account.SecurityStamp != signIn.Stamp)
            return End(ticket);
        var (use, wait) = await steps.TryAsync(account, root, code, signIn.Origin, cancellationToken);
        if (use == CodeUse.Off)
            return End(ticket);
        if (use == CodeUse.Unreadable)
            return new(null, null, IsOver: false, TimeSpan.Zero);
        if (use == CodeUse.Refused)
            return wait > TimeSpan.Zero || pending.CountWrong(ticket) ? new(null, null, IsOver: false, wait) : Over;
        if (!pending.End(ticket))
            return Over;
        var session = Guid.NewGuid();
        keys.Put(session, root);
        await book.Log.NoteAsync(account.Person, signIn.Origin.KnownDevice is null ? AccountEventKind.SignedInElsewhere : AccountEventKind.SignedIn);
        return new(SessionTickets.Principal(account.Person, session, sessionLabel), account.UserName, IsOver: false, TimeSpan.Zero);
    }

    private SecondStepResult End(string ticket)
    {
        pending.End(ticket);
        return Over;
    }
}
