using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>The pages that a circuit fills: what they load, and what stands in them before it.</summary>
public sealed class CircuitPagesTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] OfTheSpace = ["/today", "/spectrum"];

    private static List<string> Assets(IParentNode page) =>
        [.. page.QuerySelectorAll("script[src], link[rel=stylesheet], link[rel=icon]").Select(element => "/" + (element.GetAttribute("src") ?? element.GetAttribute("href"))!.TrimStart('/'))];

    [Fact]
    public async Task Every_file_of_a_page_comes_compressed_and_is_kept_for_good()
    {
        var (visit, _) = await site.SignUpAsync("Assets");
        var assets = Assets(await visit.PageAsync("/today"));
        Assert.Contains(assets, asset => asset.StartsWith("/_content/MudBlazor/MudBlazor.min.", StringComparison.Ordinal) && asset.EndsWith(".css", StringComparison.Ordinal));
        Assert.Contains(assets, asset => asset.StartsWith("/_framework/blazor.web.", StringComparison.Ordinal));
        foreach (var asset in assets)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(asset, UriKind.Relative));
            request.Headers.Add("Accept-Encoding", "gzip, br");
            var response = await visit.Client.SendAsync(request);
            Assert.Equal((asset, HttpStatusCode.OK), (asset, response.StatusCode));
            Assert.EndsWith("immutable", $"{asset}: {response.Headers.CacheControl}", StringComparison.Ordinal);
            Assert.Matches(": (gzip|br)$", $"{asset}: {response.Content.Headers.ContentEncoding}");
        }
    }

    [Fact]
    public async Task The_circuit_is_started_by_our_own_file_after_everything_it_needs()
    {
        var (visit, _) = await site.SignUpAsync("Order");
        var page = await visit.PageAsync("/today");
        var scripts = page.QuerySelectorAll("body > script").ToList();
        Assert.Equal(["_framework/blazor.web", "_content/MudBlazor/MudBlazor.min", "card", "circuit"], scripts.Select(script => Plain(script.GetAttribute("src")!)));
        Assert.Equal("false", scripts[0].GetAttribute("autostart"));
        Assert.All(scripts, script => Assert.False(script.HasAttribute("async") || script.HasAttribute("defer")));
        Assert.False(scripts[3].HasAttribute("data-long-polling"));

        static string Plain(string address) => address[..^".js".Length] is var name && name.LastIndexOf('.') is var dot && dot > 0 ? name[..dot] : name;
    }

    [Fact]
    public async Task Long_polling_is_asked_for_only_where_the_host_wants_it()
    {
        await using var other = new Site().With("CoupleCheckin:LongPolling", "true");
        var (visit, _) = await other.SignUpAsync("Polling");
        Assert.True((await visit.PageAsync("/today")).QuerySelectorAll("body > script")[^1].HasAttribute("data-long-polling"));
    }

    [Fact]
    public async Task No_library_brings_an_initializer_because_ours_are_declared_empty()
    {
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "CoupleCheckin.Web.staticwebassets.endpoints.json")));
        var routes = manifest.RootElement.GetProperty("Endpoints").EnumerateArray().Select(endpoint => endpoint.GetProperty("Route").GetString()!).ToList();
        Assert.Contains("app.css", routes);
        Assert.DoesNotContain(routes, route => route.EndsWith(".modules.json", StringComparison.Ordinal) || route.EndsWith(".lib.module.js", StringComparison.Ordinal));

        var response = await site.Visit().GetAsync("/_framework/blazor.modules.json");
        Assert.True(response.StatusCode == HttpStatusCode.NotFound || await response.Content.ReadAsStringAsync() is "[]" or "");
        Assert.Contains("initializers: { beforeStart: [], afterStarted: [] }", await File.ReadAllTextAsync(Path.Combine(Repository.WwwRoot, "circuit.js")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_couple_stands_in_the_html_of_a_page_of_the_space()
    {
        var (visit, who) = await site.SignUpAsync("Xanthippe");
        var round = await site.AsAsync<StartRound, string>(who, async start => (await start.RunAsync())!.Value.ToString());
        foreach (var path in (string[])[.. OfTheSpace, $"/rounds/{round}", $"/rounds/{round}/comparison"])
        {
            var response = await visit.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
            Assert.DoesNotContain("Xanthippe", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_page_without_a_circuit_loads_no_script_of_it()
    {
        var assets = Assets(await site.Visit().PageAsync("/help"));
        Assert.DoesNotContain(assets, asset => asset.Contains("_framework", StringComparison.Ordinal) || asset.Contains("MudBlazor", StringComparison.Ordinal) || asset.Contains("circuit", StringComparison.Ordinal));
    }
}
