using System.Security.Claims;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>What somebody fills in to make an account.</summary>
/// <param name="SignInName">A user name or an e-mail address. No mail is sent.</param>
/// <param name="Password">The password.</param>
/// <param name="Name">What the partner calls them.</param>
/// <param name="IsAdult">Whether they say that they are an adult.</param>
public sealed record SignUpForm(string SignInName, string Password, string Name, bool IsAdult);

/// <summary>What keeps an account from being made. Several can hold at once.</summary>
/// <param name="SignInName">The sign-in name cannot be read, or somebody has it.</param>
/// <param name="Password">What is wrong with the password.</param>
/// <param name="Name">The name for the partner cannot be read.</param>
/// <param name="NotAdult">They did not say that they are an adult.</param>
public sealed record SignUpFlaws(SignInNameFlaw SignInName, PasswordFlaw Password, bool Name, bool NotAdult)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool None => this is { SignInName: SignInNameFlaw.None, Password: PasswordFlaw.None, Name: false, NotAdult: false };
}

/// <summary>What is wrong with a sign-in name.</summary>
public enum SignInNameFlaw
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is not 3 to 64 visible characters without a space.</summary>
    Unreadable,

    /// <summary>It cannot be used here: somebody has it.</summary>
    Taken,
}

/// <summary>What came of it: a session to sign in with, or the flaws.</summary>
/// <param name="Principal">Who to sign in; null when there are flaws.</param>
/// <param name="Flaws">What to mend.</param>
public sealed record SignUpResult(ClaimsPrincipal? Principal, SignUpFlaws Flaws);

/// <summary>Makes an account, its keys, and a couple of one.</summary>
public sealed class SignUp
{
    private readonly AccountBook book;
    private readonly KeySlots slots;
    private readonly KeyRing keys;
    private readonly Opener opener;

    internal SignUp(AccountBook book, KeySlots slots, KeyRing keys, Opener opener) =>
        (this.book, this.slots, this.keys, this.opener) = (book, slots, keys, opener);

    /// <summary>Makes the account.</summary>
    /// <param name="form">What was filled in.</param>
    /// <param name="sessionLabel">How the owner's list of sessions calls this browser.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SignUpResult> RunAsync(SignUpForm form, string sessionLabel, CancellationToken cancellationToken = default)
    {
        var signInName = SignInName.TryRead(form.SignInName);
        var name = PartnerName.TryRead(form.Name);
        var flaws = new SignUpFlaws(
            signInName is null ? SignInNameFlaw.Unreadable : await book.FindAsync(signInName) is not null ? SignInNameFlaw.Taken : SignInNameFlaw.None,
            PasswordRule.Check(form.Password, signInName ?? ""),
            name is null,
            !form.IsAdult);
        if (!flaws.None)
            return new(null, flaws);

        var password = PasswordRule.Normalise(form.Password);
        var account = new Account { Id = Guid.NewGuid(), UserName = signInName };
        using var root = SecretKey.Random();
        book.Db.KeySlots.Add(await slots.SealWithPasswordAsync(account.Person, KeyRoot.Shared, SlotKind.Password, root, password, cancellationToken));
        try
        {
            var made = await book.Users.CreateAsync(account);
            if (!made.Succeeded)
                return new(null, flaws with { SignInName = SignInNameFlaw.Taken });
        }
        catch (Microsoft.EntityFrameworkCore.DbUpdateException failure) when (failure.IsUnique())
        {
            return new(null, flaws with { SignInName = SignInNameFlaw.Taken });
        }
        catch (Exception failure) when (failure.IsDatabaseFailure())
        {
            throw new NotSavedException(failure);
        }

        await opener.FoundAsync(account.Person, root, name!, cancellationToken);
        await book.Log.NoteAsync(account.Person, AccountEventKind.SignedUp);
        var session = Guid.NewGuid();
        keys.Put(session, root);
        return new(SessionTickets.Principal(account.Person, session, sessionLabel), flaws);
    }
}
