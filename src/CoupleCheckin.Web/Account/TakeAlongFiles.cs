using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Web.Features.Agreements;
using CoupleCheckin.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;

namespace CoupleCheckin.Web.Account;

/// <summary>The archive of everything that is one's own: written straight into the response, with the agreement as a page to print beside it.</summary>
internal static class TakeAlongFiles
{
    /// <summary>Where the archive comes from.</summary>
    public const string Address = "account/export/file";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void MapTakeAlong(this WebApplication app)
    {
        app.MapPost(Address, WriteAsync).RequireAuthorization().DisableAntiforgery();
        app.MapGet("/account/export/progress", (TakingAlong runs, HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return SignedIn.In(http.User) is { } who && runs.Find(who.Session) is { } run
                ? Results.Json(new { run.SoFar.Part, run.SoFar.Done, run.SoFar.Of, run.SoFar.Records, run.IsOver, run.Broke }, Json)
                : Results.Json(new { Part = "", Done = 0, Of = 1, Records = 0, IsOver = false, Broke = false }, Json);
        }).RequireAuthorization();
    }

    private static async Task WriteAsync(HttpContext http, IAntiforgery antiforgery, RecentProof proof, TakingAlong runs, TakeAlong take, OpenAgreement open)
    {
        var who = SignedIn.In(http.User)!;
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (!proof.Stands(http) || !runs.Begin(who.Session))
        {
            http.Response.Redirect(http.Request.PathBase + "/account/export");
            return;
        }

        var whole = false;
        try
        {
            var agreements = await AgreementsAsync(open, http.RequestAborted);
            http.Response.ContentType = "application/zip";
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.ContentDisposition = "attachment; filename=\"notes.zip\"";
            await take.RunAsync(http.Response.Body, agreements, soFar => runs.Tell(who.Session, soFar), http.RequestAborted);
            whole = true;
        }
        catch (SpaceNotOpenException) when (!http.Response.HasStarted)
        {
            http.Response.Redirect(http.Request.PathBase + "/account/unlock?returnUrl=%2Faccount%2Fexport");
        }
        catch (Exception) when (http.Response.HasStarted)
        {
            // Half an archive must not look like a whole one: the browser is to see that it was cut off.
            http.Abort();
        }
        finally
        {
            runs.End(who.Session, broke: !whole);
        }
    }

    private static async Task<IReadOnlyList<TakenFile>> AgreementsAsync(OpenAgreement open, CancellationToken cancellationToken)
    {
        var present = (await open.RunAsync(cancellationToken: cancellationToken))!;
        var files = new List<TakenFile> { Paper("agreement, to print.html", present) };
        foreach (var clause in present.Earlier)
        {
            if (await open.RunAsync(of: clause, cancellationToken: cancellationToken) is { } earlier)
                files.Add(Paper(string.Create(CultureInfo.InvariantCulture, $"earlier agreement {files.Count}, to print.html"), earlier));
        }

        return files;
    }

    private static TakenFile Paper(string name, AgreementView view) => new(name, async (stream, cancellationToken) => await stream.WriteAsync(Encoding.UTF8.GetBytes(Html(view)), cancellationToken));

    private static string Html(AgreementView view)
    {
        var page = new StringBuilder(
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Our agreement</title>
            <style>body{font:12pt/1.5 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em}article{break-inside:avoid;margin:1.5em 0}.said{font-size:1.15em}small{color:#555}@page{margin:2cm}</style>
            </head><body>
            """);
        page.Append("<h1>Our agreement</h1><p>").Append(view.Number > 0 ? $"Version {view.Number}, in force since {view.Since?.InFull()}" : "Nothing is in force yet").Append("</p>");
        foreach (var clause in view.Clauses)
        {
            page.Append(CultureInfo.InvariantCulture, $"<article><h2>Clause {clause.Number}</h2>");
            if (clause.Terms is { } terms)
            {
                page.Append("<p class=\"said\">").Append(Text(terms.Line)).Append("</p>");
                foreach (var (part, words) in terms.MoreParts())
                    page.Append("<p><b>").Append(part.Name()).Append("</b>: ").Append(Text(words)).Append("</p>");
                string?[] facts =
                [
                    terms.Form == TermsForm.LeftOpen ? "left open" : terms.Openness?.Name().ToLowerInvariant(), terms.For == ForWhom.Both ? null : Text(terms.For.Name(view.Me, view.Partner)), $"since {clause.From.InFull()}",
                    clause.Until is { } until ? $"until {until.InFull()}" : null, clause.ReviewOn is { } review ? $"look again {review.InFull()}" : null,
                ];
                page.Append("<p><small>").AppendJoin(", ", facts.OfType<string>()).Append("</small></p>");
            }

            page.Append(clause.IsWhole ? "</article>" : "<p><b>This does not match what was signed.</b></p></article>");
        }

        if (view.Statements.Count > 0)
            page.Append("<h2>Beside the agreement</h2>");
        foreach (var said in view.Statements)
            page.Append("<p>").Append(Text((said.IsMine ? view.Me : view.Partner)?.Name)).Append(said.Kind == StatementKind.Boundary ? ", a boundary: " : ", a request: ").Append(Text(said.Words)).Append("</p>");
        return page.Append("</body></html>").ToString();
    }

    private static string Text(string? words) => WebUtility.HtmlEncode(words ?? "").ReplaceLineEndings("<br>");
}
