using CoupleCheckin.App.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace CoupleCheckin.Web.Hosting;

/// <summary>
/// After a restart of the server, or twelve idle hours, the keys are gone: one password prompt, then on to the page where one was.
/// </summary>
internal sealed class LockedSpace(RequestDelegate next, LiveSessions sessions)
{
    public Task InvokeAsync(HttpContext context)
    {
        var needsSpace = context.GetEndpoint()?.Metadata is { } metadata
            && metadata.GetMetadata<IAuthorizeData>() is not null && metadata.GetMetadata<WorksLockedAttribute>() is null;
        if (!needsSpace || SignedIn.In(context.User) is not { } who || sessions.IsOpen(who))
            return next(context);
        context.Response.Redirect($"{context.Request.PathBase}/account/unlock?returnUrl={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
        return Task.CompletedTask;
    }
}

/// <summary>A page for somebody who is signed in and whose space may be locked.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WorksLockedAttribute : Attribute;
