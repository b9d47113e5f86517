using CoupleCheckin.Browser.Tests.Harness;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>What an operator's collector gets: every byte of it, while two people use the app (docs/hosting.md).</summary>
public sealed class TelemetryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_collector_gets_counts_times_and_patterns_and_nothing_of_anybody()
    {
        await using var collector = new Collector();
        var app = await RunningApp.StartNewAsync(collector.Settings);
        try
        {
            var (anns, bos) = (Account.New("ann"), Account.New("bo"));
            var note = Canaries.Make("note");
            var nowhere = Canaries.Make("nowhere");
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            await using var bo = await Person.ComeAsync(app, "Bo", Device.Phone);
            await ann.SignUpAsync(anns);
            await bo.SignUpAsync(bos);
            var link = await ann.InviteAsync();
            await bo.AcceptAsync(link);
            var round = await ann.StartRoundAsync();
            await ann.AnswerAsync(new(Place.Gray, Note: note));
            await ann.Page.ReloadAsync();
            await Expect(ann.Page.Button("Leave blank")).ToBeVisibleAsync();
            await ann.Page.GotoAsync($"/{nowhere}?{nowhere}={nowhere}");
            await ann.Page.GotoAsync($"/spectrum?{nowhere}");
            await Expect(ann.Page.Heading()).ToBeVisibleAsync();

            await collector.GetsAsync("http.server.request.duration");
            await collector.GetsAsync("/rounds/{");
            var id = Guid.Parse(round.Split('/')[^1]);
            var canaries = new Canaries(
                note, nowhere, anns.SignInName, anns.Called, anns.Password, bos.SignInName, bos.Called, bos.Password, new Uri(link).Fragment.TrimStart('#'), id.ToString("D"), id.ToString("N"));
            var hits = collector.Got.SelectMany(body => canaries.Search(body, "what the collector got")).Select(hit => hit.ToString()).ToList();
            if (collector.Has(id.ToByteArray()) || collector.Has(id.ToByteArray(bigEndian: true)))
                hits.Add("the bytes of an id");
            Figures.Print(output, "bytes that a collector got", collector.Bytes, "B");
            Figures.Print(output, "canaries among them", hits.Count, "");
            Assert.Empty(hits);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }
}
