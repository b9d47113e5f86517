using System.Net;

namespace CoupleCheckin.Web.Hosting;

/// <summary>
/// Over an address that is not protected, a browser keeps no session of ours. In place of a sign-in that quietly fails, every
/// page but help says so.
/// </summary>
internal sealed class PlainHttp(RequestDelegate next)
{
    /// <summary>The page that says it.</summary>
    public const string Page = "/unprotected";

    private static readonly string[] WorkAnyway = ["/help", "/measures", "/exit", "/error", "/health", "/not-found", AtHome.Home.Page];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsProtected(request) && !Path.HasExtension(request.Path) && !WorkAnyway.Any(page => request.Path.StartsWithSegments(page, StringComparison.OrdinalIgnoreCase)))
        {
            request.Path = Page;
            request.Method = HttpMethods.Get;
        }

        return next(context);
    }

    private static bool IsProtected(HttpRequest request)
    {
        var host = request.Host.Host;
        return request.IsHttps
            || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
