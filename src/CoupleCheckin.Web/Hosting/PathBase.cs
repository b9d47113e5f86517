using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CoupleCheckin.Web.Hosting;

/// <summary>Where the app stands below a path of its host, beside other programs: every address, cookie and link of ours begins there.</summary>
internal static class PathBase
{
    /// <summary>Takes the path off each request. What is asked for beside it is not ours, but for the health of the server.</summary>
    public static void UsePath(this WebApplication app)
    {
        var path = HostSettings.PathBase(app.Configuration);
        if (!path.HasValue)
            return;
        app.UsePathBase(path);
        app.Use((context, next) =>
        {
            var request = context.Request;
            var isBeginning = request.PathBase.HasValue ? !request.Path.HasValue : request.Path == "/";
            if (isBeginning)
                context.Response.Redirect($"{path}/");
            else if (request.PathBase.HasValue || request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                return next(context);
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    /// <summary>The path of a cookie.</summary>
    public static string Of(HttpRequest request) => request.PathBase.HasValue ? request.PathBase.Value! : "/";

    /// <summary>What cookies begin with: bound to the whole host at its root; below a path, to that path.</summary>
    public static string CookieName(PathString path) => path.HasValue ? "__Secure-notes" : "__Host-notes";

    /// <summary>The page to come back to is named from where the app begins.</summary>
    public static Task LeadToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        context.Response.Redirect($"{request.Scheme}://{request.Host}{request.PathBase}{context.Options.LoginPath}?returnUrl={Uri.EscapeDataString(request.Path + request.QueryString)}");
        return Task.CompletedTask;
    }
}
