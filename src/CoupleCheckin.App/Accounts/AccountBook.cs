using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Accounts;

/// <summary>What the account use cases have in common: finding an account, checking its password, opening its root.</summary>
internal sealed class AccountBook(
    AccountsDb db, UserManager<Account> users, KeySlots slots, KeyRing keys, SignInBrake brake, AccountLog log, ISignedIn signedIn)
{
    public AccountsDb Db => db;

    /// <summary>Each account's own log.</summary>
    public AccountLog Log => log;

    public UserManager<Account> Users => users;

    /// <summary>The account by its sign-in name.</summary>
    public async Task<Account?> FindAsync(string name) => SignInName.TryRead(name) is { } readable ? await users.FindByNameAsync(readable) : null;

    /// <summary>Whoever is signed in, and their account.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is.</exception>
    public async Task<(SignedIn Who, Account Account)> MineAsync()
    {
        var who = await signedIn.FindAsync() ?? throw new SpaceNotOpenException(SpaceState.SignedOut);
        var account = await users.FindByIdAsync(who.Person.Value.ToString()) ?? throw new SpaceNotOpenException(SpaceState.SignedOut);
        return (who, account);
    }

    /// <summary>The root of whoever is signed in.</summary>
    /// <exception cref="SpaceNotOpenException">It is locked.</exception>
    public SecretKey RootOf(SignedIn who) => keys.Find(who.Session) ?? throw new SpaceNotOpenException(SpaceState.Locked);

    /// <summary>
    /// Opens the shared root with a password; that it opens is the only check there is, and no hash of the password is stored that
    /// would be cheaper to guess against. An unknown account costs as much as a wrong password and gets the same answer.
    /// </summary>
    /// <returns>The root, or null when name and password do not fit together.</returns>
    public async Task<SecretKey?> OpenRootAsync(Account? account, string password, CancellationToken cancellationToken)
    {
        var slot = account is null || !PlainText.IsKeepable(password) ? null : await SlotAsync(account.Person, SlotKind.Password, cancellationToken);
        if (slot is not null)
            return await slots.OpenWithPasswordAsync(slot, PasswordRule.Normalise(password), cancellationToken);
        await slots.SpendAsync(cancellationToken);
        return null;
    }

    /// <summary>Asks for a try, and checks it.</summary>
    public async Task<(SecretKey? Root, TimeSpan Wait)> TryOpenRootAsync(string name, Account? account, string password, Origin origin, CancellationToken cancellationToken)
    {
        var key = SignInName.Normalise(SignInName.TryRead(name) ?? "");
        var wait = await brake.AskAsync(key, origin, cancellationToken);
        if (wait > TimeSpan.Zero)
            return (null, wait);
        var root = await OpenRootAsync(account, password, cancellationToken);
        if (root is not null)
            await brake.SucceededAsync(key, origin, cancellationToken);
        else if (account is not null)
            _ = log.NoteAsync(account.Person, AccountEventKind.PasswordRefused);
        return (root, TimeSpan.Zero);
    }

    /// <summary>One slot of a person's shared root.</summary>
    public Task<KeySlot?> SlotAsync(PersonId person, SlotKind kind, CancellationToken cancellationToken) =>
        db.KeySlots.SingleOrDefaultAsync(slot => slot.Owner == person && slot.Root == KeyRoot.Shared && slot.Kind == kind, cancellationToken);

    /// <summary>Adds a slot, or puts it in place of the one of its kind. Saved with the next save.</summary>
    public async Task PutAsync(KeySlot fresh, CancellationToken cancellationToken)
    {
        if (await SlotAsync(fresh.Owner, fresh.Kind, cancellationToken) is { } present)
            present.ReplaceBy(fresh);
        else
            db.KeySlots.Add(fresh);
    }
}
