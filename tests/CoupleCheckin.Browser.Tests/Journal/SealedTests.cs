using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests.Journal;

/// <summary>What leaves the browser while somebody writes, and what the server has of it then (security.md 5, checks 1, 4, 9, 10 and 15).</summary>
public sealed class SealedTests(ITestOutputHelper output)
{
    /// <summary>Any Unicode: two scripts from right to left, letters of four bytes, joined signs, marks, blanks of all kinds, markup.</summary>
    private const string AnyUnicode = "Ça va ? שלום مرحبا 你好 𝒳 👩‍❤️‍👨 e\u0301 \u202Eabc\u202C <b>&amp;</b> \t end";

    [Fact]
    public async Task Nothing_of_an_open_journal_reaches_the_server_and_its_sealed_records_open_with_its_words_alone()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            var sent = new ConcurrentBag<byte[]>();
            var (frames, addresses) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
            ann.Context.Request += (_, request) =>
            {
                addresses.Add(request.Url + string.Join('\n', request.Headers));
                if (request.PostDataBuffer is { } body)
                {
                    sent.Add(body);
                }
            };
            ann.Page.WebSocket += (_, socket) =>
            {
                socket.FrameSent += (_, frame) => frames.Add(frame.Text ?? Encoding.UTF8.GetString(frame.Binary ?? []));
                socket.FrameReceived += (_, frame) => frames.Add(frame.Text ?? Encoding.UTF8.GetString(frame.Binary ?? []));
            };
            var account = await ann.ComeToJournalAsync();
            var (text, mood, tag, searched, title) = (Canaries.Make("text"), Canaries.Make("mood"), Canaries.Make("tag"), Canaries.Make("searched"), Canaries.Make("deleted"));
            var (phrase, key) = await ann.SetUpJournalAsync(account, withKey: true);
            var page = ann.Page;

            await page.WriteAsync($"# {text}\n\n{text} {AnyUnicode}");
            foreach (var (word, what) in new[] { (mood, "a word for the mood"), (tag, "a tag") })
            {
                await page.Button(what).ClickAsync();
                await page.GetByLabel($"Add {what}").FillAsync(word);
                await page.Keyboard.PressAsync("Enter");
                await Expect(page.Locator(".chip[aria-pressed=true]").Filter(new() { HasText = word })).ToBeVisibleAsync();
            }
            await Expect(page.SavedEntry()).ToBeVisibleAsync();
            await page.GetByLabel("Search everything you wrote").FillAsync(searched);
            await Expect(page.GetByText("Nothing of what you wrote fits this")).ToBeVisibleAsync();
            await page.GetByLabel("Search everything you wrote").FillAsync(text.ToUpperInvariant());
            await Expect(page.Entry(text)).ToHaveCountAsync(1);
            await page.GetByLabel("Search everything you wrote").FillAsync("");
            await page.WriteAsync(title);
            await page.Button("Read").ClickAsync();
            await page.Button("Delete").ClickAsync();
            await Expect(page.Entry(title)).ToHaveCountAsync(0);

            // The server, while the journal is open. What it does know is found, so that finding nothing means something.
            await using (var elsewhere = new SecondTab(await ann.Context.NewPageAsync()))
            {
                await elsewhere.Page.GotoAsync("/today");
                await Expect(elsewhere.Page.WhoIsHere(account.Called)).ToBeVisibleAsync();
            }
            string[] secrets = [text, mood, tag, searched, title, phrase, key!, key!.Replace("-", "", StringComparison.Ordinal)];
            if (OperatingSystem.IsLinux())
            {
                var found = ServerMemory.Count(app.ProcessId, [.. secrets, account.Called]);
                Assert.True(found[account.Called] > 0, "The search of the server's memory does not find what is there.");
                Assert.All(secrets, secret => Assert.True(found[secret] == 0, $"{secret} stands {found[secret]} times in the server's memory."));
                Figures.Print(output, "journal words and passphrase in the server's memory while it is open", secrets.Sum(secret => found[secret]), "hits");
            }
            else
            {
                output.WriteLine("The server's memory is NOT tested here: it is looked through on Linux only.");
            }

            var canaries = new Canaries(secrets);
            Assert.True(sent.Count(body => body.AsSpan().IndexOf("CC\u0001\u0001\0"u8) >= 0) >= 4, "The sealed records that were sent were not seen.");
            Assert.All(sent, body => Assert.Empty(canaries.Search(body, "a request")));
            Assert.All(frames, frame => Assert.Empty(canaries.Search(Encoding.UTF8.GetBytes(frame), "a frame")));
            Assert.All(addresses, address => Assert.Empty(canaries.Search(Encoding.UTF8.GetBytes(address), "an address")));
            canaries.SweepFolder(app.Folder).AssertNone();
            canaries.SweepText(app.Output, "the output").AssertNone();

            await AssertOpensWithItsOwnWordsAloneAsync(ann, phrase, key, account.Password, text);
            await AssertNothingStaysInTheBrowserAsync(ann, canaries);
            await page.Locator("[data-lock]").ClickAsync();
            await Expect(page.Passphrase()).ToBeVisibleAsync();
            canaries.SweepText(await Steps.EverythingInAsync(page), "the locked page").AssertNone();
            await app.StopAsync();
            canaries.SweepFolder(app.Folder).AssertNone();
            ann.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task AssertOpensWithItsOwnWordsAloneAsync(Person ann, string phrase, string key, string password, string text)
    {
        var slots = await ann.Page.EvaluateAsync<string>("async () => (await fetch('/journal/slots')).text()");
        var owner = JsonDocument.Parse(slots).RootElement.GetProperty("owner").GetString();
        var records = Convert.FromBase64String(await ann.Page.EvaluateAsync<string>(
            """
            async owner => {
              const bytes = new Uint8Array(await (await fetch('/journal/records', { headers: { 'X-Journal-Of': owner } })).arrayBuffer());
              return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
            }
            """,
            owner));
        var journal = new SealedJournal(slots, records);

        var root = journal.OpenWithPassphrase(phrase)!;
        Assert.Equal(root, journal.OpenWithRecoveryKey(key));
        var contents = journal.Read(root).ToList();
        Assert.All(contents, content => Assert.NotNull(content));
        var entry = Assert.Single(contents, content => content!.Value.GetProperty("kind").GetString() == "entry")!.Value;
        Assert.Equal($"# {text}\n\n{text} {AnyUnicode}", entry.GetProperty("text").GetString());
        Assert.Single(contents, content => content!.Value.GetProperty("kind").GetString() == "head");
        Assert.All(journal.PaddedLengths, length => Assert.True(length is 256 or 1024 or 4096));

        foreach (var other in new[] { password, phrase.ToUpperInvariant(), phrase[..^1], phrase + " ", "", key })
        {
            Assert.Null(journal.OpenWithPassphrase(other));
        }
        Assert.Null(journal.OpenWithRecoveryKey("0000" + key[4..]));
        Assert.Null(journal.OpenWithPassphrase(phrase, Guid.NewGuid()));
        Assert.All(journal.Read(new byte[32]), Assert.Null);
        Assert.All(journal.Read(root, Guid.NewGuid()), Assert.Null);
    }

    private static async Task AssertNothingStaysInTheBrowserAsync(Person ann, Canaries canaries)
    {
        var left = await ann.Page.EvaluateAsync<string>(
            """
            async () => {
              const left = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, document.title, location.href, JSON.stringify(history.state)];
              for (const name of await caches.keys()) left.push(name);
              for (const { name } of await indexedDB.databases()) left.push(name);
              return left.join('\n');
            }
            """);
        canaries.SweepText(left, "the browser").AssertNone();
        Assert.StartsWith("{}\n{}\n", left, StringComparison.Ordinal);
        var session = await ann.Context.NewCDPSessionAsync(ann.Page);
        var history = await session.SendAsync("Page.getNavigationHistory");
        canaries.SweepText(history!.Value.GetRawText(), "the history").AssertNone();
    }

    private sealed class SecondTab(IPage page) : IAsyncDisposable
    {
        public IPage Page => page;

        public async ValueTask DisposeAsync() => await page.CloseAsync();
    }
}
