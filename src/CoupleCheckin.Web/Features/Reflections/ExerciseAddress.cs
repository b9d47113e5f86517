using CoupleCheckin.App.Features.Reflections;
using CoupleCheckin.App.Storage;
using Microsoft.Net.Http.Headers;

namespace CoupleCheckin.Web.Features.Reflections;

/// <summary>
/// The exercises as JSON for the journal's script. The browser may keep them, and asks each time whether they are still the
/// same: they are the same for everybody and say nothing about anybody.
/// </summary>
internal static class ExerciseAddress
{
    public static void MapExerciseDefinitions(this WebApplication app) => app.MapGet("/journal/definitions/exercises", ReadAsync);

    private static async Task<IResult> ReadAsync(ReadExercises read, HttpResponse response, CancellationToken cancellationToken)
    {
        try
        {
            var definitions = await read.RunAsync(cancellationToken);
            response.Headers.CacheControl = "private, no-cache";
            return Results.Bytes(definitions.Json, "application/json; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{definitions.Tag}\""));
        }
        catch (SpaceNotOpenException)
        {
            // A script asks, and a page for people is no answer to it.
            response.Headers.CacheControl = "no-store";
            return Results.Text("", "text/plain", statusCode: StatusCodes.Status401Unauthorized);
        }
    }
}
