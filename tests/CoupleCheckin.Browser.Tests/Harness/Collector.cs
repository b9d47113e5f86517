using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>A collector that keeps all it gets, as it came.</summary>
public sealed class Collector : LocalServer
{
    private readonly ConcurrentQueue<byte[]> got = new();

    public Collector() => Start();

    /// <summary>What makes an app send to it, and soon.</summary>
    public (string, string)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://{Host}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
    ];

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

    protected override async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        got.Enqueue(body.ToArray());
        context.Response.StatusCode = 200;
        context.Response.Close();
    }
}
