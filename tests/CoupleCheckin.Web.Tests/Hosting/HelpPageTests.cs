using CoupleCheckin.Domain.Safety;
using CoupleCheckin.Web.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>The help lines, as the help page shows them (content.md 6.4).</summary>
public sealed class HelpPageTests(Site site) : IClassFixture<Site>
{
    private HelplineDirectory Directory => site.Services.GetRequiredService<HelplineDirectory>();

    [Fact]
    public async Task Every_line_that_may_be_shown_is_shown_without_signing_in_the_emergency_number_first()
    {
        var page = await site.Visit().PageAsync("/help");
        var countries = page.QuerySelectorAll("#lines > details").ToList();

        Assert.Equal(Directory.Countries.Count, countries.Count);
        Assert.Equal(countries.Select(country => country.QuerySelector("summary")!.Words()).Order(StringComparer.Ordinal), countries.Select(country => country.QuerySelector("summary")!.Words()));
        Assert.All(countries, country => Assert.StartsWith("Emergency", country.QuerySelector("li")!.Words(), StringComparison.Ordinal));
        Assert.Equal(Directory.Countries.Sum(country => Directory.Of(country).Count), page.QuerySelectorAll("#lines li").Length);
        Assert.All(Directory.Countries.SelectMany(Directory.Of), line => Assert.Contains(line.Phone!, page.QuerySelector("#lines")!.Words(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_from_general_knowledge_is_not_shown()
    {
        var words = (await site.Visit().PageAsync("/help")).QuerySelector("#lines")!.Words();

        Assert.DoesNotContain("1800 737 732", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Ireland", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_says_where_it_stood_when_it_was_checked_and_warns_when_that_is_long_ago()
    {
        var lines = (await site.Visit().PageAsync("/help")).QuerySelectorAll("#lines li").Select(line => line.Words()).ToList();

        Assert.Contains("Hilfetelefon: violence or control at home, for women 116 016 Last checked in June 2023. Listed by: a town’s announcement, attendorn.de. Please look it up before you rely on it.", lines);
        Assert.Contains(lines, line => line.StartsWith("National Domestic Violence Hotline: violence or control at home 1-800-799-7233; text START to 88788; TTY 1-800-787-3224 Last checked in January 2022.", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("It has no date of a check. Listed by: govt.nz.", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Suicide and crisis line 988", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Shine: people worried about their own behaviour 0508 744 633", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Line for people worried about their own behaviour 08 019 019 11", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_that_was_checked_lately_carries_no_warning()
    {
        var line = Directory.Of("DE")[1];

        Assert.False(line.IsStale(new(2024, 6, 30)));
        Assert.True(line.IsStale(DateOnly.FromDateTime(House.Start.UtcDateTime)));
    }

    [Fact]
    public async Task No_number_is_dialled_by_touching_it() => Assert.Empty((await site.Visit().PageAsync("/help")).QuerySelectorAll("a[href^='tel:'], a[href^='sms:']"));
}
