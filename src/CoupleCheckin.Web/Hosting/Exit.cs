using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CoupleCheckin.Web.Hosting;

/// <summary>
/// Quick exit: ends the session and shows a neutral page, with a plain link, so that it works without a circuit and without script.
/// </summary>
internal static class Exit
{
    private const string Address = "/exit";

    /// <summary>Said by the page when somebody leaves; without a connection it is heard only with the next request.</summary>
    private const string Left = "left";

    /// <summary>Whoever left without a connection is signed out before anything else is shown or a circuit opens again.</summary>
    public static void UseExit(this WebApplication app) => app.Use((context, next) =>
    {
        var path = context.Request.Path;
        if (!context.Request.Cookies.ContainsKey(Left) || path == Address || path == "/measures" || Path.HasExtension(path))
            return next(context);
        if (path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase))
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
            context.Response.Redirect(context.Request.PathBase + Address);
        return Task.CompletedTask;
    });

    public static void MapExit(this WebApplication app)
    {
        var elsewhere = HostSettings.ExitAddress(app.Configuration);
        app.MapMethods(Address, [HttpMethods.Get, HttpMethods.Post], async context =>
        {
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            context.Response.Cookies.Delete(Left, new() { Path = PathBase.Of(context.Request) });
            context.Response.Headers["Clear-Site-Data"] = "\"cookies\", \"storage\"";
            context.Response.Redirect(elsewhere?.AbsoluteUri ?? context.Request.PathBase + "/measures");
        }).DisableAntiforgery();
    }
}
