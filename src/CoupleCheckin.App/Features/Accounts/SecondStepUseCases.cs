using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>What of a proof was wrong.</summary>
public enum ProofFlaw
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The password.</summary>
    Password,

    /// <summary>The code of the second step; the password was right.</summary>
    Code,
}

/// <summary>What came of asking for the password again, and for a code where the second step is on.</summary>
/// <param name="Flaw">What was wrong.</param>
/// <param name="Wait">How long to wait before the next try.</param>
public sealed record ProofResult(ProofFlaw Flaw, TimeSpan Wait)
{
    /// <summary>Whether it is them.</summary>
    public bool Given => Flaw == ProofFlaw.None && Wait == TimeSpan.Zero;
}

/// <summary>Asks whoever is signed in for both steps again, and opens the space.</summary>
public sealed class ProveAgain
{
    private readonly AccountBook book;
    private readonly SecondSteps steps;
    private readonly KeyRing keys;

    internal ProveAgain(AccountBook book, SecondSteps steps, KeyRing keys) => (this.book, this.steps, this.keys) = (book, steps, keys);

    /// <summary>Asks.</summary>
    /// <param name="password">The password.</param>
    /// <param name="code">A code or a spare code; not looked at where the second step is off.</param>
    /// <param name="origin">Where the try comes from.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<ProofResult> RunAsync(string password, string? code, Origin origin, CancellationToken cancellationToken = default)
    {
        var (who, account) = await book.MineAsync();
        var (root, result) = await steps.ProveAsync(account, password, code, origin, cancellationToken);
        using (root)
        {
            if (root is not null)
                keys.Put(who.Session, root);
            return result;
        }
    }
}

/// <summary>One's own second step.</summary>
/// <param name="IsOn">Whether signing in asks for a code.</param>
/// <param name="SpareCodesLeft">How many spare codes are left.</param>
public sealed record SecondStepView(bool IsOn, int SpareCodesLeft);

/// <summary>Reads one's own second step.</summary>
public sealed class ReadSecondStep
{
    private readonly AccountBook book;
    private readonly SecondSteps steps;

    internal ReadSecondStep(AccountBook book, SecondSteps steps) => (this.book, this.steps) = (book, steps);

    /// <summary>Reads it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<SecondStepView> RunAsync(CancellationToken cancellationToken = default)
    {
        var (who, _) = await book.MineAsync();
        using var root = book.RootOf(who);
        return await steps.FindAsync(who.Person, cancellationToken) is { } step ? new(true, step.SpareCodesLeft(root)) : new(false, 0);
    }
}

/// <summary>A key for an authenticator app.</summary>
/// <param name="Letters">For typing: 32 letters in eight groups.</param>
/// <param name="Address">For the QR code.</param>
public sealed record AuthenticatorKeyView(string Letters, string Address);

/// <summary>Shows a new key for an authenticator app until a code of it is typed. It counts for nothing before that.</summary>
public sealed class ShowAuthenticatorKey
{
    private const string Issuer = "Notes";
    private const int GroupLength = 4;

    private readonly AccountBook book;
    private readonly PendingSecondSteps pending;

    internal ShowAuthenticatorKey(AccountBook book, PendingSecondSteps pending) => (this.book, this.pending) = (book, pending);

    /// <summary>The key.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<AuthenticatorKeyView> RunAsync()
    {
        var (who, account) = await book.MineAsync();
        book.RootOf(who).Dispose();
        var letters = OneTimeCodes.InLetters(pending.KeyFor(who.Session));
        return new(
            string.Join(' ', letters.Chunk(GroupLength).Select(group => new string(group))),
            $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(account.UserName!)}?secret={letters}&issuer={Issuer}");
    }
}

/// <summary>What came of switching the second step on.</summary>
public enum SwitchOnResult
{
    /// <summary>It is on. Spare codes wait to be written down.</summary>
    On,

    /// <summary>The code does not fit the key that was shown.</summary>
    CodeWrong,

    /// <summary>It was on already, with another key or this one.</summary>
    WasOn,
}

/// <summary>Switches the second step on, once a code of the app shows that the app has the key.</summary>
public sealed class SwitchSecondStepOn
{
    private readonly AccountBook book;
    private readonly PendingSecondSteps pending;
    private readonly SessionTickets sessions;
    private readonly TimeProvider time;

    internal SwitchSecondStepOn(AccountBook book, PendingSecondSteps pending, SessionTickets sessions, TimeProvider time) =>
        (this.book, this.pending, this.sessions, this.time) = (book, pending, sessions, time);

    /// <summary>Switches it on.</summary>
    /// <param name="code">The code that the app shows.</param>
    /// <param name="endOthers">Whether to sign out everywhere else.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SwitchOnResult> RunAsync(string? code, bool endOthers, CancellationToken cancellationToken = default)
    {
        var (who, _) = await book.MineAsync();
        using var root = book.RootOf(who);
        var key = pending.KeyFor(who.Session);
        if (OneTimeCodes.TryRead(code) is not { } digits || OneTimeCodes.Match(key, digits, time.GetUtcNow(), lastUsed: 0) is not { } step)
            return SwitchOnResult.CodeWrong;
        book.Db.SecondSteps.Add(SecondStep.Of(who.Person, root, key, step));
        if (await book.Db.TrySaveAsync(cancellationToken) != Saving.Saved)
            return SwitchOnResult.WasOn;
        pending.ForgetKey(who.Session);
        pending.OfferCodes(who.Session);
        await book.Log.NoteAsync(who.Person, AccountEventKind.SecondStepOn);
        if (endOthers)
            await sessions.EndAsync(who.Person, session => session.Id != who.Session, cancellationToken);
        return SwitchOnResult.On;
    }
}

/// <summary>Makes new spare codes to write down, behind password and code. Those until now count until the new ones are confirmed.</summary>
public sealed class MakeSpareCodes
{
    private readonly AccountBook book;
    private readonly SecondSteps steps;
    private readonly PendingSecondSteps pending;
    private readonly SessionTickets sessions;

    internal MakeSpareCodes(AccountBook book, SecondSteps steps, PendingSecondSteps pending, SessionTickets sessions) =>
        (this.book, this.steps, this.pending, this.sessions) = (book, steps, pending, sessions);

    /// <summary>Makes them.</summary>
    /// <param name="password">The password.</param>
    /// <param name="code">A code or a spare code.</param>
    /// <param name="endOthers">Whether to sign out everywhere else.</param>
    /// <param name="origin">Where the try comes from.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<ProofResult> RunAsync(string password, string? code, bool endOthers, Origin origin, CancellationToken cancellationToken = default)
    {
        var (who, account) = await book.MineAsync();
        var (root, result) = await steps.ProveAsync(account, password, code, origin, cancellationToken);
        using (root)
        {
            if (root is null)
                return result;
            pending.OfferCodes(who.Session);
            if (endOthers)
                await sessions.EndAsync(who.Person, session => session.Id != who.Session, cancellationToken);
            return result;
        }
    }
}

/// <summary>Shows the spare codes that wait to be written down.</summary>
public sealed class ShowSpareCodes
{
    private readonly AccountBook book;
    private readonly PendingSecondSteps pending;

    internal ShowSpareCodes(AccountBook book, PendingSecondSteps pending) => (this.book, this.pending) = (book, pending);

    /// <summary>The codes, or null when none wait.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<IReadOnlyList<string>?> RunAsync()
    {
        var (who, _) = await book.MineAsync();
        book.RootOf(who).Dispose();
        return pending.CodesOf(who.Session);
    }
}

/// <summary>Puts the shown spare codes in force once the last of them was typed back. Earlier ones count no more from then on.</summary>
public sealed class ConfirmSpareCodes
{
    private readonly AccountBook book;
    private readonly SecondSteps steps;
    private readonly PendingSecondSteps pending;

    internal ConfirmSpareCodes(AccountBook book, SecondSteps steps, PendingSecondSteps pending) =>
        (this.book, this.steps, this.pending) = (book, steps, pending);

    /// <summary>Confirms them.</summary>
    /// <param name="last">The last code of the list as it was typed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether it was right.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<bool> RunAsync(string? last, CancellationToken cancellationToken = default)
    {
        var (who, _) = await book.MineAsync();
        using var root = book.RootOf(who);
        if (pending.CodesOf(who.Session) is not { } codes || SpareCode.TryRead(last) != SpareCode.TryRead(codes[^1]))
            return false;
        if (!await steps.ChangeAsync(who.Person, step => step.ReplaceSpareCodes(root, codes), cancellationToken))
            return false;
        pending.Forget(who.Session);
        await book.Log.NoteAsync(who.Person, AccountEventKind.SpareCodesMade);
        return true;
    }
}

/// <summary>Switches the second step off, behind password and code. Its key and its spare codes are gone then.</summary>
public sealed class SwitchSecondStepOff
{
    private readonly AccountBook book;
    private readonly SecondSteps steps;
    private readonly PendingSecondSteps pending;

    internal SwitchSecondStepOff(AccountBook book, SecondSteps steps, PendingSecondSteps pending) =>
        (this.book, this.steps, this.pending) = (book, steps, pending);

    /// <summary>Switches it off. Switching off what is off changes nothing.</summary>
    /// <param name="password">The password.</param>
    /// <param name="code">A code or a spare code.</param>
    /// <param name="origin">Where the try comes from.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<ProofResult> RunAsync(string password, string? code, Origin origin, CancellationToken cancellationToken = default)
    {
        var (who, account) = await book.MineAsync();
        var (root, result) = await steps.ProveAsync(account, password, code, origin, cancellationToken);
        using (root)
        {
            if (root is null)
                return result;
            if (await steps.ChangeAsync(who.Person, step => book.Db.SecondSteps.Remove(step), cancellationToken))
                await book.Log.NoteAsync(who.Person, AccountEventKind.SecondStepOff);
            pending.Forget(who.Session);
            return result;
        }
    }
}
