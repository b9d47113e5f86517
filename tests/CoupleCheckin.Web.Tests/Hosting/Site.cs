using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.Web.Tests.Harness;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>The whole app in this process, on a folder of its own, as a self-hoster runs it.</summary>
public sealed class Site : WebApplicationFactory<Program>
{
    /// <summary>A request with this header meets a fault of the machine.</summary>
    public const string Fault = "X-Test-Fault";

    /// <summary>The folders of all sites. A request may still be tidying up when its site is gone, so they go with the process.</summary>
    private static readonly string Folders = MakeFolders();

    private readonly string folder = Path.Combine(Folders, Guid.NewGuid().ToString("N"));
    private readonly Dictionary<string, string> settings = [];

    /// <summary>The clock of the server.</summary>
    public FakeTimeProvider Time { get; } = new(House.Start);

    public Site With(string setting, string value)
    {
        settings[setting] = value;
        return this;
    }

    /// <summary>Everything that can be asked for, except files and the circuit.</summary>
    public IReadOnlyList<RouteEndpoint> Pages =>
    [
        .. Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null),
    ];

    /// <summary>A browser without cookies, on a protected address.</summary>
    public Visit Visit(string address = "https://notes.example") =>
        new(CreateClient(new() { BaseAddress = new(address), AllowAutoRedirect = false, HandleCookies = true }));

    /// <summary>A browser in which somebody new is signed in.</summary>
    public async Task<(Visit Visit, ClaimsPrincipal Who)> SignUpAsync(string name)
    {
        await using var scope = Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<SignUp>().RunAsync(new($"{name.ToLowerInvariant()}-signs-in", Person.Password, name, true), "A browser");
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Scheme = "https";
        http.Request.Host = new("notes.example");
        await scope.ServiceProvider.GetRequiredService<IAuthenticationService>().SignInAsync(http, IdentityConstants.ApplicationScheme, result.Principal!, null);
        var visit = Visit();
        visit.Client.DefaultRequestHeaders.Add("Cookie", http.Response.Headers.SetCookie.ToString().Split(';')[0]);
        return (visit, result.Principal!);
    }

    /// <summary>Does something as somebody, past the screens.</summary>
    public async Task<TResult> AsAsync<TUseCase, TResult>(ClaimsPrincipal who, Func<TUseCase, Task<TResult>> run)
        where TUseCase : class
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { User = who };
        return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("CoupleCheckin:DataDirectory", folder);
        builder.UseSetting("ReloadStaticAssetsAtRuntime", "false");   // what is built is what is published; nobody edits files here
        builder.UseSetting("CoupleCheckin:Mail:Server", "127.0.0.1");         // letters can be asked for; nothing is due in a test
        builder.UseSetting("CoupleCheckin:Mail:From", "notes@example.org");
        foreach (var (setting, value) in settings)
            builder.UseSetting(setting, value);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            var real = services.Last(service => service.ServiceType == typeof(IAuthenticationService));
            services.AddScoped<IAuthenticationService>(provider => new Faulty((IAuthenticationService)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!)));
        });
    }

    private static string MakeFolders()
    {
        var all = Directory.CreateTempSubdirectory("checkin-site-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(all, recursive: true);
        return all;
    }

    /// <summary>Signing in as it is, and a fault wherever a request asks for one.</summary>
    private sealed class Faulty(IAuthenticationService real) : IAuthenticationService
    {
        public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme) =>
            context.Request.Headers.ContainsKey(Fault) && !context.Request.Path.StartsWithSegments("/error", StringComparison.Ordinal)
                ? throw new InvalidOperationException("Canary of the machine")
                : real.AuthenticateAsync(context, scheme);

        public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => real.ChallengeAsync(context, scheme, properties);

        public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => real.ForbidAsync(context, scheme, properties);

        public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties) => real.SignInAsync(context, scheme, principal, properties);

        public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => real.SignOutAsync(context, scheme, properties);
    }
}

/// <summary>One browser.</summary>
public sealed class Visit(HttpClient client)
{
    public HttpClient Client => client;

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<IHtmlDocument> PageAsync(string path)
    {
        var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) => await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());

    /// <summary>Sends a form of a page as a browser does, with these values typed into it.</summary>
    public Task<HttpResponseMessage> SendAsync(string path, IElement form, IReadOnlyDictionary<string, string> typed, bool withToken = true)
    {
        var fields = form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>()
            .Where(input => input.Type is not ("checkbox" or "radio" or "submit") && (withToken || input.Name != "__RequestVerificationToken"))
            .ToDictionary(input => input.Name!, input => Uri.EscapeDataString(input.Value), StringComparer.Ordinal);
        foreach (var (name, value) in typed)
            fields[name] = value;
        return PostAsync(form.GetAttribute("action") ?? path, string.Join('&', fields.Select(field => $"{field.Key}={field.Value}")));
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string body, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await client.SendAsync(request);
    }
}
