using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.App.Accounts;

/// <summary>Sets a password: makes the wrap around the root anew. What it wraps stays, and with it everything that was written.</summary>
internal sealed class PasswordWriter(AccountBook book, KeySlots slots)
{
    public async Task SetAsync(Account account, SecretKey root, string password, AccountEventKind why, CancellationToken cancellationToken)
    {
        var normal = PasswordRule.Normalise(password);
        await book.PutAsync(await slots.SealWithPasswordAsync(account.Person, KeyRoot.Shared, SlotKind.Password, root, normal, cancellationToken), cancellationToken);
        account.SecurityStamp = Guid.NewGuid().ToString();
        if (await book.Db.TrySaveAsync(cancellationToken) != Saving.Saved)
            throw new NotSavedException(new TimeoutException("The account was changed elsewhere at the same time."));
        await book.Log.NoteAsync(account.Person, why);
    }
}
