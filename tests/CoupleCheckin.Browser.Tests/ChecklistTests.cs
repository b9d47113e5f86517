using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>The whole checklist: topics, mirror, slices, answers given anew, timeline and picture.</summary>
[Collection(AppCollection.Name)]
public sealed class ChecklistTests(RunningApp app)
{
    private const string First = "Dating apps";
    private const string Second = "Co-workers";

    [Fact]
    public async Task Two_choose_topics_hold_up_a_mirror_open_a_slice_answer_anew_and_see_it_as_a_picture()
    {
        await using var couple = await Couple.PairAsync(app);
        var (ann, bo) = (couple.Ann, couple.Bo);
        var secret = Canaries.Make("onlyforann");

        // Ann chooses two topics; Bo finds both on Today.
        await ann.Page.GotoAsync("/rounds/new");
        await ann.Page.GetByLabel("Topics that you choose").CheckAsync();
        await ann.Page.GetByLabel(First).CheckAsync();
        await ann.Page.GetByLabel(Second).CheckAsync();
        await ann.Page.Button("Start").ClickAsync();
        await bo.Page.GotoAsync("/today");
        await bo.Page.GetByRole(AriaRole.Link, new() { Name = Second }).ClickAsync();

        // She answers one thing only for herself, and looks into the mirror; he sees nothing of either.
        await ann.Page.SayFreeToAnswerAsync();
        await ann.AnswerAsync(new(Place.Gray));
        await ann.TurnAllCardsAsync();
        await ann.Page.GetByRole(AriaRole.Link, new() { Name = "Answer something only for yourself" }).ClickAsync();
        await Expect(ann.Page.GetByText("Only you see this")).ToBeVisibleAsync();
        await ann.Page.WriteNoteAsync(secret);
        await ann.Page.Button("Save and stop").ClickAsync();
        await ann.Page.Link("To the sheet for two").ClickAsync();
        await ann.TurnAllCardsAsync();
        await ann.Page.GetByRole(AriaRole.Link, new() { Name = "Hold up a mirror first" }).ClickAsync();
        await ann.Page.Choice("If I did it", 0).CheckAsync();
        await ann.Page.GetByRole(AriaRole.Radiogroup).Nth(1).GetByRole(AriaRole.Radio).Nth(2).CheckAsync();
        await Expect(ann.Page.Saved()).ToBeVisibleAsync();
        while (await ann.Page.Button("Next").IsVisibleAsync())
        {
            await ann.NextAsync();
        }
        await ann.Page.Button("See what it shows").ClickAsync();
        await Expect(ann.Page.GetByText("If I did it: within bounds.")).ToBeVisibleAsync();
        await ann.Page.Link("Back to my answers").ClickAsync();

        // The first slice is sealed by both and opens; the second stays closed.
        await ann.TurnAllCardsAsync();
        await bo.Page.SayFreeToAnswerAsync();
        await bo.AnswerAsync(new(Place.Within, Place.Objectionable));
        await bo.TurnAllCardsAsync();
        await couple.OpenSheetsAsync();
        foreach (var person in new[] { ann, bo })
        {
            await Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = "To talk about first" })).ToBeVisibleAsync();
            await Expect(person.Page.GetByRole(AriaRole.Link, new() { Name = First })).ToContainTextAsync("not started");
        }
        Assert.DoesNotContain(secret, await Steps.EverythingInAsync(bo.Page), StringComparison.Ordinal);

        // "Talked about" stands on both screens.
        await ann.Page.Button("We talked about these").ClickAsync();
        await Expect(bo.Page.GetByRole(AriaRole.Heading, new() { Name = "Talked about" })).ToBeVisibleAsync();

        // He answers anew, with a reason; her page of the same behaviour shows it by itself.
        await bo.Page.Locator("section[aria-labelledby=talked] summary").ClickAsync();
        await bo.Page.Link("Over time").ClickAsync();
        await Expect(bo.Page.GetByRole(AriaRole.Heading, new() { Name = "How it came to be" })).ToBeVisibleAsync();
        await ann.Page.GotoAsync(new Uri(bo.Page.Url).AbsolutePath);
        await Expect(ann.Page.Locator(".timeline li")).ToHaveCountAsync(2);
        await bo.Page.Button("Answer it anew").ClickAsync();
        await Expect(bo.Page.GetByText("Kept for you, not added yet")).ToBeVisibleAsync();
        var clear = bo.Page.Button("Clear: Done openly");
        await clear.ClickAsync();
        await Expect(clear).ToHaveCountAsync(0);
        await bo.Page.Choice("Done openly", 1).CheckAsync();
        await Expect(clear).ToBeVisibleAsync();
        await Expect(bo.Page.GetByText("Kept for you, not added yet")).ToBeVisibleAsync();
        await bo.Page.WriteAsync(() => bo.Page.GetByLabel("What changed").FillAsync("I had not thought of the evenings."));
        await Expect(bo.Page.GetByText("Kept for you, not added yet")).ToBeVisibleAsync();
        await bo.Page.ReloadAsync();
        await Expect(bo.Page.GetByLabel("What changed")).ToHaveValueAsync("I had not thought of the evenings.");
        await Expect(ann.Page.Locator(".timeline li")).ToHaveCountAsync(2);
        await bo.Page.Button("Add my answer of today").ClickAsync();
        await Expect(ann.Page.Locator(".timeline li")).ToHaveCountAsync(3);
        await Expect(ann.Page.GetByText("I had not thought of the evenings.")).ToBeVisibleAsync();

        // The picture has both in the gray zone now.
        await ann.Page.Link("See the whole topic").ClickAsync();
        var row = ann.Page.Locator(".picture tbody tr").First;
        await Expect(row.GetByRole(AriaRole.Cell).Nth(1)).ToContainTextAsync("you.");
        await Expect(row.GetByRole(AriaRole.Cell).Nth(1)).ToContainTextAsync($"{couple.BosAccount.Called}.");
        couple.AssertClean();
    }

    [Fact]
    public async Task Choosing_the_mirror_and_answering_anew_go_without_a_mouse()
    {
        await using var couple = await Couple.PairAsync(app, bos: Device.Laptop);
        var (ann, bo) = (couple.Ann, couple.Bo);
        var page = ann.Page;
        await page.GotoAsync("/rounds/new");
        await page.TabToAsync(page.GetByLabel("The starter set"));
        await page.Keyboard.PressAsync("ArrowDown");
        await page.TabToAsync(page.GetByLabel(First));
        await page.Keyboard.PressAsync("Space");
        await page.GoByKeysAsync(page.Button("Start"));
        await page.GoByKeysAsync(page.Button("Yes"));
        await Expect(page.Heading()).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("1");
        await Expect(page.Saved()).ToBeVisibleAsync();
        await ann.TurnAllCardsAsync();
        var round = new Uri(page.Url).AbsolutePath;

        await page.GoByKeysAsync(page.GetByRole(AriaRole.Link, new() { Name = "Hold up a mirror first" }));
        await Expect(page.Choice("If I did it", 0)).ToBeVisibleAsync();
        for (var card = 0; !await page.GetByText("What the mirror shows").IsVisibleAsync(); card++)
        {
            var name = await page.Heading().InnerTextAsync();
            await Expect(page.Heading()).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("1");
            await Expect(page.Choice("If I did it", 0)).ToBeCheckedAsync();
            await page.Keyboard.PressAsync(card == 0 ? "3" : "1");
            await Expect(page.Saved()).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Shift+H");
            await page.Keyboard.PressAsync("n");
            await page.Locator("[data-next]").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Heading()).Not.ToHaveTextAsync(name);
        }
        await Expect(page.Heading()).ToBeFocusedAsync();
        await Expect(page.Locator(".rows small")).ToHaveCountAsync(1);
        await page.GoByKeysAsync(page.Link("Back to my answers"));

        await ann.TurnAllCardsAsync();
        await bo.Page.GotoAsync(round);
        await bo.TurnAllCardsAsync();
        await couple.OpenSheetsAsync();
        await page.GoByKeysAsync(page.Locator("summary.brief").First);
        await page.GoByKeysAsync(page.Link("Over time").First);
        await page.GoByKeysAsync(page.Button("Answer it anew"));
        await Expect(page.Locator("#anew")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("3");
        await Expect(page.Choice("Done openly", 2)).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("Said without a mouse");
        await page.GoByKeysAsync(page.Button("Add my answer of today"));
        await Expect(page.Locator(".timeline li").First).ToContainTextAsync("Said without a mouse");
        couple.AssertClean();
    }

    [Fact]
    public async Task A_topic_that_one_alone_chose_is_nowhere_on_the_others_pages()
    {
        await using var couple = await Couple.PairAsync(app);
        var (ann, bo) = (couple.Ann, couple.Bo);
        await bo.StartRoundAsync();
        await bo.Page.GotoAsync("/today");
        await Expect(bo.Page.GetByText("The starter set", new() { Exact = true })).ToBeVisibleAsync();
        var before = await bo.Page.Locator("main").InnerTextAsync();

        await ann.Page.GotoAsync("/rounds/new");
        await ann.Page.GetByLabel("Sexual and explicit").CheckAsync();
        await ann.Page.Link("Go to it: Sexual and explicit").ClickAsync();
        await ann.Page.SayFreeToAnswerAsync();
        var round = new Uri(ann.Page.Url).AbsolutePath;
        await ann.AnswerAsync(new(Place.Gray));
        await ann.TurnAllCardsAsync();
        await ann.SealAsync();
        await ann.Page.GotoAsync("/today");
        await Expect(ann.Page.GetByText("A part of your own choice")).ToBeVisibleAsync();
        Assert.DoesNotContain("Sexual", await ann.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        Assert.Equal(before, await bo.Page.Locator("main").InnerTextAsync());
        await bo.Page.ReloadAsync();
        await Expect(bo.Page.GetByText("The starter set", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(before, await bo.Page.Locator("main").InnerTextAsync());
        await bo.Page.GotoAsync(round);
        await Expect(bo.Page.Heading()).ToHaveTextAsync("There is nothing here");
        couple.AssertClean();
    }
}
