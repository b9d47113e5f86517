using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>The secret in the address of a calendar's feed: 256 random bits. The server keeps their hash.</summary>
internal static class ReminderSecret
{
    private const int Size = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

    /// <summary>What an address is found by; null for what cannot be one.</summary>
    public static byte[]? Hash(string? secret)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return secret?.Length == 43 && Base64Url.IsValid(secret) && Base64Url.TryDecodeFromChars(secret, bytes, out var length) && length == Size
            && Base64Url.EncodeToString(bytes) == secret
                ? SHA256.HashData(bytes)
                : null;
    }
}

/// <summary>Makes one's own address for reminders; an earlier one then leads nowhere.</summary>
public sealed class MakeReminderAddress
{
    private readonly Opener opener;
    private readonly AccountsDb accounts;

    internal MakeReminderAddress(Opener opener, AccountsDb accounts) => (this.opener, this.accounts) = (opener, accounts);

    /// <summary>Makes it.</summary>
    /// <returns>The secret in it. It is shown now and never again.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var secret = ReminderSecret.New();
        await accounts.StepAsync(
            async () =>
            {
                if (await accounts.ReminderAddresses.SingleOrDefaultAsync(row => row.Owner == space.Me, cancellationToken) is { } earlier)
                    earlier.Replace(ReminderSecret.Hash(secret)!);
                else
                    accounts.ReminderAddresses.Add(ReminderAddress.Of(space.Me, ReminderSecret.Hash(secret)!));
                return true;
            },
            cancellationToken);
        return secret;
    }
}

/// <summary>Takes one's own address for reminders back. It then leads nowhere, like any other unknown one.</summary>
public sealed class RevokeReminderAddress
{
    private readonly Opener opener;
    private readonly AccountsDb accounts;

    internal RevokeReminderAddress(Opener opener, AccountsDb accounts) => (this.opener, this.accounts) = (opener, accounts);

    /// <summary>Takes it back; without one nothing changes.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        await accounts.StepAsync(
            async () =>
            {
                if (await accounts.ReminderAddresses.SingleOrDefaultAsync(row => row.Owner == space.Me, cancellationToken) is not { } mine)
                    return false;
                accounts.ReminderAddresses.Remove(mine);
                return true;
            },
            cancellationToken);
    }
}

/// <summary>Tells whether one has an address for reminders. The address itself is not kept.</summary>
public sealed class HasReminderAddress
{
    private readonly Opener opener;
    private readonly AccountsDb accounts;

    internal HasReminderAddress(Opener opener, AccountsDb accounts) => (this.opener, this.accounts) = (opener, accounts);

    /// <summary>Tells it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return await accounts.ReminderAddresses.AnyAsync(row => row.Owner == space.Me, cancellationToken);
    }
}

/// <summary>
/// What a calendar program fetches with an address for reminders: days on which there is something to look at, and no word of what.
/// Nobody has to be signed in, because no key is needed: days are not sealed.
/// </summary>
public sealed class ReadReminders
{
    /// <summary>How long a day stays in the feed after it has passed.</summary>
    private const int DaysKept = 30;

    /// <summary>How far ahead times for the two of you stand in it; a calendar fetches it again long before.</summary>
    private const int DaysAhead = 190;

    /// <summary>How long such a time is.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(30);

    private readonly Opener opener;
    private readonly TimeProvider time;

    internal ReadReminders(Opener opener, TimeProvider time) => (this.opener, this.time) = (opener, time);

    /// <summary>Reads them.</summary>
    /// <param name="secret">What stood in the address.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A calendar in the format of RFC 5545; null for an address that is unknown, taken back or replaced, all alike.</returns>
    public async Task<string?> RunAsync(string? secret, CancellationToken cancellationToken = default)
    {
        if (ReminderSecret.Hash(secret) is not { } hash || await opener.FindByReminderAddressAsync(hash, cancellationToken) is not { } db)
            return null;
        await using (db)
        {
            var calendar = new Ical.Net.Calendar { ProductId = "-//Notes//Notes//EN" };
            if (db.Viewer.Us is { } us && await db.Couples.AnyAsync(couple => couple.Id == us && couple.ClosedAt == null, cancellationToken))
            {
                var versions = await db.AgreementVersions.AsNoTracking().Where(version => version.Couple == us).ToListAsync(cancellationToken);
                var today = (await Calendar.OfAsync(db, us, time, cancellationToken)).Today;
                var now = time.GetUtcNow().UtcDateTime;
                foreach (var (day, number) in Days(versions, today).OrderBy(pair => pair))
                    calendar.Events.Add(Event(day, now, Uid(hash, number, day)));
                await AddTimesForUsAsync(db, us, calendar, hash, now, cancellationToken);
            }

            return new CalendarSerializer().SerializeToString(calendar);
        }
    }

    /// <summary>Reviews, and the last days of what ends by itself, of the newest words of each clause.</summary>
    private static IEnumerable<(DateOnly Day, int Number)> Days(List<AgreementVersion> versions, DateOnly today) =>
        from clause in versions.GroupBy(version => version.Clause)
        let latest = clause.MaxBy(version => version.Number)
        where latest.Form != TermsForm.Ending
        from day in new[] { latest.ReviewOn, latest.Until }
        where day is { } set && set >= today.AddDays(-DaysKept)
        select (day.Value, latest.Number);

    private static CalendarEvent Event(DateOnly day, DateTime now, string uid) => new()
    {
        Uid = uid,
        Summary = "Look at the notes again",
        Start = new CalDateTime(day),
        End = new CalDateTime(day.AddDays(1)),
        DtStamp = new CalDateTime(now, "UTC"),
        Transparency = TransparencyType.Transparent,
    };

    /// <summary>
    /// The rhythm of the two as moments, each worked out in the zone in which they count their days: an hour stays the same hour when the
    /// clocks change, whatever the calendar program knows of that zone.
    /// </summary>
    private async Task AddTimesForUsAsync(CoupleDb db, Domain.Couples.CoupleId us, Ical.Net.Calendar calendar, byte[] hash, DateTime now, CancellationToken cancellationToken)
    {
        if (await db.CheckInRhythms.AsNoTracking().SingleOrDefaultAsync(row => row.Couple == us, cancellationToken) is not { } rhythm)
            return;
        var here = await Calendar.OfAsync(db, us, time, cancellationToken);
        var zone = CivilDay.FindZone(here.Zone) ?? TimeZoneInfo.Utc;
        foreach (var day in rhythm.Days(here.Today.AddDays(-DaysKept), here.Today.AddDays(DaysAhead)))
        {
            var moment = rhythm.MomentOn(day, zone).UtcDateTime;
            calendar.Events.Add(new CalendarEvent
            {
                Uid = Uid(hash, 0, day),
                Summary = "Time for us",
                Start = new CalDateTime(moment, "UTC"),
                End = new CalDateTime(moment + Length, "UTC"),
                DtStamp = new CalDateTime(now, "UTC"),
            });
        }
    }

    /// <summary>The same for the same day as long as the address is the same, and telling nothing.</summary>
    private static string Uid(byte[] hash, int number, DateOnly day) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(hash, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} {day:yyyy-MM-dd}"))).AsSpan(0, 16)) + "@notes";
}
