using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.CheckIns;

namespace CoupleCheckin.App.Tests.Features.CheckIns;

public sealed class FeedTests
{
    public static TheoryData<Engine> Here => Engines.Here;

    private static Task<string?> FetchAsync(TwoPartners home, string secret) => home.AsNobody.RunAsync((ReadReminders it) => it.RunAsync(secret));

    private static List<string> Lines(string? feed, string name) =>
        [.. feed!.ReplaceLineEndings("\n").Split('\n').Where(line => line.StartsWith($"{name}:", StringComparison.Ordinal)).Select(line => line[(name.Length + 1)..]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Here))]
    public async Task The_rhythm_stands_in_the_feed_as_neutral_times_that_keep_their_hour_when_the_clocks_change(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var secret = await home.AsBo.RunAsync((MakeReminderAddress it) => it.RunAsync());
        Assert.Empty(Lines(await FetchAsync(home, secret), "DTSTART"));
        Assert.True(await home.AsAnn.RunAsync((SetZone it) => it.RunAsync("Europe/Zurich")));
        Assert.True(await home.AsAnn.SetRhythmAsync(Pace.Weekly, new(2026, 5, 17), (19 * 60) + 30));
        await home.OpenedCheckInAsync();

        var feed = await FetchAsync(home, secret);
        var starts = Lines(feed, "DTSTART");
        Assert.All(Lines(feed, "SUMMARY"), summary => Assert.Equal("Time for us", summary));
        Assert.Equal(starts.Count, Lines(feed, "UID").Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("20260517T173000Z", starts[0]);
        Assert.Contains("20261018T173000Z", starts);
        Assert.Contains("20261025T183000Z", starts);
        Assert.DoesNotContain("check-in", feed!, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Ann", feed!, StringComparison.Ordinal);

        // What one drafts, and how the other feels about a picture of both, changes not one byte of it.
        var id = await home.AsAnn.BeginAsync();
        await home.AsAnn.WriteAsync(id, "A draft", Ease.Partly);
        await home.AsAnn.SharePlotAsync(true);
        Assert.Equal(feed, await FetchAsync(home, secret));

        await home.AsBo.RunAsync((RevokeReminderAddress it) => it.RunAsync());
        Assert.Null(await FetchAsync(home, secret));
    }
}
