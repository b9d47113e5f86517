using System.Net;
using AngleSharp.Html.Dom;
using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Tests.Harness;
using Microsoft.Extensions.Configuration;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>The app below a path of a host that has other programs too.</summary>
public sealed class PathBaseTests : IAsyncDisposable
{
    private static readonly Uri Beginning = new("https://notes.example/us/");

    private readonly Site site = new Site().With("CoupleCheckin:PathBase", "/us");

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Somebody_signs_up_and_comes_to_today_without_leaving_the_path()
    {
        var visit = site.Visit();
        var form = (await visit.PageAsync("/us/account/sign-up")).QuerySelector("form[method=post]")!;
        var signedUp = await visit.SendAsync("/us/account/sign-up", form, new Dictionary<string, string>
        {
            ["Form.SignInName"] = "path-signs-in", ["Form.Name"] = "Path", ["Form.Password"] = Uri.EscapeDataString(Person.Password), ["Form.IsAdult"] = "true",
        });

        Assert.Equal(new Uri(Beginning, "account/recovery-key"), new Uri(Beginning, signedUp.Headers.Location!));
        Assert.All(signedUp.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("path=/us;", cookie + ";", StringComparison.OrdinalIgnoreCase));
        var session = Assert.Single(signedUp.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Secure-notes=", StringComparison.Ordinal));
        Assert.All(["secure", "httponly", "samesite=lax"], flag => Assert.Contains(flag, session, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.OK, (await visit.GetAsync("/us/today")).StatusCode);
    }

    [Fact]
    public async Task Every_address_of_a_page_and_its_policy_stay_below_the_path()
    {
        var (visit, _) = await site.SignUpAsync("Below");
        foreach (var path in (string[])["/us/", "/us/help", "/us/today", "/us/account", "/us/journal", "/us/account/sign-in", "/us/nowhere"])
        {
            var response = await visit.GetAsync(path);
            if (response.Headers.Location is { } location)
            {
                Assert.StartsWith(Beginning.AbsoluteUri, new Uri(Beginning, location).AbsoluteUri, StringComparison.Ordinal);
                continue;
            }

            var page = await Visit.ReadAsync(response);
            Assert.Equal((path, "/us/"), (path, page.QuerySelector("base")!.GetAttribute("href")));
            foreach (var element in page.QuerySelectorAll("a[href], link[href], script[src], img[src], form[action]"))
            {
                var address = element.GetAttribute("href") ?? element.GetAttribute("src") ?? element.GetAttribute("action")!;
                var whole = new Uri(Beginning, address);
                Assert.True(whole.Scheme is "data" || whole.Host != Beginning.Host || whole.AbsolutePath.StartsWith("/us/", StringComparison.Ordinal), $"{path}: {address}");
                if (element is IHtmlLinkElement or IHtmlScriptElement)
                    Assert.Equal((address, HttpStatusCode.OK), (address, (await visit.GetAsync(whole.AbsolutePath)).StatusCode));
            }

            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("script-src https://notes.example/us/;", policy, StringComparison.Ordinal);
            Assert.Contains("connect-src https://notes.example/us/ wss://notes.example/us/;", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("'self'", policy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_circuit_opens_below_the_path_and_only_there()
    {
        var sockets = site.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request => request.Headers.Origin = "https://notes.example";
        using var socket = await sockets.ConnectAsync(new("wss://notes.example/us/_blazor"), default);
        Assert.Equal(System.Net.WebSockets.WebSocketState.Open, socket.State);
        await Assert.ThrowsAsync<InvalidOperationException>(() => sockets.ConnectAsync(new("wss://notes.example/_blazor"), default));
    }

    [Fact]
    public async Task Invitations_and_calendars_lead_below_the_path()
    {
        var (visit, who) = await site.SignUpAsync("Inviter");
        var page = await visit.PageAsync("/us/couple/invite");
        var made = await Visit.ReadAsync(await visit.SendAsync("/us/couple/invite", page.QuerySelector("form:has([name=_handler][value=invite])")!, new Dictionary<string, string>(StringComparer.Ordinal)));
        Assert.StartsWith("https://notes.example/us/join#", made.QuerySelector("#link")!.GetAttribute("value"), StringComparison.Ordinal);

        var secret = await site.AsAsync<MakeReminderAddress, string>(who, make => make.RunAsync());
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().GetAsync($"/us/reminders/{secret}.ics")).StatusCode);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_comes_back_to_the_page_they_asked_for()
    {
        await site.SignUpAsync("Comer");
        var visit = site.Visit();
        var asked = await visit.GetAsync("/us/spectrum?x=1");
        Assert.Equal("https://notes.example/us/account/sign-in?returnUrl=%2Fspectrum%3Fx%3D1", asked.Headers.Location!.AbsoluteUri);
        var form = (await visit.PageAsync(asked.Headers.Location.PathAndQuery)).QuerySelector("form")!;
        var back = await visit.SendAsync(asked.Headers.Location.PathAndQuery, form, new Dictionary<string, string>
        {
            ["Form.SignInName"] = "comer-signs-in", ["Form.Password"] = Uri.EscapeDataString(Person.Password),
        });
        Assert.Equal(new Uri(Beginning, "spectrum?x=1"), new Uri(Beginning, back.Headers.Location!));
    }

    [Fact]
    public async Task Leaving_leads_below_the_path_and_takes_its_own_cookie_away()
    {
        var (visit, _) = await site.SignUpAsync("Leaver");
        var response = await visit.GetAsync("/us/exit");
        Assert.Equal("/us/measures", response.Headers.Location?.OriginalString);
        Assert.Contains(response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("left=;", StringComparison.Ordinal) && cookie.Contains("path=/us", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await visit.GetAsync("/us/measures")).StatusCode);
    }

    [Fact]
    public async Task Beside_the_path_nothing_is_ours_but_the_beginning_is_shown_and_health_is_said()
    {
        var visit = site.Visit();
        Assert.Equal("/us/", (await visit.GetAsync("/")).Headers.Location?.OriginalString);
        Assert.Equal("/us/", (await visit.GetAsync("/us")).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await visit.GetAsync("/account/sign-in")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visit.GetAsync("/usual")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visit.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visit.GetAsync("/us/health/live")).StatusCode);
    }

    [Theory]
    [InlineData("us")]
    [InlineData("/")]
    [InlineData("//us")]
    [InlineData("/us//notes")]
    [InlineData("/us?x")]
    [InlineData("/us/../other")]
    [InlineData("/our notes")]
    [InlineData("https://notes.example/us")]
    public void A_path_that_cannot_be_used_is_named_with_what_it_may_be(string path)
    {
        var refused = Assert.Throws<SettingRefusedException>(() => HostSettings.Check(With(path)));
        Assert.Equal($"The setting CoupleCheckin__PathBase is “{path}”, and it has to be a path of letters, digits, “-” and “_” that begins with “/”, such as /us.", refused.Message);
    }

    [Theory]
    [InlineData("/us", "/us")]
    [InlineData("/us/", "/us")]
    [InlineData("/apps/our-notes_2", "/apps/our-notes_2")]
    public void A_path_is_taken_with_or_without_a_stroke_at_its_end(string path, string taken)
    {
        HostSettings.Check(With(path));
        Assert.Equal(taken, HostSettings.PathBase(With(path)).Value);
    }

    private static IConfigurationRoot With(string path) => new ConfigurationBuilder().AddInMemoryCollection([new("CoupleCheckin:PathBase", path)]).Build();
}
