using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Keys;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>What came of a password prompt.</summary>
/// <param name="Opened">Whether the password was right.</param>
/// <param name="Wait">How long to wait before the next try; zero when the password is simply not right.</param>
public sealed record PasswordPromptResult(bool Opened, TimeSpan Wait);

/// <summary>Opens the space again after a restart of the server or twelve idle hours: one password, on the page where one was.</summary>
public sealed class Unlock
{
    private readonly AccountBook book;
    private readonly KeyRing keys;

    internal Unlock(AccountBook book, KeyRing keys) => (this.book, this.keys) = (book, keys);

    /// <summary>Tries to open the space of whoever is signed in.</summary>
    /// <exception cref="Storage.SpaceNotOpenException">Nobody is signed in.</exception>
    public async Task<PasswordPromptResult> RunAsync(string password, Origin origin, CancellationToken cancellationToken = default)
    {
        var (who, account) = await book.MineAsync();
        var (root, wait) = await book.TryOpenRootAsync(account.UserName!, account, password, origin, cancellationToken);
        using (root)
        {
            if (root is not null)
                keys.Put(who.Session, root);
            return new(root is not null, wait);
        }
    }
}
