using System.Net;
using System.Text.RegularExpressions;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>What every answer of the server carries (security.md 3.6), whatever was asked.</summary>
public sealed partial class EveryResponseTests(Site site) : IClassFixture<Site>
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self' wss://notes.example; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'";

    private static readonly Dictionary<string, string> Headers = new(StringComparer.Ordinal)
    {
        ["Content-Security-Policy"] = Policy,
        ["X-Content-Type-Options"] = "nosniff",
        ["Referrer-Policy"] = "no-referrer",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Strict-Transport-Security"] = "max-age=31536000",
    };

    private static async Task IsGuardedAsync(HttpResponseMessage response)
    {
        var what = $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri} ({(int)response.StatusCode})";
        foreach (var (name, value) in Headers)
            Assert.Equal((what, name, value), (what, name, response.Headers.TryGetValues(name, out var values) ? string.Join(" | ", values) : ""));
        Assert.True(response.Headers.TryGetValues("Permissions-Policy", out var policy), what);
        Assert.Contains("microphone=()", policy.Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"), what);
        Assert.False(response.Headers.Contains("X-Powered-By"), what);
        if (response.Content.Headers.ContentType?.MediaType != "text/html")
            return;
        var isForEverybody = response.StatusCode == HttpStatusCode.OK && response.RequestMessage.RequestUri!.AbsolutePath.StartsWith("/help", StringComparison.Ordinal);
        Assert.Equal((what, !isForEverybody), (what, response.Headers.CacheControl?.NoStore == true));
        Assert.False(response.Content.Headers.Contains("Content-Encoding"), what);
        if (response.Headers.Location is null)
            await IsPlainAsync(response, what);
    }

    /// <summary>No script in the page, one neutral title, nothing from elsewhere.</summary>
    private static async Task IsPlainAsync(HttpResponseMessage response, string what)
    {
        var page = await Visit.ReadAsync(response);
        var title = response.RequestMessage!.RequestUri!.AbsolutePath == "/measures" ? "Measures" : "Notes";
        Assert.Equal((what, title), (what, page.Title));
        Assert.All(page.QuerySelectorAll("script"), script =>
        {
            Assert.True(script.HasAttribute("src"), what);
            Assert.Equal("", script.TextContent.Trim());
        });
        Assert.All(page.All.SelectMany(element => element.Attributes), attribute =>
        {
            Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{what}: {attribute.Name}");
            Assert.False(attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase), $"{what}: {attribute.Value}");
        });
        foreach (var element in page.QuerySelectorAll("script[src], link[href], img[src], iframe, object, embed, source, form[action]"))
        {
            var address = element.GetAttribute("src") ?? element.GetAttribute("href") ?? element.GetAttribute("action") ?? "";
            Assert.False(address.StartsWith("//", StringComparison.Ordinal) || (address.Contains(':', StringComparison.Ordinal) && !address.StartsWith("data:", StringComparison.Ordinal)), $"{what}: {address}");
        }
    }

    [Fact]
    public async Task Every_page_is_guarded_for_whoever_is_not_signed_in()
    {
        var visit = site.Visit();
        Assert.True(site.Pages.Count > 15);
        foreach (var page in site.Pages)
            await IsGuardedAsync(await visit.GetAsync(Probe.Address(page, Guid.NewGuid())));
    }

    [Fact]
    public async Task Every_page_is_guarded_for_somebody_who_is_signed_in()
    {
        var (visit, _) = await site.SignUpAsync("Guarded");
        foreach (var page in site.Pages)
            await IsGuardedAsync(await visit.GetAsync(Probe.Address(page, Guid.NewGuid())));
    }

    [Theory]
    [InlineData("/measures", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/exit", HttpStatusCode.Redirect)]
    [InlineData("/app.css", HttpStatusCode.OK)]
    [InlineData("/tokens.css", HttpStatusCode.OK)]
    [InlineData("/page.js", HttpStatusCode.OK)]
    [InlineData("/icon.svg", HttpStatusCode.OK)]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css", HttpStatusCode.OK)]
    [InlineData("/_framework/blazor.web.js", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/nowhere.css", HttpStatusCode.NotFound)]
    [InlineData("/rounds/not-an-id", HttpStatusCode.NotFound)]
    [InlineData("/_framework/nothing.js", HttpStatusCode.NotFound)]
    [InlineData("/appsettings.json", HttpStatusCode.NotFound)]
    [InlineData("/..%2f..%2fcheckin.db", HttpStatusCode.NotFound)]
    public async Task Files_health_and_addresses_that_lead_nowhere_are_guarded_too(string path, HttpStatusCode status)
    {
        var response = await site.Visit().GetAsync(path);
        Assert.Equal(status, response.StatusCode);
        await IsGuardedAsync(response);
    }

    [Fact]
    public async Task A_fault_of_the_machine_is_one_calm_page_that_tells_nothing()
    {
        var visit = site.Visit();
        visit.Client.DefaultRequestHeaders.Add(Site.Fault, "yes");
        var response = await visit.GetAsync("/help");
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        await IsGuardedAsync(response);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains("That did not work", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_guarded_too()
    {
        var response = await site.Visit().PostAsync("/account/sign-in", "", "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        await IsGuardedAsync(response);
    }

    [Fact]
    public async Task Leaving_ends_the_session_clears_what_the_browser_kept_and_shows_a_neutral_page()
    {
        var (visit, _) = await site.SignUpAsync("Leaver");
        var response = await visit.GetAsync("/exit");
        Assert.Equal("/measures", response.Headers.Location?.OriginalString);
        Assert.Contains("cookies", response.Headers.GetValues("Clear-Site-Data").Single(), StringComparison.Ordinal);
        Assert.Contains("storage", response.Headers.GetValues("Clear-Site-Data").Single(), StringComparison.Ordinal);
        Assert.StartsWith("https://notes.example/account/sign-in", (await visit.GetAsync("/today")).Headers.Location?.OriginalString, StringComparison.Ordinal);

        var measures = await (await visit.GetAsync("/measures")).Content.ReadAsStringAsync();
        Assert.All(["couple", "check-in", "partner", "notes"], word => Assert.DoesNotContain(word, measures, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Nothing_of_ours_names_another_host()
    {
        var files = Directory.EnumerateFiles(Repository.WwwRoot, "*", SearchOption.AllDirectories).Concat(Repository.WebFiles(".razor"))
            .Where(file => Path.GetExtension(file) is ".css" or ".js" or ".html" or ".svg" or ".razor" && !Repository.IsVendored(file)).ToList();
        Assert.True(files.Count > 30);
        Assert.Empty(files.SelectMany(file => Elsewhere().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}")));
    }

    [GeneratedRegex("""https?://(?!www\.w3\.org/)[^\s"'<]+|url\(\s*["']?//|@import\s+(url|["'])""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Elsewhere();
}
