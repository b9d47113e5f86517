using System.Diagnostics;
using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

[Collection(AppCollection.Name)]
public sealed class SessionsTests(RunningApp app, ITestOutputHelper output)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public enum Way
    {
        SignOutInAnotherTab,
        SignOutEverywhere,
        EndTheSession,
        ChangeThePassword,
    }

    [Theory]
    [InlineData(Way.SignOutInAnotherTab)]
    [InlineData(Way.SignOutEverywhere)]
    [InlineData(Way.EndTheSession)]
    [InlineData(Way.ChangeThePassword)]
    public async Task When_a_session_ends_its_five_open_tabs_are_cleared_within_five_seconds(Way way)
    {
        var account = Account.New("ann");
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        await ann.SignUpAsync(account);
        var note = Canaries.Make("annsnote");
        var round = await ann.StartRoundAsync();
        await ann.AnswerAsync(new(Place.Gray, Note: note));
        var tabs = new List<IPage> { ann.Page };
        foreach (var address in new[] { "/today", "/spectrum", round, "/today" })
        {
            var tab = await ann.Context.NewPageAsync();
            await tab.GotoAsync(address);
            tabs.Add(tab);
        }
        await Expect(tabs[1].WhoIsHere(account.Called)).ToBeVisibleAsync();
        await Expect(tabs[2].Button("Go to the round")).ToBeEnabledAsync();
        await tabs[3].SayFreeToAnswerAsync();
        await Expect(tabs[3].Button("Leave blank")).ToBeVisibleAsync();
        await Expect(tabs[4].WhoIsHere(account.Called)).ToBeVisibleAsync();

        // The other ways come from a second browser of hers.
        await using var elsewhere = await Person.ComeAsync(app, "Ann elsewhere", Device.Phone);
        var acting = elsewhere.Page;
        if (way is Way.SignOutInAnotherTab)
        {
            acting = await ann.Context.NewPageAsync();
        }
        else
        {
            await elsewhere.SignInAsync(account);
        }
        var act = await PrepareAsync(way, acting, account);
        var watch = Stopwatch.StartNew();
        await act.ClickAsync();
        foreach (var tab in tabs)
        {
            await Expect(tab.Heading()).ToHaveTextAsync("This page was someone else’s", new() { Timeout = (float)Longest.TotalMilliseconds });
        }
        Figures.Print(output, $"five tabs cleared, {Words(way)}", watch.Elapsed.TotalMilliseconds, "ms");
        Assert.True(watch.Elapsed < Longest, $"It took {watch.Elapsed}.");

        foreach (var tab in tabs)
        {
            var everything = await Steps.EverythingInAsync(tab);
            Assert.DoesNotContain(note, everything, StringComparison.Ordinal);
            Assert.DoesNotContain(account.Called, everything, StringComparison.Ordinal);
            await tab.Link(tab == tabs[0] ? "Leave" : "Go to my page").ClickAsync();
            await Expect(tab.Heading()).ToHaveTextAsync(tab == tabs[0] ? "Kitchen weights and measures" : "Sign in");
        }
        ann.AssertClean();
        elsewhere.AssertClean();
    }

    private static async Task<ILocator> PrepareAsync(Way way, IPage page, Account account)
    {
        switch (way)
        {
            case Way.SignOutInAnotherTab:
                await page.GotoAsync("/account/sign-out");
                return page.Button("Sign out");
            case Way.SignOutEverywhere:
                await page.GotoAsync("/account/sign-out-everywhere");
                await page.GetByLabel("Your password").FillAsync(account.Password);
                return page.Button("Sign out everywhere");
            case Way.EndTheSession:
                await page.GotoAsync("/account");
                return page.GetByRole(AriaRole.Button, new() { Name = "End the session of" });
            default:
                await page.GotoAsync("/account/password");
                await page.GetByLabel("Your current password").FillAsync(account.Password);
                await page.GetByLabel("The new one", new() { Exact = true }).FillAsync($"another {account.Password}");
                await Expect(page.GetByLabel("Sign out everywhere else")).ToBeCheckedAsync();
                return page.Button("Change the password");
        }
    }

    private static string Words(Way way) => way switch
    {
        Way.SignOutInAnotherTab => "sign out in another tab",
        Way.SignOutEverywhere => "sign out everywhere",
        Way.EndTheSession => "the session ended from another browser",
        Way.ChangeThePassword => "password changed",
        _ => way.ToString(),
    };
}
