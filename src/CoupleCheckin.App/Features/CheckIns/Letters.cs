using System.Security.Cryptography;
using System.Text.Json;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Calendar = CoupleCheckin.App.Features.Agreements.Calendar;

namespace CoupleCheckin.App.Features.CheckIns;

/// <summary>Where letters are handed in. Without a mail server there is none, and nobody is asked for an address.</summary>
public interface IPostbox
{
    /// <summary>Whether there is a mail server.</summary>
    bool IsThere { get; }

    /// <summary>Sends the one letter there is: it says that there is something to look at, and no word of what.</summary>
    /// <returns>False when it could not be sent now.</returns>
    Task<bool> SendAsync(string address, CancellationToken cancellationToken);
}

/// <summary>What is kept for somebody's letters.</summary>
/// <param name="Address">Where to.</param>
/// <param name="SentFor">The last day for which one was sent, or that had passed when they were switched on.</param>
internal sealed record Letter(string Address, DateOnly SentFor)
{
    private const string Purpose = "CoupleCheckin.MailReminder/v1";

    /// <summary>Encrypts it for its owner's row.</summary>
    public byte[] Protect(IDataProtectionProvider protection, MailReminder row) => For(protection, row).Protect(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Opens a row; null where the server's key is not there any more.</summary>
    public static Letter? TryOpen(IDataProtectionProvider protection, MailReminder row)
    {
        try
        {
            return JsonSerializer.Deserialize<Letter>(For(protection, row).Unprotect(row.Blob));
        }
        catch (Exception gone) when (gone is CryptographicException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Nothing of the address.</summary>
    public override string ToString() => "[letter]";

    private static IDataProtector For(IDataProtectionProvider protection, MailReminder row) => protection.CreateProtector(Purpose, row.Owner.Value.ToString("N"));
}

/// <summary>No mail server.</summary>
internal sealed class NoPostbox : IPostbox
{
    public bool IsThere => false;

    public Task<bool> SendAsync(string address, CancellationToken cancellationToken) => Task.FromResult(false);
}

/// <summary>Tells whether letters can be had here, and where one's own go.</summary>
/// <param name="IsPossible">Whether there is a mail server.</param>
/// <param name="Address">One's own address; null while one has none sent.</param>
public sealed record LetterView(bool IsPossible, string? Address)
{
    /// <summary>Nothing of the address.</summary>
    public override string ToString() => "[letter]";
}

/// <summary>Tells whether one has letters sent, and where to.</summary>
public sealed class ReadLetter
{
    private readonly Opener opener;
    private readonly IDataProtectionProvider protection;
    private readonly IPostbox postbox;

    internal ReadLetter(Opener opener, IDataProtectionProvider protection, IPostbox postbox) => (this.opener, this.protection, this.postbox) = (opener, protection, postbox);

    /// <summary>Tells it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<LetterView> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var mine = await space.Db.MailReminders.AsNoTracking().SingleOrDefaultAsync(row => row.Owner == space.Me, cancellationToken);
        return new(postbox.IsThere, mine is null ? null : Letter.TryOpen(protection, mine)?.Address);
    }
}

/// <summary>Has letters sent to an address, or no more. Only whoever asks is concerned, and nobody else is told.</summary>
public sealed class SetLetter
{
    private const int Longest = 254;

    private readonly Opener opener;
    private readonly IDataProtectionProvider protection;
    private readonly IPostbox postbox;
    private readonly TimeProvider time;

    internal SetLetter(Opener opener, IDataProtectionProvider protection, IPostbox postbox, TimeProvider time) =>
        (this.opener, this.protection, this.postbox, this.time) = (opener, protection, postbox, time);

    /// <summary>Says it.</summary>
    /// <param name="address">Where to; null for no more.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False for what is no address, and where there is no mail server.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<bool> RunAsync(string? address, CancellationToken cancellationToken = default)
    {
        var to = address?.Trim();
        if (to is not null && (!postbox.IsThere || !IsAddress(to)))
            return false;
        await using var space = await opener.OpenAsync(cancellationToken);
        await space.StepAsync(
            async () =>
            {
                var mine = await space.Db.MailReminders.SingleOrDefaultAsync(row => row.Owner == space.Me, cancellationToken);
                if (to is null)
                {
                    if (mine is not null)
                        space.Db.MailReminders.Remove(mine);
                    return mine is not null;
                }

                var sentFor = mine is null ? null : Letter.TryOpen(protection, mine)?.SentFor;
                if (mine is null)
                    space.Db.MailReminders.Add(mine = MailReminder.Of(space.Me));
                var yesterday = (await Calendar.OfAsync(space.Db, space.Us, time, cancellationToken)).Today.AddDays(-1);
                mine.Put(new Letter(to, sentFor ?? yesterday).Protect(protection, mine));
                return true;
            },
            cancellationToken);
        return true;
    }

    /// <summary>One address and nothing around it: no second one, and no line that could become a header.</summary>
    private static bool IsAddress(string text) =>
        text.Length <= Longest && !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character is ',' or ';' or '<' or '>' or '"' or '(' or ')')
        && text.IndexOf('@', StringComparison.Ordinal) is var at and > 0 && at == text.LastIndexOf('@') && at < text.Length - 1
        && System.Net.Mail.MailAddress.TryCreate(text, out var parsed) && parsed.Address == text;
}

/// <summary>
/// Sends the letters that are due. It needs no key: days and the rhythm stand open, and a letter has no content. One that could not be
/// sent is tried again the next time, until its hour is long past; then there is nothing of it.
/// </summary>
public sealed class SendLetters
{
    private static readonly TimeSpan Before = TimeSpan.FromHours(3);
    private static readonly TimeSpan After = TimeSpan.FromHours(12);

    private readonly Opener opener;
    private readonly IDataProtectionProvider protection;
    private readonly IPostbox postbox;
    private readonly TimeProvider time;

    internal SendLetters(Opener opener, IDataProtectionProvider protection, IPostbox postbox, TimeProvider time) =>
        (this.opener, this.protection, this.postbox, this.time) = (opener, protection, postbox, time);

    /// <summary>Sends them.</summary>
    /// <returns>How many were sent.</returns>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var sent = 0;
        if (!postbox.IsThere)
            return sent;
        await foreach (var db in opener.EachWithoutKeysAsync(cancellationToken))
        {
            await using (db)
                sent += await SendAsync(db, cancellationToken) ? 1 : 0;
        }

        return sent;
    }

    private async Task<bool> SendAsync(CoupleDb db, CancellationToken cancellationToken)
    {
        if (db.Viewer.Us is not { } us
            || await db.MailReminders.SingleOrDefaultAsync(cancellationToken) is not { } row || Letter.TryOpen(protection, row) is not { } letter
            || await db.CheckInRhythms.AsNoTracking().SingleOrDefaultAsync(rhythm => rhythm.Couple == us, cancellationToken) is not { } rhythm
            || !await db.Couples.AnyAsync(couple => couple.Id == us && couple.ClosedAt == null, cancellationToken))
            return false;
        var calendar = await Calendar.OfAsync(db, us, time, cancellationToken);
        var zone = CivilDay.FindZone(calendar.Zone) ?? TimeZoneInfo.Utc;
        var now = time.GetUtcNow();
        DateOnly? due = rhythm.Days(calendar.Today.AddDays(-1), calendar.Today.AddDays(1))
            .Where(day => (day > letter.SentFor || WasAhead(letter, calendar)) && rhythm.MomentOn(day, zone) is var moment && moment - Before <= now && now < moment + After)
            .Select(day => (DateOnly?)day).FirstOrDefault();
        if (due is not { } today || !await postbox.SendAsync(letter.Address, cancellationToken))
            return false;
        row.Put((letter with { SentFor = today }).Protect(protection, row));
        return await db.TrySaveAsync(cancellationToken) == Saving.Saved;
    }

    /// <summary>A letter for a day that is far off was sent by a clock that was ahead; it keeps none of the days until then away.</summary>
    private static bool WasAhead(Letter letter, Calendar calendar) => letter.SentFor > calendar.Today.AddDays(1);
}
