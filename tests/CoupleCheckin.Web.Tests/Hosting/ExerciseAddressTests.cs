using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>The exercises as the journal's script gets them.</summary>
public sealed class ExerciseAddressTests(Site site) : IClassFixture<Site>
{
    private const string Address = "/journal/definitions/exercises";

    [Fact]
    public async Task Whoever_is_not_signed_in_gets_nothing()
    {
        var response = await site.Visit().GetAsync(Address);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Everybody_gets_the_same_and_a_browser_that_has_it_gets_it_not_again()
    {
        var (ann, _) = await site.SignUpAsync("Exerciser");
        var (bo, _) = await site.SignUpAsync("Another");
        var first = await ann.GetAsync(Address);
        var second = await bo.GetAsync(Address);

        Assert.Equal("application/json", first.Content.Headers.ContentType?.MediaType);
        Assert.Equal("private, no-cache", string.Join(", ", first.Headers.GetValues("Cache-Control").SelectMany(value => value.Split(", ")).OrderDescending(StringComparer.Ordinal)));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);

        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, UriKind.Relative));
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));
        var unchanged = await ann.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal("", await unchanged.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task All_exercises_are_in_it_with_every_gate_they_name_and_the_signs_of_the_linters_safety_rules()
    {
        var (visit, _) = await site.SignUpAsync("Reader");
        using var json = JsonDocument.Parse(await (await visit.GetAsync(Address)).Content.ReadAsStringAsync());
        var (exercises, gates) = (json.RootElement.GetProperty("exercises"), json.RootElement.GetProperty("gates"));

        Assert.Equal(26, exercises.GetArrayLength());
        Assert.Equal(11, json.RootElement.GetProperty("sections").GetArrayLength());
        Assert.Equal(["GT3", "GT4", "GT5", "GT9", "GT12"], gates.EnumerateObject().Select(gate => gate.Name));
        Assert.All((string[])["GT4", "GT5", "GT9"], gate => Assert.NotEqual(0, gates.GetProperty(gate).GetProperty("signs").GetArrayLength()));
        var sort = exercises.EnumerateArray().Single(exercise => exercise.GetProperty("key").GetString() == "spec.sort").GetProperty("steps")[0];
        Assert.Equal(12, sort.GetProperty("cards").GetArrayLength());
        Assert.Equal("Friendly contact with an ex", sort.GetProperty("cards")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_locked_space_gives_nothing_either()
    {
        await using var other = new Site();
        var (visit, _) = await other.SignUpAsync("Sleeper");
        other.Time.Advance(TimeSpan.FromHours(12.1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await visit.GetAsync(Address)).StatusCode);
    }
}
