namespace CoupleCheckin.Web.Features.Safety;

/// <summary>The neutral page to which quick exit leads: a plain file that knows nothing of the app.</summary>
internal static class MeasuresAddress
{
    public static void MapMeasures(this WebApplication app) =>
        app.MapGet("/measures", () => Results.File("measures.html", "text/html; charset=utf-8"));
}
