using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests.Journal;

/// <summary>Another passphrase, a recovery key, a lost passphrase, and a journal given up: readable exactly when it should be (security.md 5, check 7).</summary>
[Collection(SecondAppCollection.Name)]
public sealed class KeysTests(RunningApp app)
{
    [Fact]
    public async Task It_opens_with_the_words_that_are_in_force_and_with_no_others()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        ann.Allow("status of 403");
        var page = ann.Page;
        var account = await ann.ComeToJournalAsync();

        // A passphrase of one's own has to be one.
        await page.Button("Set up my journal").ClickAsync();
        await page.Button("A passphrase of my own").ClickAsync();
        foreach (var (words, sentence) in new[]
        {
            ("too short", "Fifteen characters or more"), (account.Password, "That is your sign-in password"), (account.Password + " and more", "a part of it"),
            ("abababababababababab", "the same over and over"), ("19700101 19990101", "Only figures"), (new string('x', 200) + string.Concat(Enumerable.Repeat("yz", 40)), "256 characters"),
        })
        {
            await page.GetByLabel("A passphrase of your own", new() { Exact = true }).FillAsync(words);
            await page.SignInPassword().FillAsync(account.Password);
            await page.Button("Go on").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(sentence);
        }
        const string own = "Ça alors, drei Möwen über Zürich";
        await page.GetByLabel("A passphrase of your own", new() { Exact = true }).FillAsync(own);
        await page.SignInPassword().FillAsync("not the password at all");
        await page.Button("Go on").ClickAsync();
        await ann.AnswerRecoveryAsync(false);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your sign-in password does not fit");
        await page.Button("A passphrase of my own").ClickAsync();
        await page.GetByLabel("A passphrase of your own", new() { Exact = true }).FillAsync(own);
        await page.SignInPassword().FillAsync(account.Password);
        await page.Button("Go on").ClickAsync();
        var firstKey = await ann.AnswerRecoveryAsync(true);
        await page.WriteAsync("Written under the first words.");

        // Another one. The same letters typed in another way are the same words.
        await page.Button("Settings").ClickAsync();
        await page.Button("Change the passphrase").ClickAsync();
        await page.GetByLabel("Your passphrase until now", new() { Exact = true }).FillAsync(own.Normalize(System.Text.NormalizationForm.FormD));
        var (second, secondKey) = await ann.ChooseWordsAsync(account, withKey: true);
        await Expect(page.GetByText("Your passphrase is a new one")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.OpenJournalAsync(own);
        await Expect(page.GetByText("These words do not open it")).ToBeVisibleAsync();
        await page.OpenJournalAsync(second);
        await Expect(page.Entry("Written under the first words")).ToBeVisibleAsync();

        // Lost: the key in force opens it, the earlier one does not.
        await page.ReloadAsync();
        await page.Button("I have lost my passphrase").ClickAsync();
        await page.GetByLabel("Your recovery key").FillAsync(firstKey!);
        await page.Button("Open with the key").ClickAsync();
        await Expect(page.GetByText("This key does not open this journal")).ToBeVisibleAsync();
        await page.GetByLabel("Your recovery key").FillAsync(secondKey!.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        await page.Button("Open with the key").ClickAsync();
        var (third, _) = await ann.ChooseWordsAsync(account, withKey: false);
        await Expect(page.Entry("Written under the first words")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.Button("I have lost my passphrase").ClickAsync();
        await Expect(page.GetByText("There is no recovery key for this journal")).ToBeVisibleAsync();

        // Given up: what was there stays closed and is not lost.
        await page.Button("Start a new journal").ClickAsync();
        var (fourth, _) = await ann.ChooseWordsAsync(account, withKey: false);
        await Expect(page.GetByText("What you write stands here")).ToBeVisibleAsync();
        await page.WriteAsync("Written in the new one.");
        await page.ReloadAsync();
        await page.OpenJournalAsync(third);
        await Expect(page.GetByText("These words do not open it")).ToBeVisibleAsync();
        await page.OpenJournalAsync(fourth);
        await Expect(page.Entry("Written in the new one")).ToBeVisibleAsync();
        await Expect(page.Entry("Written under the first words")).ToHaveCountAsync(0);
        await Expect(page.GetByText("Something is not as you left it")).ToHaveCountAsync(0);
        await page.Button("Settings").ClickAsync();
        await page.GetByLabel("The passphrase or recovery key of the earlier journal", new() { Exact = true }).FillAsync(third);
        await page.Button("Open it and take its entries over").ClickAsync();
        await Expect(page.GetByText("The earlier entries are in this journal now")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.OpenJournalAsync(fourth);
        await Expect(page.Entry("Written under the first words")).ToBeVisibleAsync();
        await Expect(page.Entry("Written in the new one")).ToBeVisibleAsync();
        await Expect(page.GetByText("Something is not as you left it")).ToHaveCountAsync(0);
        ann.AssertClean();
    }
}
