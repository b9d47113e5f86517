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
    /// <summary>The cookie by which a form is known to be one of ours.</summary>
    public const string FormCookie = "notes-form";

    /// <summary>Whether it listens. Until then what goes wrong is said in one sentence, and not by the framework in a hundred lines.</summary>
    private static volatile bool started;

    public static void AddHost(this WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => started && level >= LogLevel.Warning);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null && builder.Configuration["https_ports"] is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(HostSettings.DefaultAddress);

        if (HostSettings.Home(builder.Configuration))
            AtHome.Home.Add(builder, HostSettings.Read(builder.Configuration).DataDirectory);

        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = PathBase.CookieName(HostSettings.PathBase(builder.Configuration));
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(30);
            cookie.SlidingExpiration = false;
            cookie.LoginPath = "/account/sign-in";
            cookie.LogoutPath = "/account/sign-out";
            cookie.AccessDeniedPath = "/not-found";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.Events.OnRedirectToLogin = PathBase.LeadToSignIn;
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
            antiforgery.Cookie.Name = FormCookie;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        // Kestrel waits for open circuits to end, which they do not do by themselves; what was saved is saved by then.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        builder.Services.AddHostedService<Upkeep>();
        if (MailSettings.Read(builder.Configuration) is { } mail)
        {
            builder.Services.AddSingleton<CoupleCheckin.App.Features.CheckIns.IPostbox>(provider => new Postbox(mail, provider.GetRequiredService<ILogger<Postbox>>()));
            builder.Services.AddHostedService<LetterCarrier>();
        }


        if (Telemetry.IsAskedFor(builder.Configuration))
            Telemetry.Add(builder.Services);
        if (BackupSettings.Read(builder.Configuration) is { } backups)
            builder.Services.AddSingleton(backups).AddHostedService<ScheduledBackups>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<SealedCookies>();
        builder.Services.AddSingleton<KnownDevices>();
        builder.Services.AddSingleton<PendingInvitation>();
        builder.Services.AddSingleton<RecentProof>();
        builder.Services.AddSingleton<PendingCode>();
        builder.Services.AddSingleton<TakingAlong>();
        builder.Services.AddScoped<SignedInHere>();
        builder.Services.AddScoped<ISignedIn>(provider => provider.GetRequiredService<SignedInHere>());
    }

    public static void UseHost(this WebApplication app)
    {
        app.UseForwardedHeaders(Forwarded(app.Configuration));
        app.UseMiddleware<SecurityHeaders>();
        app.UsePath();
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
        app.UseMiddleware<PublicPages>();
        app.UseMiddleware<LockedSpace>();
        app.UseAntiforgery();
        app.MapStaticAssets();
        AtHome.Home.Map(app);
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
    }

    /// <summary>Believed from this computer, and from the proxies that are named.</summary>
    private static ForwardedHeadersOptions Forwarded(IConfiguration configuration)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedFor };
        foreach (var network in HostSettings.Networks(configuration["CoupleCheckin:Proxies"]) ?? [])
            forwarded.KnownIPNetworks.Add(network);
        return forwarded;
    }

    /// <summary>For whoever asks for it: it is said at the level of debugging only.</summary>
    public static void SayHowLongTheContentTook(this WebApplication app, TimeSpan took)
    {
        if (app.Logger.IsEnabled(LogLevel.Debug))
            ContentTook(app.Logger, took.TotalMilliseconds, null);
    }

    private static readonly Action<ILogger, double, Exception?> ContentTook =
        LoggerMessage.Define<double>(LogLevel.Debug, new(1, nameof(ContentTook)), "The content was read and checked in {Milliseconds:0.0} ms.");

    /// <summary>Serves until it is stopped.</summary>
    /// <returns>The exit code: with one sentence 1 when it cannot listen there, and 2 when a setting cannot be used.</returns>
    public static async Task<int> ServeAsync(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(() => started = true);
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (IOException failure) when (failure.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{failure.Message.Replace("Failed to bind to address ", "", StringComparison.Ordinal).Split(": ")[0]} is in use by another program. Stop that one, or choose another port with ASPNETCORE_URLS.");
        }
        catch (Exception failure) when (failure is System.Net.Sockets.SocketException || failure.InnerException is System.Net.Sockets.SocketException)
        {
            await Console.Error.WriteLineAsync($"It cannot listen at {app.Configuration["urls"] ?? HostSettings.DefaultAddress}: {failure.Message} Choose an address of this computer and a port above 1023 with ASPNETCORE_URLS.");
        }
        catch (Exception failure) when (!started && failure is InvalidOperationException or FormatException)
        {
            await Console.Error.WriteLineAsync($"It cannot listen: {failure.Message.Split('\n')[0].TrimEnd('.')}. Look at ASPNETCORE_URLS and Kestrel__Endpoints__…; docs/hosting.md says what they may be.");
            return 2;
        }

        return 1;
    }

    /// <summary>One line that says where to go.</summary>
    public static void SayWhereItIs(this WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Couple Check-in is open at {string.Join(" and ", app.Urls.Select(address => OnThisComputer(address) + HostSettings.PathBase(app.Configuration)))}"));

    /// <summary>Where it is open to every address of the computer, the one by which the computer itself reaches it.</summary>
    private static string OnThisComputer(string address) =>
        address.Replace("://[::]:", "://localhost:", StringComparison.Ordinal).Replace("://0.0.0.0:", "://localhost:", StringComparison.Ordinal);

    /// <summary>
    /// A form that is refused gets a page too. The framework leaves such an answer empty but for its content type, which keeps
    /// the page for faults away; and that page is something to get, whatever the refused request was. While the database is away nobody
    /// can be known by their cookie; the page for faults is shown all the same.
    /// </summary>
    private static async Task AnswerFaultsAsPages(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            context.Request.Method = HttpMethods.Get;
        if (context.Features.Get<IExceptionHandlerFeature>() is { Error: var failure } && NotSavedException.Covers(failure))
            context.Request.Headers.Remove("Cookie");
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
            try
            {
                await database.WarmAsync(stoppingToken);
            }
            catch (Exception failure) when (NotSavedException.Covers(failure))
            {
                // The first who comes waits a little longer; the server goes on.
            }

            using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
            while (await hourly.WaitForNextTickAsync(stoppingToken))
                database.Tidy();
        }
    }
}
