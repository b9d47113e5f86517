using CoupleCheckin.Browser.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests.Journal;

/// <summary>When the journal closes, and what is left on the page then: nothing that somebody wrote.</summary>
[Collection(AppCollection.Name)]
public sealed class LockTests(RunningApp app)
{
    [Fact]
    public async Task It_locks_by_hand_by_itself_out_of_sight_and_with_the_session_and_loses_no_word_of_it()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        ann.Allow("status of 401");
        var page = ann.Page;
        await page.Clock.InstallAsync();
        await page.Clock.ResumeAsync();
        var account = await ann.ComeToJournalAsync();
        var (phrase, _) = await ann.SetUpJournalAsync(account);
        var (first, unsaved) = (Canaries.Make("first"), Canaries.Make("unsaved"));
        await page.WriteAsync(first);

        // By hand.
        await page.Button("Lock").ClickAsync();
        await Expect(page.GetByText("You locked it")).ToBeVisibleAsync();
        await AssertNothingLeftAsync(ann, first);

        // Out of sight, for whoever wants that.
        await page.OpenJournalAsync(phrase);
        await page.Button("Settings").ClickAsync();
        await page.GetByLabel("Lock also as soon as this page is out of sight").CheckAsync();
        await page.Button("Entries").ClickAsync();
        await Expect(page.Entry(first)).ToBeVisibleAsync();
        await page.EvaluateAsync("() => { Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }); document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); }");
        await Expect(page.GetByText("It locked because this page was out of sight")).ToBeVisibleAsync();
        await AssertNothingLeftAsync(ann, first);
        await page.EvaluateAsync("() => { delete document.visibilityState; }");

        // By itself, while a word is not saved yet: it is kept sealed and there again afterwards.
        await page.OpenJournalAsync(phrase);
        await page.Entry(first).ClickAsync();
        await page.Button("Write on").ClickAsync();
        await page.RouteAsync("**/journal/records", route => route.Request.Method == "PUT" ? route.AbortAsync() : route.ContinueAsync());
        ann.Allow("ERR_FAILED");
        await page.Words().FillAsync($"{first} {unsaved}");
        await Expect(page.GetByText("No connection. Your words are kept here")).ToBeVisibleAsync();
        await page.Clock.FastForwardAsync("10:30");
        await Expect(page.GetByText("It locked by itself after ten quiet minutes")).ToBeVisibleAsync();
        await AssertNothingLeftAsync(ann, first, unsaved);
        await page.UnrouteAsync("**/journal/records");
        await page.OpenJournalAsync(phrase);
        await page.Entry(unsaved).ClickAsync();
        await Expect(page.SavedEntry()).ToBeVisibleAsync();

        // The page of the browser's memory, and Back.
        await page.GotoAsync("/help");
        await page.GoBackAsync();
        await Expect(page.Passphrase()).ToBeVisibleAsync();
        await AssertNothingLeftAsync(ann, first, unsaved);

        // With the session, in the middle of a sentence.
        await page.OpenJournalAsync(phrase);
        await page.Entry(unsaved).ClickAsync();
        await page.Button("Write on").ClickAsync();
        var elsewhere = await ann.Context.NewPageAsync();
        await ann.SignOutAsync(elsewhere);
        var last = Canaries.Make("last");
        await page.Words().FillAsync($"{first} {last}");
        await Expect(page.GetByText("You are not signed in here any more")).ToBeVisibleAsync(new() { Timeout = 10_000 });
        await AssertNothingLeftAsync(ann, first, unsaved, last);
        await elsewhere.GotoAsync("/account/sign-in");
        await Steps.FillSignInAsync(elsewhere, account);
        await Expect(elsewhere.Heading()).Not.ToHaveTextAsync("Sign in");
        await page.Button("Look again").ClickAsync();
        await page.OpenJournalAsync(phrase);
        await Expect(page.Entry(last)).ToBeVisibleAsync();

        // Somebody else signs in on the same browser: the first one's journal is gone from the page.
        await ann.SignOutAsync(elsewhere);
        var other = Account.New("bo");
        await elsewhere.GotoAsync("/account/sign-up");
        await elsewhere.GetByLabel("User name or e-mail address").FillAsync(other.SignInName);
        await elsewhere.GetByLabel("What your partner calls you").FillAsync(other.Called);
        await elsewhere.GetByLabel("Password", new() { Exact = true }).FillAsync(other.Password);
        await elsewhere.GetByLabel("I am an adult").CheckAsync();
        await elsewhere.Button("Create an account").ClickAsync();
        await Expect(page.GetByText("You are not signed in here any more")).ToBeVisibleAsync(new() { Timeout = 10_000 });
        await AssertNothingLeftAsync(ann, first, unsaved, last);
        ann.AssertClean();
    }

    private static async Task AssertNothingLeftAsync(Person person, params string[] words) =>
        new Canaries(words).SweepText(await Steps.EverythingInAsync(person.Page), "the page").AssertNone();
}
