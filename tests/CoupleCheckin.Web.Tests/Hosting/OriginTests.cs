using System.Net;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>What another site cannot make this browser do (security.md 3.7).</summary>
public sealed class OriginTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://notes.example")]
    [InlineData("https://notes.example.evil.example")]
    [InlineData("https://notes.example:8443")]
    [InlineData("null")]
    public async Task A_foreign_origin_opens_no_circuit_and_sends_no_form(string origin)
    {
        var visit = site.Visit();
        Assert.Equal(HttpStatusCode.Forbidden, (await visit.PostAsync("/_blazor/negotiate?negotiateVersion=1", "", origin)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visit.PostAsync("/_blazor/disconnect", "", origin)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visit.PostAsync("/account/sign-in", "Form.SignInName=ann", origin)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visit.PostAsync("/exit", "", origin)).StatusCode);

        var sockets = site.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request => request.Headers.Origin = origin;
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => sockets.ConnectAsync(new("wss://notes.example/_blazor"), default));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ones_own_origin_opens_a_circuit()
    {
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().PostAsync("/_blazor/negotiate?negotiateVersion=1", "", "https://notes.example")).StatusCode);
        var sockets = site.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request => request.Headers.Origin = "https://notes.example";
        using var socket = await sockets.ConnectAsync(new("wss://notes.example/_blazor"), default);
        Assert.Equal(System.Net.WebSockets.WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task Where_a_public_address_is_set_it_is_the_only_origin()
    {
        await using var proxied = new Site().With("CoupleCheckin:PublicOrigin", "https://us.example");
        var visit = proxied.Visit();
        Assert.Equal(HttpStatusCode.OK, (await visit.PostAsync("/_blazor/negotiate?negotiateVersion=1", "", "https://us.example")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visit.PostAsync("/_blazor/negotiate?negotiateVersion=1", "", "https://notes.example")).StatusCode);
    }

    [Fact]
    public async Task Over_an_unprotected_address_every_page_but_help_says_so_and_no_session_begins()
    {
        var visit = site.Visit("http://notes.example");
        foreach (var path in (string[])["/", "/account/sign-in", "/account/sign-up", "/today"])
        {
            var response = await visit.GetAsync(path);
            Assert.Contains("This address is not protected", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain(response.Headers, header => header.Key == "Set-Cookie" && header.Value.Any(value => value.StartsWith("__Host-", StringComparison.Ordinal)));
        }

        Assert.DoesNotContain("This address is not protected", await (await visit.GetAsync("/help")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("This address is not protected", await (await site.Visit("http://localhost:5080").GetAsync("/account/sign-in")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
