using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests.Journal;

/// <summary>What people do in their journal, as one would say it.</summary>
internal static class JournalSteps
{
    public static ILocator Words(this IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Your words" });

    public static ILocator SavedEntry(this IPage page) => page.Locator(".sheet [data-saved]");

    public static ILocator Passphrase(this IPage page) => page.GetByLabel("Your passphrase", new() { Exact = true });

    public static ILocator SignInPassword(this IPage page) => page.GetByLabel("Your sign-in password", new() { Exact = true });

    /// <summary>Somebody signs up and stands before the words about trust.</summary>
    public static async Task<Account> ComeToJournalAsync(this Person person, Account? account = null)
    {
        account ??= Account.New(person.Name);
        await person.SignUpAsync(account);
        await person.Page.GotoAsync("/journal");
        return account;
    }

    /// <summary>Takes the five words that are offered, and a recovery key or none. Answers both.</summary>
    public static async Task<(string Passphrase, string? RecoveryKey)> SetUpJournalAsync(this Person person, Account account, bool withKey = false)
    {
        await person.Page.Button("Set up my journal").ClickAsync();
        return await person.ChooseWordsAsync(account, withKey);
    }

    public static async Task<(string Passphrase, string? RecoveryKey)> ChooseWordsAsync(this Person person, Account account, bool withKey)
    {
        var page = person.Page;
        var phrase = await page.Locator("[data-phrase]").InnerTextAsync();
        await page.GetByLabel("Type the five words once", new() { Exact = true }).FillAsync(phrase);
        await page.SignInPassword().FillAsync(account.Password);
        await page.Button("Go on").ClickAsync();
        var key = await person.AnswerRecoveryAsync(withKey);
        await Expect(page.Button("Write")).ToBeVisibleAsync();
        return (phrase, key);
    }

    public static async Task<string?> AnswerRecoveryAsync(this Person person, bool withKey)
    {
        var page = person.Page;
        await Expect(page.Locator("[data-recovery]")).ToBeVisibleAsync();
        if (!withKey)
        {
            await page.Button("No key for me").ClickAsync();
            return null;
        }
        var key = await page.Locator("[data-recovery]").InnerTextAsync();
        await page.GetByLabel("The last four characters of the key").FillAsync(key[^4..]);
        await page.Button("I have written it down").ClickAsync();
        return key;
    }

    /// <summary>Writes a new entry and waits until the server has it.</summary>
    public static async Task WriteAsync(this IPage page, string text)
    {
        await page.Button("Write").ClickAsync();
        await page.Words().FillAsync(text, new() { Timeout = 120_000 });
        await Expect(page.SavedEntry()).ToBeVisibleAsync();
    }

    public static async Task OpenJournalAsync(this IPage page, string passphrase)
    {
        await page.Passphrase().FillAsync(passphrase);
        await page.Button("Open").ClickAsync();
    }

    /// <summary>The entries in the list, by their beginnings.</summary>
    public static ILocator Entry(this IPage page, string beginning) => page.Locator(".entries .entry").Filter(new() { HasText = beginning });
}
