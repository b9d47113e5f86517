using System.Text.Json;
using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>
/// The budgets of performance.md, on the published app. What does not depend on the machine is asserted; times are printed, beside
/// those of the SDK's own template on the same machine in the same run.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class BudgetTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int Visits = 5;

    /// <summary>From the start of a visit until a click on the page has done something, in ms; the first paint beside it.</summary>
    private sealed record Visit(double FirstPaint, double WorkingClick);

    [Fact]
    public async Task Today_and_the_card_keep_their_budgets()
    {
        var app = await RunningApp.StartNewAsync();
        var template = await BareTemplate.StartBareAsync();
        try
        {
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            await ann.SignUpAsync(Account.Named("Ann"));
            await ann.KeepRecoveryKeyAsync();
            var cookies = (await ann.Context.StorageStateAsync())!;
            await MeasureStartAsync(app, template);

            await FirstVisitAsync(app, cookies);
            await VisitsAsync("loopback", app.BaseAddress, template.BaseAddress, cookies);
            await using (var slow = Relay.To(app, Line.Mobile))
            await using (var slowTemplate = Relay.To(template, Line.Mobile))
            {
                await VisitsAsync("4g", slow.Address, slowTemplate.Address, cookies);
            }

            await ann.StartRoundAsync();
            await ann.AnswerAsync(new(Place.Gray));
            await ann.Page.ReloadAsync();
            await Expect(ann.Page.Button("Leave blank")).ToBeVisibleAsync();
            var shift = await ann.LayoutShiftAsync();
            Print("layout shift, the card", shift.Sum, "");
            Assert.True(shift.Sum <= 0.01, string.Join('\n', shift.Culprits));
            await ClicksAsync(ann.Page);
            await MemoryAsync(app, template, cookies, new Uri(ann.Page.Url).PathAndQuery);
            ann.AssertClean();
        }
        finally
        {
            await template.DisposeAsync();
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_one_does_is_saved_and_on_the_partners_screen_in_a_moment()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var couple = await Couple.PairAsync(app, bos: Device.Laptop);
            var (ann, bo) = (couple.Ann, couple.Bo);
            var round = await ann.StartRoundAsync();

            var saved = new List<double>();
            for (var press = 0; press < 8; press++)
            {
                saved.Add(await ann.Page.EvaluateAsync<double>(
                    """
                    async press => {
                      const box = document.querySelector('[data-note]'), start = performance.now();
                      box.value = `Word by word, ${press}.`;
                      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
                      let seen = false;
                      await new Promise(done => {
                        const look = () => {
                          if (!document.querySelector('[data-saved]')) seen = true;
                          if (seen && document.querySelector('[data-saved]')) { observer.disconnect(); done(); }
                        };
                        const observer = new MutationObserver(look);
                        observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
                        look();
                      });
                      return performance.now() - start;
                    }
                    """,
                    press).WaitAsync(Patience));
            }
            PrintSpread("note to saved, with the second that waits for more", saved);

            // Ann shows and hides that she is working; Bo's page says so.
            await ann.TurnAllCardsAsync();
            await bo.Page.GotoAsync(round);
            await bo.TurnAllCardsAsync();
            await bo.SealAsync();
            var shown = ann.Page.GetByRole(AriaRole.Checkbox);
            var times = new List<double>();
            for (var press = 0; press < 30; press++)
            {
                await Expect(shown).ToBeCheckedAsync(new() { Checked = press % 2 == 0 });
                await Expect(shown).ToBeEnabledAsync();
                var word = press % 2 == 0 ? "not started" : "working";
                var seen = bo.Page.EvaluateAsync<double>(
                    """
                    word => new Promise(done => {
                      const look = () => { if ([...document.querySelectorAll('.who')].some(line => line.textContent.trim().endsWith(`: ${word}`) && !line.textContent.startsWith('You'))) { observer.disconnect(); done(performance.timeOrigin + performance.now()); } };
                      const observer = new MutationObserver(look);
                      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
                      look();
                    })
                    """,
                    word);
                var pressed = await shown.EvaluateAsync<double>("box => { const at = performance.timeOrigin + performance.now(); box.click(); return at; }");
                times.Add(await seen.WaitAsync(Patience) - pressed);
            }
            PrintSpread("press to the partner's screen", times);
            couple.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static double Median(IReadOnlyList<double> values) => Quantile(values, .5);

    private static double Quantile(IReadOnlyList<double> values, double part) => values.Order().ElementAt((int)Math.Ceiling(values.Count * part) - 1);

    private async Task MeasureStartAsync(RunningApp app, BareTemplate template)
    {
        List<double> ours = [app.StartTook.TotalMilliseconds], theirs = [template.StartTook.TotalMilliseconds];
        for (var start = 0; start < 2; start++)
        {
            await template.RestartAsync();
            theirs.Add(template.StartTook.TotalMilliseconds);
        }
        var again = await RunningApp.StartNewAsync();
        for (var start = 0; start < 2; start++)
        {
            await again.RestartAsync();
            ours.Add(again.StartTook.TotalMilliseconds);
        }
        await again.DisposeAsync();
        PrintRatio("start to healthy", Median(ours), Median(theirs));
        Print("resident memory after the first page", app.ResidentMemory / 1e6, "MB");

        var folder = Path.GetDirectoryName(await RunningApp.PublishedAsync())!;
        if (Environment.GetEnvironmentVariable(RunningApp.AppVariable) is not { Length: > 0 })
        {
            var size = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
            Print("published", size / 1e6, "MB");
            Assert.True(size <= 50e6, $"The published app has {size} bytes.");
        }
    }

    private async Task FirstVisitAsync(RunningApp app, string cookies)
    {
        await using var visitor = await Person.ComeAsync(app, "Ann", Device.Laptop, cookies: cookies);
        var wire = await visitor.CountWireAsync();
        await visitor.Page.GotoAsync("/today");
        await Expect(visitor.Page.WhoIsHere("Ann")).ToBeVisibleAsync();
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Print("first visit to Today, on the wire", wire.Bytes / 1000, "kB");
        Print("first visit to Today, requests", wire.Requests, "requests");
        Print("first visit to Today, through the circuit", wire.SocketBytes / 1000, "kB");
        var shift = await visitor.LayoutShiftAsync();
        Print("layout shift, Today", shift.Sum, "");
        Assert.True(wire.Bytes <= 140_000 && wire.Requests <= 14, wire.Listing);
        Assert.True(shift.Sum <= 0.01, string.Join('\n', shift.Culprits));
        visitor.AssertClean();
    }

    private async Task VisitsAsync(string line, Uri ours, Uri theirs, string cookies)
    {
        List<Visit> mine = [], bare = [];
        for (var visit = 0; visit < Visits; visit++)
        {
            mine.Add(await VisitAsync(new Uri(ours, "today"), cookies, "document.querySelector('.see')?.click()", "document.querySelector('.mud-dialog')"));
            bare.Add(await VisitAsync(new Uri(theirs, "counter"), null, "document.querySelector('button.btn')?.click()", "document.querySelector('p[role=status]')?.textContent.trim() !== 'Current count: 0'"));
        }
        PrintRatio($"first paint, {line}", Median([.. mine.Select(visit => visit.FirstPaint)]), Median([.. bare.Select(visit => visit.FirstPaint)]));
        PrintRatio($"working click, {line}", Median([.. mine.Select(visit => visit.WorkingClick)]), Median([.. bare.Select(visit => visit.WorkingClick)]));
    }

    /// <summary>Comes with an empty cache and clicks until something has come of it.</summary>
    private static async Task<Visit> VisitAsync(Uri address, string? cookies, string click, string done)
    {
        var browser = await Chromium.SharedAsync();
        await using var context = await browser.NewContextAsync(new() { StorageState = cookies, ReducedMotion = ReducedMotion.Reduce, ServiceWorkers = ServiceWorkerPolicy.Block });
        await context.AddInitScriptAsync($$"""
            new PerformanceObserver(list => { for (const e of list.getEntries()) if (e.name === 'first-contentful-paint') window.__paint = e.startTime; }).observe({ type: 'paint', buffered: true });
            const tries = setInterval(() => {
              if (!document.body) return;
              if ({{done}}) { window.__clicked = performance.now(); clearInterval(tries); } else {{click}};
            }, 5);
            """);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync("() => window.__clicked && window.__paint");
        var times = await page.EvaluateAsync<JsonElement>("() => [window.__paint, window.__clicked]");
        return new(times[0].GetDouble(), times[1].GetDouble());
    }

    /// <summary>A chip on the card: from the click to the change on the page, each after the one before it was saved.</summary>
    private async Task ClicksAsync(IPage page)
    {
        var times = await page.EvaluateAsync<double[]>(
            """
            async () => {
              const chip = document.querySelector('.chip'), times = [];
              for (let click = 0; click < 100; click++) {
                const was = chip.getAttribute('aria-pressed'), start = performance.now();
                const changed = new Promise(done => new MutationObserver((_, observer) => { if (chip.getAttribute('aria-pressed') !== was) { observer.disconnect(); done(); } }).observe(chip, { attributes: true }));
                chip.click();
                await changed;
                times.push(performance.now() - start);
                while (!document.querySelector('[data-saved]')) await new Promise(done => setTimeout(done));
              }
              return times;
            }
            """);
        PrintSpread("click to page, the card", times);
    }

    private async Task MemoryAsync(RunningApp app, BareTemplate template, string cookies, string card)
    {
        var today = await LiveMemory.PerTabAsync(app, new Uri(app.BaseAddress, "today"), cookies, page => Expect(page.WhoIsHere("Ann")).ToBeVisibleAsync());
        var onCard = await LiveMemory.PerTabAsync(app, new Uri(app.BaseAddress, card), cookies, page => Expect(page.Button("Leave blank")).ToBeVisibleAsync());
        var bare = await LiveMemory.PerTabAsync(template, new Uri(template.BaseAddress, "counter"), null, async page =>
        {
            // Its page is drawn before it works, so a click may come too early.
            await page.WaitForFunctionAsync("() => { const works = document.querySelector('p[role=status]').textContent.trim() !== 'Current count: 0'; if (!works) document.querySelector('button.btn').click(); return works; }");
        });
        PrintRatio("live memory of a tab, Today", today / 1e3, bare / 1e3, "kB");
        Print("live memory of a tab, the card", onCard / 1e3, "kB");
    }

    private void Print(string name, double value, string unit) => Figures.Print(output, name, value, unit);

    private void PrintRatio(string name, double ours, double theirs, string unit = "ms")
    {
        Print(name, ours, unit);
        Print($"{name}, to the bare template", ours / theirs, $"of {theirs:0} {unit}");
    }

    private void PrintSpread(string name, IReadOnlyList<double> times)
    {
        Print($"{name}, p50", Median(times), "ms");
        Print($"{name}, p95", Quantile(times, .95), "ms");
    }
}

/// <summary>What is measured here is measured while no other test runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone on the machine";
}
