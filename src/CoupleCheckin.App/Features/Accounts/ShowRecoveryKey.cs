using CoupleCheckin.App.Accounts;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>Shows a new recovery key until it is confirmed. It opens nothing before that.</summary>
public sealed class ShowRecoveryKey
{
    private readonly AccountBook book;
    private readonly PendingRecoveryKeys pending;

    internal ShowRecoveryKey(AccountBook book, PendingRecoveryKeys pending) => (this.book, this.pending) = (book, pending);

    /// <summary>The key, in seven groups of four.</summary>
    /// <exception cref="Storage.SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (who, _) = await book.MineAsync();
        book.RootOf(who).Dispose();
        return pending.For(who.Session).Format();
    }
}
