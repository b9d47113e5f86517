using CoupleCheckin.Browser.Tests.Harness;
using CoupleCheckin.Browser.Tests.Journal;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Whoever goes by keys, or has the page read aloud, is somewhere after each press, also where what was pressed is gone.</summary>
[Collection(SecondAppCollection.Name)]
public sealed class FocusTests(RunningApp app)
{
    [Fact]
    public async Task From_the_cards_to_the_comparison_each_step_begins_at_its_heading()
    {
        await using var couple = await Couple.PairAsync(app);
        var (ann, bo) = (couple.Ann.Page, couple.Bo.Page);
        var round = await couple.Ann.StartRoundAsync();
        await couple.Ann.TurnAllCardsAsync();
        await Expect(ann.Heading()).ToBeFocusedAsync();
        await PressAsync(ann.Button("Seal my answers"));
        await IsAtHeadingAsync(ann, "Your answers are sealed");
        await PressAsync(ann.Button("Take my seal back"));
        await IsAtHeadingAsync(ann, "Look it over");
        await PressAsync(ann.Button("Seal my answers"));
        await IsAtHeadingAsync(ann, "Your answers are sealed");

        await bo.GotoAsync(round);
        await couple.Bo.TurnAllCardsAsync();
        await PressAsync(bo.Button("Seal my answers"));
        await IsAtHeadingAsync(bo, "You have both sealed");
        await PressAsync(bo.Button("Ready to see"));
        await IsAtHeadingAsync(bo, "You are ready to see");
        await PressAsync(ann.Button("Ready to see"));
        await IsAtHeadingAsync(ann, "What each of us answered");
        await IsAtHeadingAsync(bo, "What each of us answered");
        couple.AssertClean();
    }

    [Fact]
    public async Task A_button_in_the_place_of_the_one_that_was_pressed_takes_its_focus_and_a_place_that_was_left_takes_none()
    {
        await using var couple = await Couple.PairAsync(app, accounts: (Account.Named("Ann"), Account.Named("Bo")));
        await couple.BeginAsync("s.misread");
        var page = couple.Ann.Page;

        // A page that is loaded moves to its heading once. After a press it does so at once, and again when the server says so: nobody could tell when that is over.
        await page.ReloadAsync();
        await Expect(page.Locator("#unsaid")).ToBeVisibleAsync();
        await Expect(page.Heading()).ToBeFocusedAsync();
        await PressAsync(page.Button("I’m ready"));
        await Expect(page.Button("Wait, not yet")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Button("I’m ready")).ToBeFocusedAsync();

        // Whoever presses beside everything has left the button, and what the other one does brings nobody back to it.
        await page.Heading().EvaluateAsync("() => document.activeElement.blur()");
        await PressAsync(couple.Bo.Page.Button("I’m ready"));
        await Expect(page.GetByText("Bo: ready")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement === document.body"));
        couple.AssertClean();
    }

    [Fact]
    public async Task A_heading_that_is_moved_to_late_takes_nobody_out_of_a_box_and_keys_and_presses_still_move_there()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        await ann.SignUpAsync(Account.New("ann"));
        await ann.StartRoundAsync();
        var (page, note) = (ann.Page, ann.Page.Note());
        await note.FillAsync("Half");
        await page.Heading().EvaluateAsync("heading => heading.focus()");
        await page.Keyboard.TypeAsync(" a note");
        await Expect(note).ToHaveValueAsync("Half a note");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Heading()).ToBeFocusedAsync();
        await note.FocusAsync();
        await page.Heading().ClickAsync();
        await Expect(page.Heading()).ToBeFocusedAsync();
        ann.AssertClean();
    }

    [Fact]
    public async Task Each_step_of_setting_up_a_journal_begins_at_its_heading_or_in_its_box()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        var account = await ann.ComeToJournalAsync();
        await PressAsync(ann.Page.Button("Set up my journal"));
        await IsSomewhereAsync(ann.Page);
        await ann.Page.GetByLabel("Type the five words once", new() { Exact = true }).FillAsync(await ann.Page.Locator("[data-phrase]").InnerTextAsync());
        await ann.Page.SignInPassword().FillAsync(account.Password);
        await PressAsync(ann.Page.Button("Go on"));
        await Expect(ann.Page.Locator("[data-recovery]")).ToBeVisibleAsync();
        await IsSomewhereAsync(ann.Page);
        await PressAsync(ann.Page.Button("No key for me"));
        await Expect(ann.Page.Button("Write")).ToBeVisibleAsync();
        await IsSomewhereAsync(ann.Page);
        ann.AssertClean();
    }

    private static async Task PressAsync(ILocator button)
    {
        await button.FocusAsync();
        await button.Page.Keyboard.PressAsync("Enter");
    }

    private static async Task IsAtHeadingAsync(IPage page, string words)
    {
        await Expect(page.Heading()).ToHaveTextAsync(words);
        await Expect(page.Heading()).ToBeFocusedAsync();
    }

    private static Task IsSomewhereAsync(IPage page) => Expect(page.Locator("#journal :focus")).ToHaveCountAsync(1);
}
