namespace CoupleCheckin.Web.Hosting;

/// <summary>The headers of every response (security.md 3.6). Inline styles stay allowed because MudBlazor writes them; scripts are files of ours only.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IConfiguration configuration)
{
    /// <summary>With a certificate that a phone may not know yet, a promise to use nothing else for a year would shut it out.</summary>
    private readonly bool promises = !HostSettings.Home(configuration);

    /// <summary>Below a path, other programs stand on the same host: only what is below it is ours.</summary>
    private readonly PathString path = HostSettings.PathBase(configuration);

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy(context.Request);
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";
            if (context.Request.IsHttps && promises)
                headers.StrictTransportSecurity = "max-age=31536000";
            if (!PublicPages.MayBeKept(context) && context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) != false)
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }

    private string Policy(HttpRequest request)
    {
        var own = path.HasValue ? $"{request.Scheme}://{request.Host}{path}/" : "'self'";
        return $"default-src 'none'; script-src {own}; style-src {own} 'unsafe-inline'; img-src {own} data:; font-src {own}; "
            + $"connect-src {own} {(request.IsHttps ? "wss" : "ws")}://{request.Host}{(path.HasValue ? $"{path}/" : "")}; manifest-src {own}; form-action {own}; "
            + $"frame-ancestors 'none'; base-uri {own}; object-src 'none'";
    }
}
