using CoupleCheckin.App.Accounts;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>What a browser is asked for.</summary>
/// <param name="Options">The question, as the browser's own interface takes it.</param>
/// <param name="Ticket">By what the answer is recognised; it counts once.</param>
public sealed record PasskeyQuestion(string Options, string Ticket);

/// <summary>One passkey, as its owner sees it.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Name">What its owner calls it; null where that cannot be opened.</param>
/// <param name="Since">On which day it was added.</param>
public sealed record PasskeyLine(string Id, string? Name, DateOnly Since);

/// <summary>Lists one's own passkeys.</summary>
public sealed class ListPasskeys
{
    private readonly AccountBook book;
    private readonly Passkeys passkeys;

    internal ListPasskeys(AccountBook book, Passkeys passkeys) => (this.book, this.passkeys) = (book, passkeys);

    /// <summary>Lists them.</summary>
    /// <exception cref="Storage.SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<IReadOnlyList<PasskeyLine>> RunAsync()
    {
        var (who, account) = await book.MineAsync();
        using var root = book.RootOf(who);
        return [.. (await passkeys.ListAsync(account, root)).Select(key => new PasskeyLine(key.Id, key.Name, key.Since))];
    }
}

/// <summary>Asks the browser to make a passkey for one's own account.</summary>
public sealed class AskForNewPasskey
{
    private readonly AccountBook book;
    private readonly Passkeys passkeys;

    internal AskForNewPasskey(AccountBook book, Passkeys passkeys) => (this.book, this.passkeys) = (book, passkeys);

    /// <summary>The question.</summary>
    /// <exception cref="Storage.SpaceNotOpenException">Nobody is signed in.</exception>
    public async Task<PasskeyQuestion> RunAsync()
    {
        var (_, account) = await book.MineAsync();
        var (options, ticket) = await passkeys.AskForNewAsync(account);
        return new(options, ticket);
    }
}

/// <summary>What came of adding a passkey.</summary>
public enum AddPasskeyResult
{
    /// <summary>It signs in from now on.</summary>
    Added,

    /// <summary>The name cannot be kept.</summary>
    Name,

    /// <summary>The browser's answer does not fit the question, or came too late.</summary>
    Refused,
}

/// <summary>Adds the passkey that the browser made.</summary>
public sealed class AddPasskey
{
    private readonly AccountBook book;
    private readonly Passkeys passkeys;

    internal AddPasskey(AccountBook book, Passkeys passkeys) => (this.book, this.passkeys) = (book, passkeys);

    /// <summary>Adds it.</summary>
    /// <param name="ticket">The ticket of the question.</param>
    /// <param name="credential">What the browser answered.</param>
    /// <param name="name">What its owner calls it.</param>
    /// <exception cref="Storage.SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<AddPasskeyResult> RunAsync(string? ticket, string credential, string? name)
    {
        var (who, account) = await book.MineAsync();
        using var root = book.RootOf(who);
        if (Passkeys.ReadName(name) is not { } called)
            return AddPasskeyResult.Name;
        if (!await passkeys.AddAsync(account, root, ticket, credential, called))
            return AddPasskeyResult.Refused;
        await book.Log.NoteAsync(who.Person, AccountEventKind.PasskeyAdded);
        return AddPasskeyResult.Added;
    }
}

/// <summary>Gives one of one's own passkeys another name.</summary>
public sealed class RenamePasskey
{
    private readonly AccountBook book;
    private readonly Passkeys passkeys;

    internal RenamePasskey(AccountBook book, Passkeys passkeys) => (this.book, this.passkeys) = (book, passkeys);

    /// <summary>Renames it.</summary>
    /// <returns>False when the name cannot be kept, or there is no such passkey.</returns>
    /// <exception cref="Storage.SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<bool> RunAsync(string id, string? name)
    {
        var (who, account) = await book.MineAsync();
        using var root = book.RootOf(who);
        return Passkeys.ReadName(name) is { } called && await passkeys.RenameAsync(account, root, id, called);
    }
}

/// <summary>Removes one of one's own passkeys. It signs nobody in any more.</summary>
public sealed class RemovePasskey
{
    private readonly AccountBook book;
    private readonly Passkeys passkeys;

    internal RemovePasskey(AccountBook book, Passkeys passkeys) => (this.book, this.passkeys) = (book, passkeys);

    /// <summary>Removes it. Removing what is not there changes nothing.</summary>
    /// <exception cref="Storage.SpaceNotOpenException">Nobody is signed in.</exception>
    public async Task RunAsync(string id)
    {
        var (who, account) = await book.MineAsync();
        if (await passkeys.RemoveAsync(account, id))
            await book.Log.NoteAsync(who.Person, AccountEventKind.PasskeyRemoved);
    }
}

/// <summary>Asks the browser for any passkey of this place.</summary>
public sealed class AskForPasskey
{
    private readonly Passkeys passkeys;

    internal AskForPasskey(Passkeys passkeys) => this.passkeys = passkeys;

    /// <summary>The question. It tells nothing of who has an account.</summary>
    public async Task<PasskeyQuestion> RunAsync()
    {
        var (options, ticket) = await passkeys.AskAsync();
        return new(options, ticket);
    }
}

/// <summary>Signs in with a passkey. The space stays locked until the password opens it.</summary>
public sealed class SignInWithPasskey
{
    private readonly AccountBook book;
    private readonly Passkeys passkeys;

    internal SignInWithPasskey(AccountBook book, Passkeys passkeys) => (this.book, this.passkeys) = (book, passkeys);

    /// <summary>Tries to sign in.</summary>
    /// <param name="ticket">The ticket of the question.</param>
    /// <param name="credential">What the browser answered.</param>
    /// <param name="sessionLabel">How the owner's list of sessions calls this browser.</param>
    /// <returns>Who to sign in; null when it did not work.</returns>
    public async Task<SignInResult> RunAsync(string? ticket, string credential, string sessionLabel)
    {
        if (await passkeys.FindByAnswerAsync(ticket, credential) is not { } account)
            return new(null, TimeSpan.Zero);
        await book.Log.NoteAsync(account.Person, AccountEventKind.SignedInWithPasskey);
        return new(SessionTickets.Principal(account.Person, Guid.NewGuid(), sessionLabel), TimeSpan.Zero);
    }
}
