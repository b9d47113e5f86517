using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests.Journal;

/// <summary>The journal as people see it, in every state, and written in by keyboard alone.</summary>
public sealed class JournalPagesTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_state_of_the_journal_can_be_read_by_everybody_and_fits_every_screen()
    {
        var app = await RunningApp.StartNewAsync(("CoupleCheckin__OperatorName", "Ann"));
        try
        {
            var looked = new LookedAt(output);
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            ann.ExpectBrokenLines();
            ann.Allow("status of 401");
            var page = ann.Page;
            var account = await ann.ComeToJournalAsync();
            await Expect(page.Button("Set up my journal")).ToBeVisibleAsync();
            await looked.LookAsync(ann, "journal-first");
            await page.Button("Set up my journal").ClickAsync();
            await Expect(page.Locator("[data-phrase]")).ToBeVisibleAsync();
            await looked.LookAsync(ann, "journal-phrase");
            await page.Button("Go on").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await looked.LookAsync(ann, "journal-phrase-wrong");
            await page.GetByLabel("Type the five words once", new() { Exact = true }).FillAsync(await page.Locator("[data-phrase]").InnerTextAsync());
            var phrase = await page.Locator("[data-phrase]").InnerTextAsync();
            await page.SignInPassword().FillAsync(account.Password);
            await page.Button("Go on").ClickAsync();
            await Expect(page.Locator("[data-recovery]")).ToBeVisibleAsync();
            await looked.LookAsync(ann, "journal-recovery-key");
            await page.Button("No key for me").ClickAsync();
            await Expect(page.Button("Write the first entry")).ToBeVisibleAsync();
            await looked.LookAsync(ann, "journal-empty");

            await page.WriteAsync(
                "Before the talk. What I want is not a promise, it is to stop guessing.\n\nWhen he laughs at the phone I count the seconds until he puts it down. I notice I do not know how close "
                + "the two of you are, and not knowing is the hard part.\n\n## What I could say\n\n- good, *thank you* for telling me\n- and **mean** it\n\n> You said you would rather know.");
            foreach (var (word, what) in new[] { ("uneasy", "a word for the mood"), ("hopeful", "a word for the mood"), ("talk", "a tag") })
            {
                await page.Button(what).ClickAsync();
                await page.GetByLabel($"Add {what}").FillAsync(word);
                await page.Keyboard.PressAsync("Enter");
                await page.Keyboard.PressAsync("Escape");
            }
            await page.GetByLabel("Link a behaviour").FillAsync((await page.Locator("#journal-behaviours option").Nth(5).GetAttributeAsync("value"))!);
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByText("Linked:")).ToBeVisibleAsync();
            await Expect(page.SavedEntry()).ToBeVisibleAsync();
            await looked.LookAsync(ann, "journal-writing");
            await page.Button("Read").ClickAsync();
            await looked.LookAsync(ann, "journal-reading");
            await page.SetViewportSizeAsync(390, 844);
            await page.Button("All entries").First.ClickAsync();
            await looked.LookAsync(ann, "journal-list");
            await page.GetByText("Filter").ClickAsync();
            await page.GetByLabel("Search everything you wrote").FillAsync("nowhere");
            await looked.LookAsync(ann, "journal-nothing-found");
            foreach (var (view, name) in new[] { ("Calendar", "journal-calendar"), ("My plots", "journal-plots"), ("Settings", "journal-settings") })
            {
                await page.Locator(".views").GetByText(view).ClickAsync();
                await Expect(page.Locator(".views [aria-pressed=true]")).ToContainTextAsync(view);
                await Expect(page.Locator("#journal h2").First).ToBeAttachedAsync();
                await looked.LookAsync(ann, name);
            }
            await page.Button("Lock").ClickAsync();
            await Expect(page.Passphrase()).ToBeVisibleAsync();
            await looked.LookAsync(ann, "journal-locked");
            await page.Button("I have lost my passphrase").ClickAsync();
            await looked.LookAsync(ann, "journal-lost");

            // An exercise, and where it ends.
            await page.GotoAsync("/journal/exercises");
            await page.OpenJournalAsync(phrase);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Exercises" })).ToBeVisibleAsync();
            await looked.LookAsync(ann, "journal-exercises");

            await app.StopAsync(abruptly: true);
            await page.Locator(".views").GetByText("Entries").ClickAsync();
            await page.Button("Write").ClickAsync();
            await page.Words().FillAsync("Without a line.");
            await Expect(page.GetByText("No connection. Your words are kept here")).ToBeVisibleAsync();
            await looked.LookAsync(ann, "journal-no-connection");
            await page.Button("Lock").ClickAsync();
            await Expect(page.GetByText("Your journal cannot be reached right now")).ToBeVisibleAsync();
            await looked.LookAsync(ann, "journal-unreachable");
            looked.AssertFine();
            ann.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_entry_is_written_found_read_and_locked_away_by_keyboard_alone()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            var page = ann.Page;
            var account = await ann.ComeToJournalAsync();
            var (phrase, _) = await ann.SetUpJournalAsync(account);
            await page.ReloadAsync();

            // The box for the passphrase has the focus; Enter opens; then the search has it.
            await Expect(page.Passphrase()).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync(phrase);
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByLabel("Search everything you wrote")).ToBeFocusedAsync();
            await PressUntilAsync(page, "Shift+Tab", "Write");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Words()).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync("by hand ");
            await page.Keyboard.PressAsync("Control+b");
            await page.Keyboard.TypeAsync("alone");
            await page.Keyboard.PressAsync("Control+Enter");
            await Expect(page.SavedEntry()).ToBeVisibleAsync();
            await Expect(page.Words()).ToHaveValueAsync("by hand **alone**");
            await page.Keyboard.PressAsync("Control+z");
            await Expect(page.Words()).Not.ToHaveValueAsync("by hand **alone**");
            await page.Keyboard.PressAsync("Control+Shift+z");
            await Expect(page.Words()).ToHaveValueAsync("by hand **alone**");
            await PressUntilAsync(page, "Tab", "Read");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("[data-text] strong")).ToHaveTextAsync("alone");
            await page.GetByLabel("Search everything you wrote").FocusAsync();
            await page.Keyboard.TypeAsync("alone");
            await PressUntilAsync(page, "Tab", "by hand alone");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator(".sheet")).ToBeFocusedAsync();
            await PressUntilAsync(page, "Shift+Tab", "Lock");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Passphrase()).ToBeFocusedAsync();
            ann.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task PressUntilAsync(IPage page, string key, string name)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync(key);
            var named = await page.EvaluateAsync<string>("() => (document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()");
            if (named.EndsWith(name, StringComparison.Ordinal) || named.Contains($"{name}, ", StringComparison.Ordinal))
            {
                return;
            }
        }
        Assert.Fail($"{key} does not lead to {name}.");
    }
}
