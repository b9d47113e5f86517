using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CoupleCheckin.Web.Hosting;

/// <summary>The server around the screens: cookies, headers, health, and the order in which requests pass.</summary>
internal static class Host
{
    public static void AddHost(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null && builder.Configuration["https_ports"] is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(HostSettings.DefaultAddress);

        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = "__Host-notes";
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(30);
            cookie.SlidingExpiration = false;
            cookie.LoginPath = "/account/sign-in";
            cookie.LogoutPath = "/account/sign-out";
            cookie.AccessDeniedPath = "/not-found";
            cookie.ReturnUrlParameter = "returnUrl";
        });
        builder.Services.AddAuthorization();
        var publicOrigin = HostSettings.PublicOrigin(builder.Configuration);
        builder.Services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            if (publicOrigin is not null)
                passkeys.ServerDomain = new Uri(publicOrigin).Host;

            // Under our referrer policy a browser sends "null" for the origin of a form; what it signed says where it was.
            passkeys.ValidateOrigin = answer => ValueTask.FromResult(
                !answer.CrossOrigin
                && string.Equals(answer.Origin, publicOrigin ?? $"{answer.HttpContext.Request.Scheme}://{answer.HttpContext.Request.Host}", StringComparison.OrdinalIgnoreCase));
        });
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "notes-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        // Kestrel waits for open circuits to end, which they do not do by themselves; what was saved is saved by then.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        builder.Services.AddHostedService<Upkeep>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<SealedCookies>();
        builder.Services.AddSingleton<KnownDevices>();
        builder.Services.AddSingleton<PendingInvitation>();
        builder.Services.AddSingleton<RecentProof>();
        builder.Services.AddSingleton<TakingAlong>();
        builder.Services.AddScoped<SignedInHere>();
        builder.Services.AddScoped<ISignedIn>(provider => provider.GetRequiredService<SignedInHere>());
    }

    public static void UseHost(this WebApplication app)
    {
        app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedFor });
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(AnswerFaultsAsPages);
        app.UseMiddleware<SameOrigin>();
        app.UseMiddleware<PlainHttp>();
        app.UseExit();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseMiddleware<LockedSpace>();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
    }

    /// <summary>For whoever asks for it: it is said at the level of debugging only.</summary>
    public static void SayHowLongTheContentTook(this WebApplication app, TimeSpan took)
    {
        if (app.Logger.IsEnabled(LogLevel.Debug))
            ContentTook(app.Logger, took.TotalMilliseconds, null);
    }

    private static readonly Action<ILogger, double, Exception?> ContentTook =
        LoggerMessage.Define<double>(LogLevel.Debug, new(1, nameof(ContentTook)), "The content was read and checked in {Milliseconds:0.0} ms.");

    /// <summary>One line that says where to go.</summary>
    public static void SayWhereItIs(this WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Couple Check-in is open at {string.Join(" and ", app.Urls)}"));

    /// <summary>
    /// A form that is refused gets a page too. The framework leaves such an answer empty but for its content type, which keeps
    /// the page for faults away; and that page is something to get, whatever the refused request was.
    /// </summary>
    private static async Task AnswerFaultsAsPages(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            context.Request.Method = HttpMethods.Get;
        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest })
            context.Response.ContentType = null;
    }

    private sealed class DatabaseHealth(Database database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await database.IsReadyAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
    }

    /// <summary>Warms up before anybody waits, and tidies every hour.</summary>
    private sealed class Upkeep(Database database, TimeProvider time) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            await database.WarmAsync(stoppingToken);
            using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
            while (await hourly.WaitForNextTickAsync(stoppingToken))
                database.Tidy();
        }
    }
}
