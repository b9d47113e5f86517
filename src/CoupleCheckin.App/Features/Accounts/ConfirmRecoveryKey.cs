using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>Puts the shown recovery key in force once its last group was typed back. An earlier key opens nothing from then on.</summary>
public sealed class ConfirmRecoveryKey
{
    private readonly AccountBook book;
    private readonly KeySlots slots;
    private readonly PendingRecoveryKeys pending;

    internal ConfirmRecoveryKey(AccountBook book, KeySlots slots, PendingRecoveryKeys pending) =>
        (this.book, this.slots, this.pending) = (book, slots, pending);

    /// <summary>Confirms it.</summary>
    /// <param name="lastGroup">The last four characters as they were typed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether they were right.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<bool> RunAsync(string lastGroup, CancellationToken cancellationToken = default)
    {
        var (who, _) = await book.MineAsync();
        using var root = book.RootOf(who);
        var key = pending.For(who.Session);
        if (!string.Equals(lastGroup.Trim(), key.LastGroup, StringComparison.OrdinalIgnoreCase))
            return false;
        await book.PutAsync(slots.SealWithRecoveryKey(who.Person, KeyRoot.Shared, root, key), cancellationToken);
        if (await book.Db.TrySaveAsync(cancellationToken) != Saving.Saved)
            throw new NotSavedException(new TimeoutException("The account was changed elsewhere at the same time."));
        pending.Forget(who.Session);
        await book.Log.NoteAsync(who.Person, AccountEventKind.RecoveryKeyMade);
        return true;
    }
}
