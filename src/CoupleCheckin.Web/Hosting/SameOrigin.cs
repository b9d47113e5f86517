namespace CoupleCheckin.Web.Hosting;

/// <summary>
/// Refuses what another site sends: handshakes of the circuit and everything that could change something must come from our
/// own pages (security.md 3.7).
/// </summary>
internal sealed class SameOrigin(RequestDelegate next, IConfiguration configuration)
{
    private readonly string? publicOrigin = HostSettings.PublicOrigin(configuration);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var matters = request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));
        var origin = request.Headers.Origin.ToString();
        if (!matters || origin.Length == 0 || IsOwnForm(request, origin) || string.Equals(origin, publicOrigin ?? $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        // Only a form is answered with a page; a script asks in other ways and gets the number.
        if (!HttpMethods.IsPost(request.Method))
            context.Response.ContentType = "text/plain";
        return Task.CompletedTask;
    }

    /// <summary>Under our referrer policy a browser says "null" for a plain form of our own pages; where it comes from stands beside it.</summary>
    private static bool IsOwnForm(HttpRequest request, string origin) =>
        origin is "null" && request.Headers["Sec-Fetch-Site"] == "same-origin" && request.Headers["Sec-Fetch-Mode"] == "navigate";
}
