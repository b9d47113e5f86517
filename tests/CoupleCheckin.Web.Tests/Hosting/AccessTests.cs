using System.Net;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.Web.Tests.Harness;
using Microsoft.AspNetCore.Authorization;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>Every page, asked for by everybody who should not see it (security.md 5, check 16).</summary>
public sealed class AccessTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] ForEverybody =
    [
        "/", "/account/deleted", "/account/recover", "/account/sign-in", "/account/sign-in-with-passkey", "/account/sign-in/code", "/account/sign-out", "/account/sign-up", "/at-home", "/error", "/help", "/help/lines/00000000-0000-0000-0000-000000000000",
        "/help/own-behaviour", "/help/who-can-read-what", "/join", "/not-found", "/unprotected",
    ];

    [Fact]
    public void Only_pages_on_this_list_open_without_signing_in() =>
        Assert.Equal(ForEverybody, site.Pages.Where(page => page.Metadata.GetMetadata<IAuthorizeData>() is null).Select(page => Probe.Address(page, default)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_signing_in_and_a_foreign_id_looks_like_none()
    {
        var (_, who) = await site.SignUpAsync("Yolanda");
        var round = await site.AsAsync<StartRound, Guid>(who, async start => (await start.RunAsync())!.Value.Value);
        var visit = site.Visit();
        foreach (var page in site.Pages.Where(page => page.Metadata.GetMetadata<IAuthorizeData>() is not null))
        {
            foreach (var id in (Guid[])[round, Guid.NewGuid()])
            {
                var path = Probe.Address(page, id);
                var response = await visit.GetAsync(path);
                Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
                Assert.Equal($"https://notes.example/account/sign-in?returnUrl={Uri.EscapeDataString(path)}", response.Headers.Location!.OriginalString);
                Assert.Equal("", await response.Content.ReadAsStringAsync());
            }
        }
    }

    [Fact]
    public async Task Another_couples_page_and_one_that_never_was_are_the_same_to_the_byte()
    {
        var (_, who) = await site.SignUpAsync("Zelda");
        var round = await site.AsAsync<StartRound, Guid>(who, async start => (await start.RunAsync())!.Value.Value);
        var (stranger, _) = await site.SignUpAsync("Stranger");
        foreach (var path in (string[])["/rounds/{0}", "/rounds/{0}/comparison"])
        {
            var bodies = new List<string>();
            foreach (var id in (Guid[])[round, Guid.NewGuid()])
            {
                var response = await stranger.GetAsync(path.Replace("{0}", id.ToString(), StringComparison.Ordinal));
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                var page = await Visit.ReadAsync(response);
                bodies.Add(page.QuerySelector("main")!.Words());
                Assert.DoesNotContain("Zelda", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
            }

            Assert.Equal(bodies[0], bodies[1]);
        }
    }

    [Fact]
    public async Task After_twelve_idle_hours_every_page_of_the_space_asks_for_the_password_first_and_leads_back()
    {
        await using var other = new Site();
        var (visit, _) = await other.SignUpAsync("Sleeper");
        Assert.Equal(HttpStatusCode.OK, (await visit.GetAsync("/today")).StatusCode);
        other.Time.Advance(TimeSpan.FromHours(12.1));
        foreach (var page in other.Pages.Where(page => page.Metadata.GetMetadata<IAuthorizeData>() is not null && page.Metadata.GetMetadata<CoupleCheckin.Web.Hosting.WorksLockedAttribute>() is null))
        {
            var path = Probe.Address(page, Guid.NewGuid());
            var response = await visit.GetAsync(path);
            Assert.Equal((path, $"/account/unlock?returnUrl={Uri.EscapeDataString(path)}"), (path, response.Headers.Location?.OriginalString));
        }

        const string unlock = "/account/unlock?returnUrl=%2Fspectrum";
        var form = (await visit.PageAsync(unlock)).QuerySelector("form")!;
        var opened = await visit.SendAsync(unlock, form, new Dictionary<string, string> { ["Password"] = Uri.EscapeDataString(Person.Password) });
        Assert.Equal("/spectrum", new Uri(new Uri("https://notes.example"), opened.Headers.Location!).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await visit.GetAsync("/today")).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_after_seven_idle_days()
    {
        await using var other = new Site();
        var (visit, _) = await other.SignUpAsync("Sleeper");
        other.Time.Advance(TimeSpan.FromDays(8.1));
        Assert.StartsWith("https://notes.example/account/sign-in", (await visit.GetAsync("/today")).Headers.Location?.OriginalString, StringComparison.Ordinal);
    }
}
