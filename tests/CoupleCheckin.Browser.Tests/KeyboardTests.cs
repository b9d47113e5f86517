using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

[Collection(AppCollection.Name)]
public sealed class KeyboardTests(RunningApp app)
{
    [Fact]
    public async Task Two_people_go_the_whole_way_without_a_mouse()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        await using var bo = await Person.ComeAsync(app, "Bo", Device.Laptop);
        var (annsAccount, bosAccount) = (Account.New("ann"), Account.New("bo"));

        await ann.Page.GotoAsync("/");
        await ann.Page.GoByKeysAsync(ann.Page.Link("Create an account"));
        await SignUpAsync(ann.Page, annsAccount);
        await ann.Page.GoByKeysAsync(ann.Page.Link("Invite my partner"));
        await SayItIsSafeAsync(ann.Page);
        await ann.Page.GoByKeysAsync(ann.Page.Button("Make the link"));
        var link = await ann.Page.GetByLabel("The link").InputValueAsync();
        await ann.Page.GoByKeysAsync(ann.Page.Link("Go on"));

        await bo.Page.GotoAsync(link);
        await bo.Page.GoByKeysAsync(bo.Page.Link("Create an account"));
        await SignUpAsync(bo.Page, bosAccount);
        await SayItIsSafeAsync(bo.Page);
        await bo.Page.GoByKeysAsync(bo.Page.Button($"Join {annsAccount.Called}"));
        await Expect(bo.Page.WhoIsHere(annsAccount.Called)).ToBeVisibleAsync();
        await Expect(ann.Page.WhoIsHere(bosAccount.Called)).ToBeVisibleAsync();

        await ann.Page.GoByKeysAsync(ann.Page.Link("Spectrum"));
        await ann.Page.GoByKeysAsync(ann.Page.Button("Start a round"));
        await bo.Page.GoByKeysAsync(bo.Page.GetByRole(AriaRole.Link, new() { Name = "The starter set" }));
        await ann.Page.GoByKeysAsync(ann.Page.Button("Yes"));
        await bo.Page.GoByKeysAsync(bo.Page.Button("Yes"));
        await AnswerByKeysAsync(ann.Page);
        await AnswerByKeysAsync(bo.Page);
        await ann.Page.GoByKeysAsync(ann.Page.Button("Seal my answers"));
        await bo.Page.GoByKeysAsync(bo.Page.Button("Seal my answers"));
        await bo.Page.GoByKeysAsync(bo.Page.Button("Ready to see"));
        await ann.Page.GoByKeysAsync(ann.Page.Button("Ready to see"));
        await ann.SeesComparisonAsync();
        await bo.SeesComparisonAsync();
        await Expect(bo.Page.GetByText("A hard limit for you both.")).ToBeVisibleAsync();
        await Expect(bo.Page.GetByText("Written without a mouse")).ToHaveCountAsync(2);
        ann.AssertClean();
        bo.AssertClean();
    }

    [Fact]
    public async Task Every_key_of_the_card_does_what_the_list_of_keys_says()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        await ann.SignUpAsync(Account.New("ann"));
        await ann.StartRoundAsync();
        var page = ann.Page;
        var first = await page.Heading().InnerTextAsync();
        await Expect(page.Heading()).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("2");
        await Expect(page.Choice("Done openly", 1)).ToBeCheckedAsync();
        await Expect(page.Choice("Kept from me", 0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("3");
        await Expect(page.Choice("Kept from me", 2)).ToBeCheckedAsync();
        await Expect(page.Choice("How sure are you?", 0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Choice("How much would it matter to you?", 0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("4");
        await Expect(page.Choice("How much would it matter to you?", 4)).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.Choice("How much would it matter to you?", 4)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("0");
        await Expect(page.Choice("How much would it matter to you?", 0)).ToBeCheckedAsync();
        var chips = page.GetByRole(AriaRole.Group, new() { Name = "It depends on" }).GetByRole(AriaRole.Button);
        await Expect(chips.First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Space");
        await Expect(chips.Nth(1)).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(chips.First).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.Choice("Kept from me", 2)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Choice("Kept from me", 1)).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Choice("Kept from me", 2)).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Backspace");
        foreach (var zone in Enum.GetValues<Place>())
        {
            await Expect(page.Choice("Kept from me", (int)zone)).Not.ToBeCheckedAsync();
        }

        await page.Keyboard.PressAsync("h");
        await Expect(page.GetByLabel("This is a hard limit for me")).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("h");
        await Expect(page.GetByLabel("This is a hard limit for me")).Not.ToBeCheckedAsync();

        await page.Keyboard.PressAsync("Shift+?");
        await Expect(page.Locator(".mud-dialog-container :focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-card] :focus")).ToHaveCountAsync(1);

        await page.Keyboard.PressAsync("n");
        await Expect(page.Note()).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("In a text, 1 2 3 h n and ? are letters.");
        await Expect(page.Note()).ToHaveValueAsync("In a text, 1 2 3 h n and ? are letters.");
        await Expect(page.Choice("Done openly", 1)).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading()).Not.ToHaveTextAsync(first);
        await Expect(page.Heading()).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Enter");
        await Expect(page.Heading()).ToHaveTextAsync(first);
        await Expect(page.Choice("Done openly", 1)).ToBeCheckedAsync();
        await Expect(page.Choice("How much would it matter to you?", 0)).ToBeCheckedAsync();
        await Expect(page.Note()).ToHaveValueAsync("In a text, 1 2 3 h n and ? are letters.");
        ann.AssertClean();
    }

    private static async Task SignUpAsync(IPage page, Account account)
    {
        await WriteAsync(page, page.GetByLabel("User name or e-mail address"), account.SignInName);
        await WriteAsync(page, page.GetByLabel("What your partner calls you"), account.Called);
        await WriteAsync(page, page.GetByLabel("Password", new() { Exact = true }), account.Password);
        await page.TabToAsync(page.GetByLabel("I am an adult"));
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading()).ToHaveTextAsync("Your recovery key");
        var key = await page.Locator("#recovery-key").InnerTextAsync();
        await WriteAsync(page, page.GetByLabel("The last four characters of the key"), key.Trim()[^4..]);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading()).Not.ToHaveTextAsync("Your recovery key");
    }

    private static async Task AnswerByKeysAsync(IPage page)
    {
        for (var card = 0; card < Steps.Cards; card++)
        {
            var name = await page.Heading().InnerTextAsync();
            await Expect(page.Heading()).ToBeFocusedAsync();
            await page.Keyboard.PressAsync(card % 2 == 0 ? "1" : "3");
            await page.Keyboard.PressAsync("2");
            if (card == 0)
            {
                await page.Keyboard.PressAsync("h");
                await page.Keyboard.PressAsync("n");
                await page.Keyboard.TypeAsync("Written without a mouse");
                await page.Keyboard.PressAsync("Escape");
            }
            await Expect(page.Saved()).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Heading()).Not.ToHaveTextAsync(name);
        }
        await Expect(page.Heading()).ToHaveTextAsync("Look it over");
    }

    private static async Task WriteAsync(IPage page, ILocator box, string text)
    {
        await page.TabToAsync(box);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>The questions that come before inviting and joining, answered with No by the arrow keys.</summary>
    private static async Task SayItIsSafeAsync(IPage page)
    {
        for (var question = 0; question < 4; question++)
        {
            var choices = page.Locator(".alone fieldset").Nth(question).GetByRole(AriaRole.Radio);
            await page.TabToAsync(choices.First);
            await page.Keyboard.PressAsync("ArrowDown");
            await Expect(choices.Nth(1)).ToBeCheckedAsync();
        }
    }
}
