using System.Collections.Concurrent;
using System.Text.Json;
using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>After everything that people do here: what lies in the files of the server, what stays in the browsers, and what an operator's collector got.</summary>
public sealed class LeftoversTests(ITestOutputHelper output)
{
    [Fact]
    public async Task After_the_whole_way_nothing_readable_lies_in_any_file_nor_in_the_browsers()
    {
        await using var collector = new Collector();
        var app = await RunningApp.StartNewAsync(collector.Settings);
        try
        {
            await using var relay = Relay.To(app);
            var (annsAccount, bosAccount) = (Account.New("ann"), Account.New("bo"));
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop, at: relay.Address);
            await using var bo = await Person.ComeAsync(app, "Bo", Device.Phone);
            ann.ExpectBrokenLines();
            bo.ExpectBrokenLines();
            var sent = new ConcurrentBag<Task<(string Url, string CacheControl, string Html)>>();
            foreach (var person in new[] { ann, bo })
            {
                person.Context.Response += (_, response) =>
                {
                    if (response.Request.ResourceType == "document" && response.Status == 200)
                    {
                        sent.Add(ReadAsync(response));
                    }
                };
            }

            // Everybody's secrets, in every way the pages offer.
            var secrets = new List<string> { annsAccount.Called, bosAccount.Called, annsAccount.Password, bosAccount.Password };
            string Secret(string label)
            {
                secrets.Add(Canaries.Make(label));
                return secrets[^1];
            }

            await ann.SignUpAsync(annsAccount);
            var key = await ann.KeepRecoveryKeyAsync();
            secrets.AddRange([key, key.Replace("-", "", StringComparison.Ordinal), key.Replace(" ", "", StringComparison.Ordinal)]);
            await bo.SignUpAsync(bosAccount);
            secrets.Add((await bo.KeepRecoveryKeyAsync()).Trim());
            secrets.Add(new Uri(await ann.InviteAsync()).Fragment[1..]);
            var link = await ann.InviteAsync();
            secrets.Add(new Uri(link).Fragment[1..]);
            await bo.AcceptAsync(link);

            var round = await ann.StartRoundAsync();
            await bo.Page.GotoAsync(round);
            // A first wording, changed; a note taken away again; a note that outlives a cut line; and what stays.
            await ann.AnswerAsync(new(Place.Gray, Note: Secret("firstwording")));
            await ann.Page.WriteNoteAsync(Secret("laterwording"));
            await ann.NextAsync();
            await ann.AnswerAsync(new(Place.Gray, Note: Secret("takenaway")));
            await ann.Page.WriteNoteAsync("");
            await ann.NextAsync();
            await ann.AnswerAsync(new(Place.Objectionable));
            await relay.CutAsync();
            await Expect(ann.Page.NoConnection()).ToBeVisibleAsync();
            await ann.Page.WriteAsync(async () =>
            {
                await ann.Page.Note().FillAsync(Secret("withoutline"));
                relay.Mend();
                await ann.Page.TryNowAsync();
            });
            await ann.TurnAllCardsAsync();
            await bo.AnswerAllAsync(card => card == 0 ? new(Place.Within, Note: Secret("bosnote"), IsHardLimit: true) : new());
            await ann.SealAsync();
            await ann.Page.Button("Take my seal back").ClickAsync();
            await ann.SealAsync();
            await bo.SealAsync();
            await ann.PressReadyAsync();
            await bo.PressReadyAsync();
            await ann.SeesComparisonAsync();
            await bo.SeesComparisonAsync();

            // A new name, a new password, and a wrong one.
            var (newName, newPassword) = (Secret("newname"), Secret("newpassword"));
            await ann.Page.GotoAsync("/account");
            await ann.Page.GetByLabel("A new name").FillAsync(newName);
            await ann.Page.Button("Change the name").ClickAsync();
            await Expect(ann.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
            await ann.Page.GotoAsync("/account/password");
            await ann.Page.GetByLabel("Your current password").FillAsync(annsAccount.Password);
            await ann.Page.GetByLabel("The new one", new() { Exact = true }).FillAsync(newPassword);
            await ann.Page.Button("Change the password").ClickAsync();
            await Expect(ann.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
            await ann.Page.GotoAsync($"{round}/comparison");
            await ann.SeesComparisonAsync();

            foreach (var person in new[] { ann, bo })
            {
                await AssertNothingInBrowserAsync(person, new Canaries(secrets));
            }
            await ann.SignOutAsync();
            await Steps.FillSignInAsync(ann.Page, annsAccount with { Password = Secret("wrongpassword") });
            await Expect(ann.Page.GetByText("do not fit together")).ToBeVisibleAsync();

            // Running, after a power cut, and after an orderly end.
            var canaries = new Canaries(secrets);
            canaries.SweepFolder(app.Folder).AssertNone();
            await app.StopAsync(abruptly: true);
            canaries.SweepFolder(app.Folder).AssertNone();
            await app.StartAsync();
            await app.StopAsync();
            var sweep = canaries.SweepFolder(app.Folder);
            sweep.AssertNone();
            canaries.SweepText(app.Output, "the app's output").AssertNone();
            Assert.True(collector.Bytes > 0);
            Assert.Empty(collector.Got.SelectMany(body => canaries.Search(body, "what the collector got")));
            Figures.Print(output, "canaries searched for after the whole way", secrets.Count, "words");
            Figures.Print(output, "files searched", sweep.Files, "files");

            // What the server wrote into pages: a person's own name, key and link on their own pages at most, never what they answered.
            var answers = new Canaries(secrets.Where(secret => secret.Contains("wording", StringComparison.Ordinal) || secret.Contains("takenaway", StringComparison.Ordinal)
                || secret.Contains("withoutline", StringComparison.Ordinal) || secret.Contains("note", StringComparison.Ordinal) || secret.Contains("password", StringComparison.Ordinal)));
            // A browser forgets the page that it left, sometimes before it was asked for it; how it was sent is known all the same.
            var documents = await Task.WhenAll(sent);
            Assert.All(documents, page => Assert.Equal("no-store", page.CacheControl));
            Assert.All(documents, page => answers.SweepText(page.Url, "an address").AssertNone());
            var pages = documents.Where(page => page.Html.Length > 0).ToList();
            Assert.True(pages.Count > 20, $"Only {pages.Count} pages were seen.");
            Assert.All(pages, page => answers.SweepText(page.Html, page.Url).AssertNone());
            ann.AssertClean();
            bo.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task<(string Url, string CacheControl, string Html)> ReadAsync(IResponse response) =>
        (response.Url, await response.HeaderValueAsync("cache-control") ?? "", await response.TextIfThereAsync());

    private static async Task AssertNothingInBrowserAsync(Person person, Canaries canaries)
    {
        var left = await person.Page.EvaluateAsync<string>(
            """
            async () => {
              const left = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, document.title];
              for (const name of await caches.keys()) {
                left.push(name);
                const cache = await caches.open(name);
                for (const request of await cache.keys()) left.push(request.url, await (await cache.match(request)).text());
              }
              for (const { name } of await indexedDB.databases()) left.push('database ' + name);
              left.push(...(await navigator.serviceWorker?.getRegistrations() ?? []).map(worker => worker.scope));
              return left.join('\n');
            }
            """);
        canaries.SweepText(left, $"{person.Name}'s browser").AssertNone();
        Assert.StartsWith("{}\n{}\n", left, StringComparison.Ordinal);

        var session = await person.Context.NewCDPSessionAsync(person.Page);
        var history = await session.SendAsync("Page.getNavigationHistory");
        var entries = history!.Value.GetProperty("entries").EnumerateArray().ToList();
        Assert.NotEmpty(entries);
        foreach (var entry in entries.Where(entry => entry.GetProperty("url").GetString() is not "about:blank"))
        {
            canaries.SweepText(entry.GetRawText(), $"{person.Name}'s history").AssertNone();
            Assert.Equal("Notes", entry.GetProperty("title").GetString());
            Assert.Equal("", new Uri(entry.GetProperty("url").GetString()!).Fragment);
        }
        canaries.SweepText(JsonSerializer.Serialize(await person.Context.StorageStateAsync()), $"{person.Name}'s storage").AssertNone();
    }
}
