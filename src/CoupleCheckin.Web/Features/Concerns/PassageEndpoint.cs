using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Concerns;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Web.Features.Journal;

namespace CoupleCheckin.Web.Features.Concerns;

/// <summary>
/// Where the journal hands a passage over that its author chose to copy, after an exact preview. It becomes the beginning of a concern,
/// which only its author sees until they send it. A request says whose journal it means, as all of the journal's do.
/// </summary>
internal static class PassageEndpoint
{
    private sealed record Passage(string? Text);

    public static void MapPassage(this WebApplication app) => app.MapPost("/concerns/passage", TakeAsync);

    private static async Task<IResult> TakeAsync(Passage passage, ISignedIn signedIn, SaveConcern save, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await signedIn.FindAsync() is not { } who || http.Request.Headers[JournalEndpoints.Of] != who.Person.Value.ToString())
            return Refused(StatusCodes.Status401Unauthorized);
        if (string.IsNullOrWhiteSpace(passage.Text))
            return Refused(StatusCodes.Status400BadRequest);
        var id = ConcernId.New();
        try
        {
            var saved = await save.RunAsync(id, Concern.Empty, Concern.Empty with { Felt = passage.Text.Trim() }, http.RequestAborted);
            return saved.Flaw is ConcernFlaw.None ? Results.Json(new { Address = $"concerns/{id}" }) : Refused(StatusCodes.Status400BadRequest);
        }
        catch (SpaceNotOpenException)
        {
            return Refused(StatusCodes.Status401Unauthorized);
        }
        catch (Exception failure) when (NotSavedException.Covers(failure))
        {
            return Refused(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static IResult Refused(int status) => Results.Text("", "text/plain", statusCode: status);
}
