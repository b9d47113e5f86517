using System.Text.Json;
using CoupleCheckin.Browser.Tests.Harness;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests.Journal;

/// <summary>A journal of 10,000 entries of 2 KB: how long it takes to open and to search, and what it holds in memory. Printed, not asserted, but for memory and size.</summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    private const int Entries = 10_000;

    [Fact]
    public async Task Ten_thousand_entries_open_and_are_searched_at_once()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            var page = ann.Page;
            var account = await ann.ComeToJournalAsync();
            var (phrase, _) = await ann.SetUpJournalAsync(account);
            await page.ReloadAsync();
            await page.EvaluateAsync(
                """
                async ([phrase, count]) => {
                  const [{ Store }, { openSlot }, { Vault }, { newEntry }] = await Promise.all(['store', 'keys', 'vault', 'editor'].map(name => import(`/journal/${name}.js`)));
                  const store = new Store(), { slots } = await store.keys();
                  const vault = new Vault(store, await openSlot(store.owner, slots[0], phrase), 1);
                  await vault.take(await store.list());
                  const words = 'alpha beta gamma delta river stone window quiet letter evening morning harbour lantern café'.split(' ');
                  for (let n = 0; n < count; n++) {
                    let text = `entry number ${n} `;
                    while (text.length < 2000) text += `${words[(n * 7 + text.length) % words.length]} `;
                    const day = new Date(Date.UTC(2026, 10, 20) - n * 31_536e5 / 400).toISOString().slice(0, 16);
                    vault.put(crypto.randomUUID(), newEntry({ at: day, text, moods: [words[n % 8]], tags: [words[n % 5]] }));
                    if (n % 400 === 399) await vault.flush();
                  }
                  while (vault.hasUnsaved) await vault.flush();
                }
                """,
                new object[] { phrase, Entries });
            await page.ReloadAsync();
            await Expect(page.Passphrase()).ToBeVisibleAsync();
            await page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
            await page.Passphrase().FillAsync(phrase);
            var figures = await page.EvaluateAsync<JsonElement>(
                """
                async () => {
                  const from = performance.now();
                  let bar = 0;
                  [...document.querySelectorAll('button')].find(button => button.textContent === 'Open').click();
                  while (!document.querySelector('.entries .entry')) {
                    bar = Math.max(bar, document.querySelector('progress')?.value ?? 0);
                    await new Promise(requestAnimationFrame);
                  }
                  const open = performance.now() - from;
                  const box = document.querySelector('[data-search]'), times = [];
                  for (const words of ['lantern', 'caf', 'entry number 7777', 'zzz', 'river stone', 'CAFÉ', '"number 1"']) {
                    box.value = words;
                    const begun = performance.now();
                    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
                    times.push(performance.now() - begun);
                  }
                  const found = document.querySelector('.list > [role=status]').textContent;
                  box.value = '';
                  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
                  const list = document.querySelector('.entries');
                  let most = 0, slowest = 0;
                  for (let at = 0; at < 40; at++) {
                    const begun = performance.now();
                    list.scrollTop = list.scrollHeight * at / 40;
                    await new Promise(requestAnimationFrame);
                    await new Promise(requestAnimationFrame);
                    slowest = Math.max(slowest, performance.now() - begun);
                    most = Math.max(most, list.querySelectorAll('.entry').length);
                  }
                  const scripts = performance.getEntriesByType('resource').filter(file => /\/journal\/[^/]+\.js/.test(file.name)).reduce((sum, file) => sum + file.encodedBodySize, 0);
                  return { open, search: Math.max(...times), found, bar, most, slowest, scripts };
                }
                """);
            var session = await ann.Context.NewCDPSessionAsync(page);
            await session.SendAsync("HeapProfiler.collectGarbage");
            var heap = await session.SendAsync("Runtime.getHeapUsage");
            var megabytes = (heap!.Value.GetProperty("usedSize").GetDouble() + heap.Value.GetProperty("backingStorageSize").GetDouble()) / 1024 / 1024;
            Figures.Print(output, "journal of 10,000 entries of 2 KB, from the passphrase to searchable (budget 1500)", figures.GetProperty("open").GetDouble(), "ms");
            Figures.Print(output, "journal, slowest of seven searches (budget 50)", figures.GetProperty("search").GetDouble(), "ms");
            Figures.Print(output, "journal, slowest of forty jumps through the list, two frames", figures.GetProperty("slowest").GetDouble(), "ms");
            Figures.Print(output, "journal, memory while open (budget 250)", megabytes, "MB");
            Figures.Print(output, "journal's script on the wire (budget 40)", figures.GetProperty("scripts").GetDouble() / 1024, "KB");
            Assert.InRange(megabytes, 1, 250);
            Assert.InRange(figures.GetProperty("most").GetInt32(), 1, 60);
            Assert.True(figures.GetProperty("bar").GetDouble() > 0, "No progress was shown.");
            Assert.Equal($"{Enumerable.Range(0, Entries).Count(number => $"entry number {number}".Contains("number 1", StringComparison.Ordinal))} entries", figures.GetProperty("found").GetString());
            Assert.Equal(0, await page.GetByText("Something is not as you left it").CountAsync());
            ann.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }
}
