using CoupleCheckin.Browser.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests.Journal;

/// <summary>One passage of an entry is handed over to a concern: exactly what was selected and shown, and nothing before that was pressed.</summary>
[Collection(AppCollection.Name)]
public sealed class PassageTests(RunningApp app)
{
    [Fact]
    public async Task Only_the_passage_that_was_shown_is_sent_and_only_when_its_author_says_so()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        ann.Allow("status of 404");
        var page = ann.Page;
        var sent = new List<string?>();
        page.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/concerns/passage", StringComparison.Ordinal))
            {
                sent.Add(request.PostData);
            }
        };
        var account = await ann.ComeToJournalAsync();
        await ann.SetUpJournalAsync(account);
        var (before, passage) = (Canaries.Make("before"), Canaries.Make("passage"));
        await page.WriteAsync($"{before}\n\nI wonder about **{passage}** a lot.");
        await page.Button("Read").ClickAsync();
        await Expect(page.Button("Copy it into a concern …")).ToBeHiddenAsync();
        await page.Locator("[data-text] p").Nth(1).SelectTextAsync();
        await page.Button("Copy it into a concern …").ClickAsync();
        await Expect(page.Locator("[data-preview]")).ToHaveTextAsync($"I wonder about {passage} a lot.");
        await page.Button("Not now").ClickAsync();
        Assert.Empty(sent);

        await page.Locator("[data-text] p").Nth(1).SelectTextAsync();
        await page.Button("Copy it into a concern …").ClickAsync();
        await ann.AxeAsync();
        await page.Button("Copy it").ClickAsync();
        await Expect(page.GetByLabel("What it was like for me")).ToHaveValueAsync($"I wonder about {passage} a lot.");
        Assert.Equal($"{{\"text\":\"I wonder about {passage} a lot.\"}}", Assert.Single(sent));
        ann.AssertClean();
    }
}
