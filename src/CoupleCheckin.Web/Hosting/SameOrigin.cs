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
        if (!matters || origin.Length == 0 || string.Equals(origin, publicOrigin ?? $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
