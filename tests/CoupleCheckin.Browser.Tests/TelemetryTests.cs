using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
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
        var app = await RunningApp.StartNewAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"));
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

    /// <summary>A collector that keeps all it gets, as it came.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<byte[]> got = new();
        private readonly HttpListener listener = new();
        private readonly Task running;

        public Collector()
        {
            Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{RunningApp.FreePort()}");
            listener.Prefixes.Add(Address + "/");
            listener.Start();
            running = RunAsync();
        }

        public string Address { get; }

        public IEnumerable<byte[]> Got => got;

        public long Bytes => got.Sum(body => (long)body.Length);

        public bool Has(byte[] part) => got.Any(body => body.AsSpan().IndexOf(part) >= 0);

        /// <summary>Waits until it came.</summary>
        public async Task GetsAsync(string text)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!Has(Encoding.UTF8.GetBytes(text)))
                await tick.WaitForNextTickAsync(patience.Token);
        }

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await running;
            listener.Close();
        }

        private async Task RunAsync()
        {
            while (listener.IsListening)
            {
                try
                {
                    var context = await listener.GetContextAsync();
                    using var body = new MemoryStream();
                    await context.Request.InputStream.CopyToAsync(body);
                    got.Enqueue(body.ToArray());
                    context.Response.StatusCode = 200;
                    context.Response.Close();
                }
                catch (HttpListenerException)
                {
                    // It was stopped.
                }
                catch (ObjectDisposedException)
                {
                    // The same.
                }
            }
        }
    }
}
