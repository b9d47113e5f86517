using System.Net;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>The help pages: without signing in, the same for everybody, and there again when the connection is not.</summary>
public sealed class PublicPagesTests(Site site) : IClassFixture<Site>
{
    public static TheoryData<string> Addresses => ["/help", "/help/lines/de", "/help/own-behaviour", "/help/who-can-read-what"];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task They_may_be_kept_for_an_hour_and_are_asked_for_by_their_tag_afterwards(string address)
    {
        var visit = site.Visit();
        var first = await visit.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, "public, max-age=3600"), (first.StatusCode, first.Headers.CacheControl?.ToString()));
        Assert.False(first.Headers.Contains("Set-Cookie"));
        var tag = first.Headers.ETag!.Tag;

        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        again.Headers.TryAddWithoutValidation("If-None-Match", tag);
        var second = await visit.Client.SendAsync(again);
        Assert.Equal((HttpStatusCode.NotModified, tag, ""), (second.StatusCode, second.Headers.ETag?.Tag, await second.Content.ReadAsStringAsync()));
        Assert.Equal("public, max-age=3600", second.Headers.CacheControl?.ToString());
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task They_are_the_same_bytes_for_somebody_who_is_signed_in(string address)
    {
        var (ann, _) = await site.SignUpAsync($"Public{address.Length}");
        Assert.Equal(await (await site.Visit().GetAsync(address)).Content.ReadAsStringAsync(), await (await ann.GetAsync(address)).Content.ReadAsStringAsync());
        Assert.NotNull((await ann.GetAsync(address)).Headers.ETag);
    }

    [Fact]
    public async Task A_list_in_which_nothing_was_checked_within_a_year_says_so_plainly_and_old_numbers_stand_behind_a_warning()
    {
        foreach (var address in new[] { "/help", "/help/own-behaviour", "/help/lines/de" })
            Assert.Contains("This list is older than a year.", (await site.Visit().PageAsync(address)).QuerySelector("#main")!.Words(), StringComparison.Ordinal);
        var germany = await site.Visit().PageAsync("/help/lines/de");
        Assert.Contains("116 016", germany.QuerySelector("details.stale")!.Words(), StringComparison.Ordinal);
        Assert.Contains("112", germany.QuerySelector("ul.numbers")!.Words(), StringComparison.Ordinal);
        Assert.Null(germany.QuerySelector("details.stale")!.GetAttribute("open"));
    }

    [Fact]
    public async Task A_country_without_a_list_says_what_to_do()
    {
        foreach (var address in new[] { "/help/lines/zz", "/help/lines/%3Cb%3E" })
            Assert.Contains("There is no list for this country here.", (await site.Visit().PageAsync(address)).QuerySelector("#main")!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_worries_about_themselves_has_a_page_with_lines_that_asks_nothing()
    {
        var page = await site.Visit().PageAsync("/help/own-behaviour");
        Assert.Contains("1300 766 491", page.QuerySelector("#main")!.Words(), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("form, input, textarea, a[href^='tel:']"));
    }

    [Fact]
    public async Task What_belongs_to_somebody_is_kept_by_no_browser()
    {
        var (ann, _) = await site.SignUpAsync("Unkept");
        foreach (var address in new[] { "/account", "/couple/invite", "/today", "/" })
            Assert.True((await ann.GetAsync(address)).Headers.CacheControl?.NoStore, address);
    }

    [Fact]
    public async Task Before_an_account_there_is_what_to_know_first()
    {
        foreach (var address in new[] { "/", "/account/sign-up" })
        {
            var words = (await site.Visit().PageAsync(address)).QuerySelector("#main")!.Words();
            Assert.Contains("Someone who can open this device may see what you do on it.", words, StringComparison.Ordinal);
            Assert.Contains("It does not clear the history of this browser.", words, StringComparison.Ordinal);
        }
    }
}
