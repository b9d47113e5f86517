using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Playwright;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>What is alive in another process: its managed heap after a whole collection.</summary>
public static class LiveMemory
{
    private const long Collections = 0x1;
    private const long CollectNow = 0x800000;

    /// <summary>Asks the process to collect its garbage and answers what is left, in bytes.</summary>
    public static async Task<long> OfAsync(RunningApp app)
    {
        var client = new DiagnosticsClient(app.ProcessId);
        var provider = new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, Collections | CollectNow);
        using var session = client.StartEventPipeSession([provider], requestRundown: false);
        using var source = new EventPipeEventSource(session.EventStream);
        var size = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        // A small collection may be under way; what survives the whole one that was asked for is what is alive.
        var isWhole = false;
        source.Clr.GCStart += collection => isWhole = collection.Depth == 2;
        source.Clr.GCHeapStats += heap =>
        {
            if (isWhole)
            {
                size.TrySetResult(heap.TotalPromoted);
            }
        };
        var listening = Task.Run(source.Process);
        var result = await size.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await session.StopAsync(CancellationToken.None);
        await listening;
        return result;
    }

    /// <summary>What one open tab of a page costs, in bytes: several are opened after a first one, each seen to be there.</summary>
    public static async Task<double> PerTabAsync(RunningApp app, Uri address, string? cookies, Func<IPage, Task> isThere, int tabs = 8)
    {
        var browser = await Chromium.SharedAsync();
        await using var context = await browser.NewContextAsync(new() { StorageState = cookies, ServiceWorkers = ServiceWorkerPolicy.Block });
        await OpenAsync();
        var before = await OfAsync(app);
        for (var tab = 0; tab < tabs; tab++)
        {
            await OpenAsync();
        }
        return (await OfAsync(app) - before) / (double)tabs;

        async Task OpenAsync()
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync(address.ToString());
            await isThere(page);
        }
    }
}
