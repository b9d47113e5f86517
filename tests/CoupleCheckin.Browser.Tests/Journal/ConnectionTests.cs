using System.Globalization;
using CoupleCheckin.Browser.Tests.Harness;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests.Journal;

/// <summary>The line is cut, the server goes away, two windows write at once: nothing that was said to be saved is lost.</summary>
public sealed class ConnectionTests(ITestOutputHelper output)
{
    private const int Cuts = 50;

    [Fact]
    public async Task However_often_the_line_is_cut_nothing_saved_is_lost_and_at_most_two_seconds_of_typing()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            ann.ExpectBrokenLines();
            ann.Allow("ERR_FAILED");
            ann.Allow("status of 409");
            var account = await ann.ComeToJournalAsync();
            var (phrase, _) = await ann.SetUpJournalAsync(account);
            var page = ann.Page;
            await page.WriteAsync("0 ");

            // One word every 40 ms. The line is cut while a request is on its way: every other time before the server hears it, otherwise
            // after it has saved and before it can say so.
            var cuts = 0;
            await page.RouteAsync("**/journal/records", async route =>
            {
                if (route.Request.Method != "PUT" || cuts >= Cuts)
                {
                    await route.ContinueAsync();
                    return;
                }
                if (cuts++ % 2 == 0)
                {
                    await route.AbortAsync();
                    return;
                }
                await route.FetchAsync();
                await route.AbortAsync();
            });
            await page.EvaluateAsync(
                """
                () => {
                  const box = document.querySelector('textarea.writing'), sheet = document.querySelector('.sheet');
                  window.times = [performance.now()];
                  window.claims = [];
                  let word = 0;
                  new MutationObserver(() => { if (sheet.querySelector('[data-saved]')) window.claims.push(word); }).observe(sheet, { subtree: true, childList: true, attributes: true });
                  window.typing = setInterval(() => {
                    box.value += `${++word} `;
                    window.times.push(performance.now());
                    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
                    if (word % 25 === 0) { box.blur(); box.focus(); }
                  }, 40);
                }
                """);
            await page.WaitForFunctionAsync("() => window.times.length > 300", null, new() { Timeout = 60_000 });
            var at = await page.EvaluateAsync<double>("() => performance.now()");
            await app.StopAsync(abruptly: true);
            var times = await page.EvaluateAsync<double[]>("() => { clearInterval(window.typing); return window.times; }");
            var claims = await page.EvaluateAsync<int[]>("() => window.claims");
            Assert.True(cuts > 10, $"Only {cuts} cuts.");

            await app.StartAsync();
            await page.UnrouteAllAsync();
            await using var again = await Person.ComeAsync(app, "Ann", Device.Laptop);
            await again.SignInAsync(account);
            await again.Page.GotoAsync("/journal");
            await again.Page.OpenJournalAsync(phrase);
            await Expect(again.Page.Locator(".entries .entry").First).ToBeVisibleAsync();
            Assert.Equal(1, await again.Page.Locator(".entries .entry").CountAsync());
            await again.Page.Locator(".entries .entry").First.ClickAsync();
            await again.Page.Button("Write on").ClickAsync();
            var kept = (await again.Page.Words().InputValueAsync()).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(Enumerable.Range(0, kept.Length).Select(word => word.ToString(CultureInfo.InvariantCulture)), kept);
            var lastClaim = claims.Where(word => times[word] < at).DefaultIfEmpty(0).Max();
            Assert.True(kept.Length > lastClaim, $"Word {lastClaim} was said to be saved; {kept.Length} words are there.");
            Figures.Print(output, "cuts of the line while somebody types in the journal", cuts, "cuts");
            Figures.Print(output, "journal typing lost by a power cut after all these", kept.Length >= times.Length ? 0 : at - times[kept.Length], "ms");
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_restart_of_the_server_in_mid_sentence_is_sat_out()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            ann.ExpectBrokenLines();
            var account = await ann.ComeToJournalAsync();
            await ann.SetUpJournalAsync(account);
            await ann.Page.WriteAsync("Before.");
            await app.StopAsync(abruptly: true);
            await ann.Page.Words().FillAsync("Before. And without a server.");
            await Expect(ann.Page.GetByText("No connection. Your words are kept here")).ToBeVisibleAsync();
            await Expect(ann.Page.SavedEntry()).ToHaveCountAsync(0);
            await app.StartAsync();
            await Expect(ann.Page.SavedEntry()).ToBeVisibleAsync(new() { Timeout = 10_000 });
            await ann.Page.Words().FillAsync("Before. And without a server. And after it.");
            await Expect(ann.Page.SavedEntry()).ToHaveCountAsync(0);
            await Expect(ann.Page.SavedEntry()).ToBeVisibleAsync();
            ann.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Two_windows_that_write_the_same_entry_keep_both_versions()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            ann.Allow("status of 409");
            var account = await ann.ComeToJournalAsync();
            var (phrase, _) = await ann.SetUpJournalAsync(account);
            await ann.Page.WriteAsync("One entry.");
            var other = await ann.Context.NewPageAsync();
            await other.GotoAsync("/journal");
            await other.OpenJournalAsync(phrase);
            await other.Entry("One entry.").ClickAsync();
            await other.Button("Write on").ClickAsync();

            await ann.Page.Words().FillAsync("One entry. In the first window.");
            await Expect(ann.Page.SavedEntry()).ToHaveCountAsync(0);
            await Expect(ann.Page.SavedEntry()).ToBeVisibleAsync();
            await other.Words().FillAsync("One entry. In the second window.");
            await Expect(other.GetByText("Both versions are kept")).ToBeVisibleAsync();
            await Expect(other.SavedEntry()).ToBeVisibleAsync();
            await Expect(other.Words()).ToHaveValueAsync("One entry. In the second window.");
            await Expect(other.Entry("In the first window")).ToBeVisibleAsync();
            await Expect(other.Entry("In the second window")).ToBeVisibleAsync();

            // The first window hears of it with its next word, and goes on.
            await ann.Page.Words().FillAsync("One entry. In the first window, again.");
            await Expect(ann.Page.Entry("In the second window")).ToBeVisibleAsync();
            await Expect(ann.Page.SavedEntry()).ToBeVisibleAsync();
            await ann.Page.ReloadAsync();
            await ann.Page.OpenJournalAsync(phrase);
            await Expect(ann.Page.Entry("In the first window, again")).ToBeVisibleAsync();
            await Expect(ann.Page.Entry("In the second window")).ToBeVisibleAsync();
            await Expect(ann.Page.Locator(".entries .entry")).ToHaveCountAsync(2);
            await Expect(ann.Page.GetByText("Something is not as you left it")).ToHaveCountAsync(0);
            ann.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }
}
