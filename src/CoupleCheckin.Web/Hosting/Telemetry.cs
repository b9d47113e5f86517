using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CoupleCheckin.Web.Hosting;

/// <summary>
/// Counts and times for an operator's own collector. Off until an address is set, by the name that all such programs use. Of a request
/// stay method, status and the pattern of its route; no address, no id, no query, no client, and nothing that anybody wrote.
/// </summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>What may be said of a request.</summary>
    private static readonly HashSet<string> MayBeSaid = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "error.type",
    };

    public static bool IsAskedFor(IConfiguration configuration) => configuration[Endpoint] is { Length: > 0 };

    public static void Add(IServiceCollection services) => services.AddOpenTelemetry()
        .WithMetrics(metrics => metrics
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components.Server.Circuits", "System.Runtime")
            .AddOtlpExporter())
        .WithTracing(traces => Trace(traces).AddOtlpExporter());

    /// <summary>Requests, with what may be said of them.</summary>
    internal static TracerProviderBuilder Trace(TracerProviderBuilder traces) => traces.AddAspNetCoreInstrumentation().AddProcessor(new OnlyWhatMayBeSaid());

    private sealed class OnlyWhatMayBeSaid : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            foreach (var (name, _) in data.TagObjects.ToList())
            {
                if (!MayBeSaid.Contains(name))
                    data.SetTag(name, null);
            }

            data.DisplayName = $"{data.GetTagItem("http.request.method")} {data.GetTagItem("http.route") ?? "other"}";
        }
    }
}
