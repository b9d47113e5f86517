using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>What came of changing the password.</summary>
/// <param name="Changed">Whether it was changed.</param>
/// <param name="Flaw">What is wrong with the new one.</param>
/// <param name="CurrentIsWrong">Whether the current one did not fit.</param>
/// <param name="Wait">How long to wait before the next try.</param>
public sealed record ChangePasswordResult(bool Changed, PasswordFlaw Flaw, bool CurrentIsWrong, TimeSpan Wait);

/// <summary>Changes the password. Everything stays readable: only the wrap around the root is made anew.</summary>
public sealed class ChangePassword
{
    private readonly AccountBook book;
    private readonly PasswordWriter writer;
    private readonly SessionTickets sessions;

    internal ChangePassword(AccountBook book, PasswordWriter writer, SessionTickets sessions) => (this.book, this.writer, this.sessions) = (book, writer, sessions);

    /// <summary>Changes it.</summary>
    /// <param name="current">The password until now.</param>
    /// <param name="next">The new one.</param>
    /// <param name="endOthers">Whether to sign out everywhere else.</param>
    /// <param name="origin">Where the try comes from.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<ChangePasswordResult> RunAsync(string current, string next, bool endOthers, Origin origin, CancellationToken cancellationToken = default)
    {
        var (who, account) = await book.MineAsync();
        var flaw = PasswordRule.Check(next, account.UserName!);
        if (flaw != PasswordFlaw.None)
            return new(false, flaw, false, TimeSpan.Zero);
        var (root, wait) = await book.TryOpenRootAsync(account.UserName!, account, current, origin, cancellationToken);
        if (root is null)
            return new(false, PasswordFlaw.None, wait == TimeSpan.Zero, wait);
        using (root)
            await writer.SetAsync(account, root, next, AccountEventKind.PasswordChanged, cancellationToken);
        if (endOthers)
            await sessions.EndAsync(who.Person, session => session.Id != who.Session, cancellationToken);
        return new(true, PasswordFlaw.None, false, TimeSpan.Zero);
    }
}
