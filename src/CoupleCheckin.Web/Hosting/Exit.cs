using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CoupleCheckin.Web.Hosting;

/// <summary>
/// Quick exit: ends the session and shows a neutral page, with a plain link, so that it works without a circuit and without script.
/// </summary>
internal static class Exit
{
    public static void MapExit(this WebApplication app)
    {
        var elsewhere = HostSettings.ExitAddress(app.Configuration);
        app.MapMethods("/exit", [HttpMethods.Get, HttpMethods.Post], async context =>
        {
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            context.Response.Headers["Clear-Site-Data"] = "\"cookies\", \"storage\"";
            context.Response.Redirect(elsewhere?.AbsoluteUri ?? "/measures");
        }).DisableAntiforgery();
    }
}
