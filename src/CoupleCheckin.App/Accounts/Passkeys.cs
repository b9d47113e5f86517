using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace CoupleCheckin.App.Accounts;

/// <summary>
/// Passkeys of an account, with Identity's own handler and table. A passkey signs in and opens no key: what was written is opened by the
/// password. What its owner calls it is sealed under their root.
/// </summary>
internal sealed class Passkeys(IPasskeyHandler<Account> handler, UserManager<Account> users, PendingPasskeys pending, IHttpContextAccessor http, TimeProvider time)
{
    /// <summary>The longest name.</summary>
    public const int MaxName = 40;

    /// <summary>As many as anybody needs.</summary>
    public const int Most = 20;

    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("A passkey belongs to a request.");

    /// <summary>What to ask a browser for that is to make one.</summary>
    public async Task<(string Options, string Ticket)> AskForNewAsync(Account account)
    {
        var asked = await handler.MakeCreationOptionsAsync(new() { Id = account.Id.ToString(), Name = account.UserName!, DisplayName = account.UserName! }, Http);
        return (asked.CreationOptionsJson, pending.Keep(asked.AttestationState!));
    }

    /// <summary>What to ask a browser for that is to sign in with one.</summary>
    public async Task<(string Options, string Ticket)> AskAsync()
    {
        var asked = await handler.MakeRequestOptionsAsync(null, Http);
        return (asked.RequestOptionsJson, pending.Keep(asked.AssertionState!));
    }

    /// <summary>Adds one. Of the day it was made the day is kept, and of its making nothing.</summary>
    public async Task<bool> AddAsync(Account account, SecretKey root, string? ticket, string credential, string name)
    {
        if (pending.Take(ticket) is not { } state || (await users.GetPasskeysAsync(account)).Count >= Most)
            return false;
        var made = await handler.PerformAttestationAsync(new() { HttpContext = Http, CredentialJson = credential, AttestationState = state });
        if (!made.Succeeded || made.UserEntity.Id != account.Id.ToString() || await users.FindByPasskeyIdAsync(made.Passkey.CredentialId) is not null)
            return false;
        var key = made.Passkey;
        var today = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var kept = new UserPasskeyInfo(key.CredentialId, key.PublicKey, today, key.SignCount, key.Transports, key.IsUserVerified, key.IsBackupEligible, key.IsBackedUp, [], [])
        {
            Name = Seal(account.Person, root, key.CredentialId, name),
        };
        return (await users.AddOrUpdatePasskeyAsync(account, kept)).Succeeded;
    }

    /// <summary>Whose passkey answered; null when it did not fit.</summary>
    public async Task<Account?> FindByAnswerAsync(string? ticket, string credential)
    {
        if (pending.Take(ticket) is not { } state)
            return null;
        var answered = await handler.PerformAssertionAsync(new() { HttpContext = Http, CredentialJson = credential, AssertionState = state });
        if (!answered.Succeeded)
            return null;

        // How often it signed is how a copy of it would be noticed.
        return (await users.AddOrUpdatePasskeyAsync(answered.User, answered.Passkey)).Succeeded ? answered.User : null;
    }

    /// <summary>Gives one another name.</summary>
    public async Task<bool> RenameAsync(Account account, SecretKey root, string id, string name)
    {
        if (await FindAsync(account, id) is not { } key)
            return false;
        key.Name = Seal(account.Person, root, key.CredentialId, name);
        return (await users.AddOrUpdatePasskeyAsync(account, key)).Succeeded;
    }

    /// <summary>Removes one.</summary>
    public async Task<bool> RemoveAsync(Account account, string id) =>
        await FindAsync(account, id) is { } key && (await users.RemovePasskeyAsync(account, key.CredentialId)).Succeeded;

    /// <summary>All of them, by an id for addressing them, with name and day.</summary>
    public async Task<IReadOnlyList<(string Id, string? Name, DateOnly Since)>> ListAsync(Account account, SecretKey root) =>
        [.. (await users.GetPasskeysAsync(account)).OrderBy(key => key.CreatedAt).ThenBy(key => IdOf(key), StringComparer.Ordinal)
            .Select(key => (IdOf(key), Open(account.Person, root, key), DateOnly.FromDateTime(key.CreatedAt.UtcDateTime)))];

    /// <summary>A name as it can be kept; null when it cannot.</summary>
    public static string? ReadName(string? name) =>
        name?.Trim() is { Length: > 0 and <= MaxName } kept && PlainText.IsKeepable(kept) && !kept.Any(char.IsControl) ? kept : null;

    private static string IdOf(UserPasskeyInfo key) => Base64Url.EncodeToString(key.CredentialId);

    private async Task<UserPasskeyInfo?> FindAsync(Account account, string id)
    {
        try
        {
            return await users.GetPasskeyAsync(account, Base64Url.DecodeFromChars(id));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Seal(PersonId owner, SecretKey root, byte[] id, string name) => Convert.ToBase64String(SealedBlob.Seal(root, Binding(owner, id), Encoding.UTF8.GetBytes(name)));

    private static string? Open(PersonId owner, SecretKey root, UserPasskeyInfo key)
    {
        try
        {
            return key.Name is null ? null : Encoding.UTF8.GetString(SealedBlob.Open(root, Binding(owner, key.CredentialId), Convert.FromBase64String(key.Name)));
        }
        catch (Exception broken) when (broken is SealBrokenException or FormatException)
        {
            return null;
        }
    }

    private static RecordBinding Binding(PersonId owner, byte[] id) => new(StoreKind.PasskeyName, owner, new Guid(SHA256.HashData(id).AsSpan(0, 16), bigEndian: true), default, 1, 0);
}
