using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Threading.RateLimiting;
using CoupleCheckin.App;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Features.Journal;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Journal;
using CoupleCheckin.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace CoupleCheckin.Web.Features.Journal;

/// <summary>
/// The few small addresses to which the journal's scripts talk. They carry sealed records as they are and know nothing of what is in
/// them. A request says whose journal it means: a browser in which somebody else signed in meanwhile is refused, and so is another site,
/// which may not send that header.
/// </summary>
internal static class JournalEndpoints
{
    /// <summary>Whose journal a request means.</summary>
    public const string Of = "X-Journal-Of";

    private const string Policy = "journal";

    /// <summary>Room around the records of one request: the slots, and what frames each record.</summary>
    private const int Frames = 16 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private sealed record Keys(string Password, int Expected, IReadOnlyList<JournalSlot> Slots);

    /// <summary>Somebody who writes without a pause sends one request in two seconds; importing a large journal sends many more.</summary>
    public static void AddJournal(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = (refused, _) =>
        {
            refused.HttpContext.Response.ContentType = "text/plain";
            return ValueTask.CompletedTask;
        };
        limits.AddPolicy(Policy, http => RateLimitPartition.GetTokenBucketLimiter(
            SignedIn.In(http.User)?.Person.ToString() ?? "nobody",
            _ => new() { TokenLimit = 300, TokensPerPeriod = 10, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 }));
    });

    public static void MapJournal(this WebApplication app)
    {
        var journal = app.MapGroup("/journal").RequireRateLimiting(Policy).AddEndpointFilter(async (call, next) =>
        {
            call.HttpContext.Response.Headers.CacheControl = "no-store";
            try
            {
                return await next(call);
            }
            catch (SpaceNotOpenException)
            {
                return Answer(StatusCodes.Status401Unauthorized);
            }
            catch (Exception failure) when (NotSavedException.Covers(failure))
            {
                return Answer(StatusCodes.Status503ServiceUnavailable);
            }
            catch (Exception broken) when (broken is EndOfStreamException or JsonException or BadHttpRequestException)
            {
                return Answer(StatusCodes.Status400BadRequest);
            }
        });
        journal.MapGet("/here", HereAsync);
        journal.MapGet("/slots", async (ReadJournalKeys read, HttpContext http) => Results.Json(await read.RunAsync(http.RequestAborted), Json));
        journal.MapPut("/slots", SetKeysAsync);
        journal.MapGet("/records", ListAsync);
        journal.MapPut("/records", SaveAsync);
        journal.MapGet("/definitions/behaviours", async (NameLinkable name, HttpContext http) => Results.Json(
            (await name.RunAsync(http.RequestAborted)).Select(behaviour => new { Key = behaviour.Key.Value, behaviour.Name, behaviour.IsOffered }), Json));
    }

    /// <summary>Whether the session of an open journal still stands, and is still the same person's.</summary>
    private static async Task<IResult> HereAsync(ISignedIn signedIn, HttpContext http) => await IsTheirsAsync(signedIn, http) ? Results.NoContent() : Answer(StatusCodes.Status401Unauthorized);

    private static async Task<IResult> ListAsync(ISignedIn signedIn, ListJournal list, HttpContext http)
    {
        if (!await IsTheirsAsync(signedIn, http))
            return Answer(StatusCodes.Status401Unauthorized);
        var which = http.Request.Query["id"].Select(id => Guid.TryParse(id, out var read) ? read : Guid.Empty).ToList();
        http.Response.ContentType = "application/octet-stream";
        var frame = new byte[RecordFrame];
        await list.RunAsync(
            new(http.Request.Query["only"] == "versions", which),
            async count =>
            {
                BinaryPrimitives.WriteInt32BigEndian(frame, count);
                await http.Response.Body.WriteAsync(frame.AsMemory(0, 4), http.RequestAborted);
            },
            async record =>
            {
                record.Id.TryWriteBytes(frame, bigEndian: true, out _);
                BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(16), record.Version);
                BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(24), record.Blob.Length);
                await http.Response.Body.WriteAsync(frame, http.RequestAborted);
                await http.Response.Body.WriteAsync(record.Blob, http.RequestAborted);
            },
            http.RequestAborted);
        return Results.Empty;
    }

    private static async Task<IResult> SaveAsync(ISignedIn signedIn, SaveJournal save, AppOptions options, HttpContext http)
    {
        if (!await IsTheirsAsync(signedIn, http))
            return Answer(StatusCodes.Status401Unauthorized);
        AllowLarge(http, options);
        return Answer(await save.RunAsync(await ReadChangesAsync(http.Request.Body, http.RequestAborted), http.RequestAborted));
    }

    private static async Task<IResult> SetKeysAsync(ISignedIn signedIn, SetJournalKeys set, AppOptions options, HttpContext http)
    {
        if (!await IsTheirsAsync(signedIn, http))
            return Answer(StatusCodes.Status401Unauthorized);
        AllowLarge(http, options);
        var length = await ReadInt32Async(http.Request.Body, http.RequestAborted);
        if (length is < 0 or > LongestKeys)
            return Answer(StatusCodes.Status400BadRequest);
        var keys = JsonSerializer.Deserialize<Keys>(await ReadAsync(http.Request.Body, length, http.RequestAborted), Json);
        if (keys is not { Password: not null, Slots: not null } || keys.Slots.Any(slot => slot is null))
            return Answer(StatusCodes.Status400BadRequest);
        var changes = await ReadChangesAsync(http.Request.Body, http.RequestAborted);
        var account = await http.RequestServices.GetRequiredService<ReadAccount>().RunAsync(http.RequestAborted);
        var result = await set.RunAsync(keys.Password, Visitor.Origin(http, account.SignInName), keys.Expected, keys.Slots, changes, http.RequestAborted);
        if (result.Wait > TimeSpan.Zero)
            http.Response.Headers.RetryAfter = Math.Ceiling(result.Wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Answer(result.Saving);
    }

    private static async Task<bool> IsTheirsAsync(ISignedIn signedIn, HttpContext http) =>
        await signedIn.FindAsync() is { } who && http.Request.Headers[Of] == who.Person.Value.ToString();

    /// <summary>Nearly every request is a few kilobytes; a changed passphrase seals everything anew.</summary>
    private static void AllowLarge(HttpContext http, AppOptions options)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.JournalBytes + Frames;
    }

    /// <summary>Changes one after the other until the end: id 16 · expected version i64 · length i32 (−1: take it away) · sealed bytes.</summary>
    private static async Task<IReadOnlyList<JournalChange>> ReadChangesAsync(Stream body, CancellationToken cancellationToken)
    {
        var changes = new List<JournalChange>();
        var frame = new byte[RecordFrame];
        while (await body.ReadAtLeastAsync(frame, RecordFrame, throwOnEndOfStream: false, cancellationToken) is > 0 and var got)
        {
            if (got < RecordFrame)
                throw new EndOfStreamException();
            var length = BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(24));
            if (length is < -1 or > JournalLimits.LongestRecord || changes.Count > JournalLimits.MostRecords)
                throw new BadHttpRequestException("A record is longer than any can be.");
            changes.Add(new(
                new Guid(frame.AsSpan(0, 16), bigEndian: true),
                BinaryPrimitives.ReadInt64BigEndian(frame.AsSpan(16)),
                length < 0 ? null : await ReadAsync(body, length, cancellationToken)));
        }

        return changes;
    }

    private static async Task<int> ReadInt32Async(Stream body, CancellationToken cancellationToken) => BinaryPrimitives.ReadInt32BigEndian(await ReadAsync(body, 4, cancellationToken));

    private static async Task<byte[]> ReadAsync(Stream body, int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        await body.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static IResult Answer(JournalSaving saving) => saving switch
    {
        JournalSaving.Saved => Results.NoContent(),
        JournalSaving.Overtaken => Answer(StatusCodes.Status409Conflict),
        JournalSaving.Full => Answer(StatusCodes.Status507InsufficientStorage),
        JournalSaving.Refused => Answer(StatusCodes.Status400BadRequest),
        JournalSaving.NotProved => Answer(StatusCodes.Status403Forbidden),
    };

    /// <summary>Scripts ask here, so that a refusal is a number and not a page.</summary>
    private static IResult Answer(int status) => Results.Text("", "text/plain", statusCode: status);

    private const int RecordFrame = 28;
    private const int LongestKeys = 64 * 1024;
}
