using System.Globalization;
using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using OtpNet;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>The second step at signing in, from switching it on to doing without it.</summary>
[Collection(AppCollection.Name)]
public sealed class SecondStepTests(RunningApp app, ITestOutputHelper output)
{
    private const string Heading = "The second step";
    private const string Door = "a[href='account/second-step']";

    /// <summary>An authenticator app: a code of now, or of the next step when that one was used.</summary>
    private sealed class Phone(string letters)
    {
        private readonly Totp codes = new(Base32Encoding.ToBytes(letters));
        private long used;

        public string Next()
        {
            used = Math.Max(used + 1, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
            return codes.ComputeTotp(DateTimeOffset.FromUnixTimeSeconds(used * 30).UtcDateTime);
        }
    }

    private static async Task ProveAsync(IPage page, Account account, string address = "/account/second-step", string? code = null)
    {
        await page.GotoAsync(address);
        await page.GetByLabel("Your password").FillAsync(account.Password);
        if (code is not null)
            await page.GetByLabel("A code from your app, or a spare code").FillAsync(code);
        await page.Button("Go on").ClickAsync();
    }

    private static async Task<Phone> ScanAsync(IPage page)
    {
        await Expect(page.Locator(".qr")).ToBeVisibleAsync();
        await page.GetByText("Type the key instead").ClickAsync();
        return new((await page.Locator("#authenticator-key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> KeepSpareCodesAsync(IPage page)
    {
        await Expect(page.Heading()).ToHaveTextAsync("Your spare codes");
        var spares = await page.Locator("#spare-codes li").AllInnerTextsAsync();
        Assert.Equal(10, spares.Count);
        await page.GetByLabel("The last code of the list").FillAsync(spares[^1]);
        await page.Button("I have kept them").ClickAsync();
        await Expect(page.GetByText("Your new spare codes count from now on.")).ToBeVisibleAsync();
        return spares;
    }

    [Fact]
    public async Task It_is_switched_on_asked_for_got_by_with_spare_codes_and_a_passkey_and_switched_off()
    {
        // A passkey belongs to a name, and an address of numbers is none.
        await using var ann = await Person.ComeAsync(app, "Ann", at: new UriBuilder(app.BaseAddress) { Host = "localhost" }.Uri);
        var (page, account) = (ann.Page, Account.New("ann"));
        await using var device = await ann.VirtualDeviceAsync();
        await ann.SignUpAsync(account);
        await ann.SignOutAsync();
        await ann.SignInAsync(account);
        await page.GotoAsync("/account");
        await page.Locator(Door).ClickAsync();
        await ProveAsync(page, account);
        var phone = await ScanAsync(page);
        await page.GetByLabel("The six digits that the app shows").FillAsync(phone.Next());
        await page.Button("Switch it on").ClickAsync();
        var spares = await KeepSpareCodesAsync(page);
        await ann.SignOutAsync();

        // The password is the first step, and nobody is in after it.
        await ann.SignInAsync(account);
        await Expect(page.Heading()).ToHaveTextAsync(Heading);
        await Expect(page.GetByLabel("The six digits")).ToBeFocusedAsync();
        await page.GotoAsync("/today");
        await Expect(page.Heading()).ToHaveTextAsync("Sign in");
        await page.GoBackAsync();
        await page.GetByLabel("The six digits").FillAsync("12 34");
        await page.Button("Sign in").ClickAsync();
        await Expect(page.GetByText("That code does not fit, or was used already.")).ToBeVisibleAsync();
        await page.GetByLabel("The six digits").FillAsync(phone.Next());
        await page.Button("Sign in").ClickAsync();
        await Expect(page.GetByText("Who is here")).ToBeVisibleAsync();
        await ann.SignOutAsync();

        // The phone is at home: a spare code, once.
        foreach (var (spare, isTaken) in new[] { (spares[0], true), (spares[0], false), (spares[1], true) })
        {
            await ann.SignInAsync(account);
            await page.GetByRole(AriaRole.Link, new() { Name = "My phone is not at hand" }).ClickAsync();
            await page.GetByLabel("A spare code").FillAsync(spare.ToLowerInvariant());
            await page.Button("Sign in").ClickAsync();
            if (isTaken)
            {
                await Expect(page.GetByText("Who is here")).ToBeVisibleAsync();
                await ann.SignOutAsync();
            }
            else
            {
                await Expect(page.GetByText("That is not one of your spare codes, or it was used already.")).ToBeVisibleAsync();
            }
        }

        // A passkey is both steps, so adding one takes both.
        await ann.SignInAsync(account);
        await page.GetByRole(AriaRole.Link, new() { Name = "My phone is not at hand" }).ClickAsync();
        await page.GetByLabel("A spare code").FillAsync(spares[2]);
        await page.Button("Sign in").ClickAsync();
        await Expect(page.GetByText("Who is here")).ToBeVisibleAsync();
        await ProveAsync(page, account, "/account/passkeys", spares[3]);
        await page.Button("Add a passkey").ClickAsync();
        await Expect(page.GetByText("The ones you have")).ToBeVisibleAsync();
        await ann.SignOutAsync();
        await page.GotoAsync("/account/sign-in-with-passkey");
        await page.Button("Use a passkey").ClickAsync();
        await page.GetByLabel("Your password").FillAsync(account.Password);
        await page.Button("Open").ClickAsync();
        await Expect(page.GetByText("Who is here")).ToBeVisibleAsync();

        await page.GotoAsync("/account/second-step");
        await Expect(page.GetByText("6 are left.")).ToBeVisibleAsync();
        await page.Locator("a[href='account/second-step?do=off']").ClickAsync();
        await page.GetByLabel("Your password").FillAsync(account.Password);
        await page.GetByLabel("A code from your app, or a spare code").FillAsync(spares[4]);
        await page.Button("Switch it off").ClickAsync();
        await Expect(page.GetByText("The second step is off.")).ToBeVisibleAsync();
        await page.GetByText("Show the days").ClickAsync();
        // On two days, where midnight went by meanwhile.
        await Expect(page.Locator(".days dd").First).ToBeVisibleAsync();
        var days = await page.Locator(".days dd").AllInnerTextsAsync();
        foreach (var line in new[] { "The second step switched on", "The second step switched off", "New spare codes made" })
            Assert.Single(days, line);
        Assert.Equal(5, days.Where(day => day.StartsWith("A spare code used", StringComparison.Ordinal)).Sum(day => day.EndsWith(" times", StringComparison.Ordinal)
            ? int.Parse(day.Split(' ')[^2], CultureInfo.InvariantCulture) : 1));
        await ann.SignOutAsync();
        await ann.SignInAsync(account);
        await Expect(page.GetByText("Who is here")).ToBeVisibleAsync();
        ann.AssertClean();
    }

    [Fact]
    public async Task It_goes_without_a_mouse()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        var (page, account) = (ann.Page, Account.New("ann"));
        await ann.SignUpAsync(account);
        await ann.SignOutAsync();
        await ann.SignInAsync(account);
        await page.GotoAsync("/account");
        await page.GoByKeysAsync(page.Locator(Door));
        await WriteAsync("Your password", account.Password);
        await Expect(page.Locator(".qr")).ToBeVisibleAsync();
        await page.GoByKeysAsync(page.GetByText("Type the key instead"));
        var phone = new Phone((await page.Locator("#authenticator-key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await WriteAsync("The six digits that the app shows", phone.Next());
        await Expect(page.Heading()).ToHaveTextAsync("Your spare codes");
        await WriteAsync("The last code of the list", await page.Locator("#spare-codes li").Last.InnerTextAsync());
        await Expect(page.GetByText("10 are left.")).ToBeVisibleAsync();
        await ann.SignOutAsync();
        await ann.SignInAsync(account);
        await Expect(page.GetByLabel("The six digits")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(phone.Next());
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Who is here")).ToBeVisibleAsync();
        ann.AssertClean();

        async Task WriteAsync(string label, string text)
        {
            await page.TabToAsync(page.GetByLabel(label));
            await page.Keyboard.TypeAsync(text);
            await page.Keyboard.PressAsync("Enter");
        }
    }

    [Fact]
    public async Task Every_page_of_it_can_be_read_by_everybody()
    {
        var look = new LookedAt(output);
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        var (page, account) = (ann.Page, Account.New("ann"));
        await ann.SignUpAsync(account);
        await ann.SignOutAsync();
        await ann.SignInAsync(account);
        await page.GotoAsync("/account/second-step");
        await look.LookAsync(ann, "second-step-password");
        await ProveAsync(page, account);
        var phone = await ScanAsync(page);
        await look.LookAsync(ann, "second-step-scan");
        await page.GetByLabel("The six digits that the app shows").FillAsync("000000");
        await page.Button("Switch it on").ClickAsync();
        await Expect(page.GetByText("That code does not fit this key.")).ToBeVisibleAsync();
        await look.LookAsync(ann, "second-step-scan-wrong");
        await page.GetByLabel("The six digits that the app shows").FillAsync(phone.Next());
        await page.Button("Switch it on").ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("Your spare codes");
        await look.LookAsync(ann, "second-step-spare-codes");
        var spares = await KeepSpareCodesAsync(page);
        await look.LookAsync(ann, "second-step-on");
        foreach (var what in new[] { "codes", "off" })
        {
            await page.GotoAsync($"/account/second-step?do={what}");
            await look.LookAsync(ann, $"second-step-{what}");
        }
        await page.GetByLabel("Your password").FillAsync(account.Password);
        await page.Button("Switch it off").ClickAsync();
        await Expect(page.GetByText("That code does not fit")).ToBeVisibleAsync();
        await look.LookAsync(ann, "second-step-off-wrong");
        await page.GotoAsync("/account");
        await look.LookAsync(ann, "account-second-step");
        await ann.SignOutAsync();
        await ann.SignInAsync(account);
        await look.LookAsync(ann, "code");
        await page.Button("Sign in").ClickAsync();
        await Expect(page.GetByText("That code does not fit")).ToBeVisibleAsync();
        await look.LookAsync(ann, "code-wrong");
        await page.GetByRole(AriaRole.Link, new() { Name = "My phone is not at hand" }).ClickAsync();
        await look.LookAsync(ann, "code-spare");
        await page.GetByLabel("A spare code").FillAsync(spares[0]);
        await page.Button("Sign in").ClickAsync();
        await page.GotoAsync("/account/passkeys");
        await look.LookAsync(ann, "proving-both");
        look.AssertFine();
        ann.AssertClean();
    }
}
