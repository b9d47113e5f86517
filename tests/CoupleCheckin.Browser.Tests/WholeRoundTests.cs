using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>One round of everything that can be asked: how fast the cards turn, how fast the comparison is drawn, and what the pages cost.</summary>
[Collection(AloneCollection.Name)]
public sealed class WholeRoundTests(ITestOutputHelper output)
{
    private const int All = 104;

    /// <summary>What a tab may cost at most, in bytes (performance.md, Decided 5).</summary>
    private const double MostOfATab = 1e6;

    /// <summary>How many of the rest a comparison draws before it is asked for the others.</summary>
    private const int AtFirst = 24;

    private static readonly string[] OwnChoice = ["Sexual and explicit", "On one’s own"];

    [Fact]
    public async Task A_round_of_everything_turns_opens_and_is_compared_in_a_moment()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var couple = await Couple.PairAsync(app, bos: Device.Laptop);
            var (ann, bo) = (couple.Ann, couple.Bo);
            await BothOpenTheTopicsOfTheirOwnChoiceAsync(couple);

            await ann.Page.GotoAsync("/rounds/new");
            await ann.Page.GetByLabel("Topics that you choose").CheckAsync();
            await ann.Page.Button("All of them").ClickAsync();
            await ann.Page.GetByLabel("All at once").CheckAsync();
            await ann.Page.Button("Start").ClickAsync();
            await Expect(ann.Page.GetByText($"1 of {All}")).ToBeVisibleAsync();
            var round = new Uri(ann.Page.Url).AbsolutePath;
            await bo.Page.GotoAsync(round);
            await Expect(bo.Page.GetByText($"1 of {All}")).ToBeVisibleAsync();
            var cookies = (await ann.Context.StorageStateAsync())!;

            var turns = (await Task.WhenAll(AnswerAllAsync(ann.Page, 3), AnswerAllAsync(bo.Page, 2))).SelectMany(times => times).ToList();
            Assert.Equal(2 * All, turns.Count);
            Figures.Print(output, $"card to card in a round of {All}, both at once, p50", Quantile(turns, .5), "ms");
            Figures.Print(output, $"card to card in a round of {All}, both at once, p95", Quantile(turns, .95), "ms");

            var lookOver = await LiveMemory.PerTabAsync(app, new Uri(app.BaseAddress, round), cookies, page => Expect(page.Locator(".over")).ToHaveCountAsync(All), tabs: 4);
            Figures.Print(output, $"live memory of a tab, a sheet of {All} looked over", lookOver / 1e3, "kB");
            await couple.OpenSheetsAsync();

            var drawn = new List<double>();
            for (var time = 0; time < 10; time++)
            {
                await ann.Page.Locator(".places a").First.ClickAsync();
                var row = ann.Page.GetByRole(AriaRole.Link, new() { Name = "All topics together" });
                await Expect(row).ToBeVisibleAsync();
                drawn.Add(await row.EvaluateAsync<double>(
                    """
                    (row, all) => new Promise(done => {
                      const start = performance.now();
                      const look = () => { if (document.querySelectorAll('main .brief-row').length >= all) { observer.disconnect(); requestAnimationFrame(() => done(performance.now() - start)); } };
                      const observer = new MutationObserver(look);
                      observer.observe(document.body, { subtree: true, childList: true });
                      row.click();
                    })
                    """,
                    AtFirst));
            }
            Figures.Print(output, $"comparison of {All} rows, from the press until it is drawn, p50", Quantile(drawn, .5), "ms");
            Figures.Print(output, $"comparison of {All} rows, from the press until it is drawn, p95", Quantile(drawn, .95), "ms");

            var comparison = await LiveMemory.PerTabAsync(
                app, new Uri(app.BaseAddress, $"{round}/comparison"), cookies, page => Expect(page.Locator("main .brief-row").Nth(AtFirst - 1)).ToBeVisibleAsync(), tabs: 4);
            Figures.Print(output, $"live memory of a tab, a comparison of {All} rows", comparison / 1e3, "kB");
            await ann.Page.Button("Show the others").ClickAsync();
            await Expect(ann.Page.Locator("main .brief-row, main article.cmp")).ToHaveCountAsync(All);
            Assert.True(lookOver < MostOfATab, $"{lookOver / 1e3:0} kB");
            Assert.True(comparison < MostOfATab, $"{comparison / 1e3:0} kB");
            couple.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static double Quantile(IReadOnlyList<double> values, double part) => values.Order().ElementAt((int)Math.Ceiling(values.Count * part) - 1);

    /// <summary>What each has by their own choice can be asked like anything else once both have opened it.</summary>
    private static async Task BothOpenTheTopicsOfTheirOwnChoiceAsync(Couple couple)
    {
        await couple.Ann.StartRoundAsync();
        foreach (var person in new[] { couple.Ann, couple.Bo })
        {
            await person.Page.GotoAsync("/rounds/new");
            foreach (var topic in OwnChoice)
            {
                await person.Page.GetByLabel(topic).CheckAsync();
                await Expect(person.Page.Link($"Go to it: {topic}")).ToBeVisibleAsync();
            }
        }
        foreach (var topic in OwnChoice)
        {
            foreach (var person in new[] { couple.Ann, couple.Bo })
            {
                await person.Page.GotoAsync("/rounds/new");
                await person.Page.Link($"Go to it: {topic}").ClickAsync();
                await person.TurnAllCardsAsync();
            }
            await couple.OpenSheetsAsync();
        }
    }

    /// <summary>Answers each card and turns it; answers how long each turn took, from the press until the next card stands there.</summary>
    private static async Task<double[]> AnswerAllAsync(IPage page, int zones)
    {
        var times = await page.EvaluateAsync<double[]>(
            """
            async zones => {
              const times = [], seen = look => new Promise(done => {
                if (look()) return done();
                const observer = new MutationObserver(() => { if (look()) { observer.disconnect(); done(); } });
                observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
              });
              for (let next; (next = document.querySelector('[data-next]'));) {
                document.querySelectorAll('.pick.zones input')[times.length % zones].click();
                await seen(() => document.querySelector('[data-saved]'));
                const card = document.querySelector('h1').textContent, start = performance.now();
                next.click();
                await seen(() => document.querySelector('h1') && document.querySelector('h1').textContent !== card);
                times.push(performance.now() - start);
              }
              return times;
            }
            """,
            zones);
        await Expect(page.Heading()).ToHaveTextAsync("Look it over");
        return times;
    }
}
