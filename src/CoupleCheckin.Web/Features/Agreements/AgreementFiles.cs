using System.Globalization;
using System.Text;
using System.Text.Json;
using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;

namespace CoupleCheckin.Web.Features.Agreements;

/// <summary>The agreement to take along, as text and as JSON, and the dates of it for a calendar. The names of the files are neutral.</summary>
internal static class AgreementFiles
{
    /// <summary>Where calendars fetch their reminders.</summary>
    public const string RemindersAddress = "/reminders";

    private const int FlushAfter = 16 * 1024;

    public static void MapAgreementFiles(this WebApplication app)
    {
        app.MapGet("/agreement/notes.md", (HttpContext http, OpenAgreement open, ExportAgreement export) => WhenOpenAsync(http, () => WriteTextAsync(http, open, export))).RequireAuthorization();
        app.MapGet("/agreement/notes.json", (HttpContext http, OpenAgreement open, ExportAgreement export) => WhenOpenAsync(http, () => WriteJsonAsync(http, open, export))).RequireAuthorization();
        app.MapGet($"{RemindersAddress}/{{secret}}.ics", async (string secret, ReadReminders read, HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return await read.RunAsync(secret, http.RequestAborted) is { } calendar ? Results.Text(calendar, "text/calendar", Encoding.UTF8) : Results.NotFound();
        });
    }

    private static async Task WhenOpenAsync(HttpContext http, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (SpaceNotOpenException closed)
        {
            http.Response.Redirect($"{http.Request.PathBase}/account/{(closed.State == SpaceState.Locked ? "unlock" : "sign-in")}?returnUrl=%2Fagreement");
        }
    }

    private static void Begin(HttpContext http, string type, string name)
    {
        http.Response.ContentType = type;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
    }

    private static async Task WriteTextAsync(HttpContext http, OpenAgreement open, ExportAgreement export)
    {
        var view = (await open.RunAsync(cancellationToken: http.RequestAborted))!;
        Begin(http, "text/markdown; charset=utf-8", "notes.md");
        await using var text = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await text.WriteAsync($"# Our agreement\n\n{view.Me.Name}{(view.Partner is { } partner ? $" and {partner.Name}" : "")}, {view.Today.InFull()}\n\n");
        await text.WriteAsync(view.Number == 0 ? "Nothing is in force yet.\n\n" : $"Version {view.Number}, in force since {view.Since?.InFull()}\n\n");
        foreach (var clause in view.Clauses)
            await text.WriteAsync(Clause(view, clause));
        if (view.Statements.Count > 0)
            await text.WriteAsync("## Beside the agreement\n\n");
        foreach (var said in view.Statements)
            await text.WriteAsync($"- {(said.IsMine ? view.Me : view.Partner)?.Name}, {(said.Kind == StatementKind.Boundary ? "a boundary" : "a request")}: {Quiet(said.Words)}\n");
        await text.WriteAsync("\n## All versions\n\n");
        await export.RunAsync(
            version => text.WriteAsync($"- Version {version.Number}, {version.SignedOn.InFull()}, from {version.From.InFull()}: clause {version.ClauseNumber}, {Said(version)}{(version.IsWhole ? "" : " (does not match what was signed)")}\n"),
            http.RequestAborted);

        static string Said(ExportedVersion version) => version.Terms switch
        {
            null => "cannot be opened",
            { Form: TermsForm.Ending } => "ended",
            { } terms => Quiet(terms.Line),
        };
    }

    private static string Clause(AgreementView view, ClauseLine clause)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"## Clause {clause.Number}\n\n");
        if (clause.Terms is { } terms)
        {
            text.Append("> ").Append(Quiet(terms.Line)).Append("\n\n");
            foreach (var (part, words) in terms.MoreParts())
                text.Append(CultureInfo.InvariantCulture, $"- {part.Name()}: {Quiet(words)}\n");
            var days = string.Join(", ", new[]
            {
                terms.Form == TermsForm.LeftOpen ? "left open" : terms.Openness?.Name().ToLowerInvariant(), terms.For == ForWhom.Both ? null : terms.For.Name(view.Me, view.Partner), $"since {clause.From.InFull()}",
                clause.Until is { } until ? $"until {until.InFull()}" : null, clause.ReviewOn is { } review ? $"look again {review.InFull()}" : null,
            }.OfType<string>());
            text.Append(CultureInfo.InvariantCulture, $"- {days}\n");
        }

        return text.Append(clause.IsWhole ? "\n" : "- does not match what was signed\n\n").ToString();
    }

    /// <summary>On one line, and with nothing in it that Markdown would read as a mark.</summary>
    private static string Quiet(string? words)
    {
        var quiet = new StringBuilder();
        foreach (var sign in words ?? "")
            quiet.Append(sign switch { '\r' or '\n' or '\t' => " ", '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' => $"\\{sign}", _ => sign.ToString() });
        return quiet.ToString();
    }

    private static async Task WriteJsonAsync(HttpContext http, OpenAgreement open, ExportAgreement export)
    {
        var view = (await open.RunAsync(cancellationToken: http.RequestAborted))!;
        Begin(http, "application/json; charset=utf-8", "notes.json");
        await using var json = new Utf8JsonWriter(http.Response.Body, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("format", "agreement-1");
        json.WriteString("day", Iso(view.Today));
        json.WriteString("zone", view.Zone);
        json.WriteStartArray("partners");
        json.WriteStringValue(view.Me.Name);
        if (view.Partner is { } partner)
            json.WriteStringValue(partner.Name);
        json.WriteEndArray();
        json.WriteStartArray("inForce");
        foreach (var clause in view.Clauses)
            json.WriteNumberValue(clause.Number);
        json.WriteEndArray();
        json.WriteStartArray("versions");
        await export.RunAsync(
            async version =>
            {
                WriteVersion(json, version);
                if (json.BytesPending > FlushAfter)
                    await json.FlushAsync(http.RequestAborted);
            },
            http.RequestAborted);
        json.WriteEndArray();
        json.WriteStartArray("beside");
        foreach (var said in view.Statements)
        {
            json.WriteStartObject();
            json.WriteString("by", (said.IsMine ? view.Me : view.Partner)?.Name);
            json.WriteString("kind", said.Kind == StatementKind.Boundary ? "boundary" : "request");
            json.WriteString("words", said.Words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(http.RequestAborted);
    }

    private static void WriteVersion(Utf8JsonWriter json, ExportedVersion version)
    {
        json.WriteStartObject();
        json.WriteNumber("version", version.Number);
        json.WriteNumber("clause", version.ClauseNumber);
        json.WriteString("signedOn", Iso(version.SignedOn));
        json.WriteString("from", Iso(version.From));
        json.WriteBoolean("matchesSignatures", version.IsWhole);
        if (version.Terms is { } terms)
        {
            json.WriteString("form", terms.Form.Name());
            json.WriteString("line", terms.Line);
            foreach (var (name, text) in new[] { ("fine", terms.Fine), ("notFine", terms.NotFine), ("examples", terms.Examples), ("exceptions", terms.Exceptions), ("ifItSlips", terms.IfItSlips) })
            {
                if (text.Length > 0)
                    json.WriteString(name, text);
            }

            if (terms.Openness is { } openness)
                json.WriteString("tell", openness.Name().ToLowerInvariant());
            json.WriteString("for", terms.For switch { ForWhom.Both => "both", ForWhom.FirstSeat => "first", ForWhom.SecondSeat => "second" });
            if (terms.Until is { } until)
                json.WriteString("until", Iso(until));
            if (terms.ReviewOn is { } review)
                json.WriteString("reviewOn", Iso(review));
            if (terms.Behaviour is { } behaviour)
                json.WriteString("behaviour", behaviour.Value);
        }

        json.WriteEndObject();
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
