using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>What stays when something is over: an invitation that nobody took up, a clause that has not begun, and a couple that one left.</summary>
[Collection(AppCollection.Name)]
public sealed class ApartTests(RunningApp app, ITestOutputHelper output)
{
    [Fact]
    public async Task Every_open_tab_hears_the_new_couple_and_each_goes_on_reading_after_one_left()
    {
        var looked = new LookedAt(output);
        var (anns, bos) = (Account.Named("Ann"), Account.Named("Bo"));
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        await using var bo = await Person.ComeAsync(app, "Bo", Device.Phone);
        await ann.SignUpAsync(anns);
        await bo.SignUpAsync(bos);

        // A tab that was open before Bo joined hears of a talk that Ann begins afterwards.
        var tab = await bo.Context.NewPageAsync();
        await tab.GotoAsync("/talk");
        await Expect(tab.GetByText("A talk needs two")).ToBeVisibleAsync();
        await bo.AcceptAsync(await ann.InviteAsync());
        await Expect(tab.GetByText("Begin something")).ToBeVisibleAsync();
        await ann.Page.GotoAsync("/talk/new?script=s.misread");
        await ann.Page.Button("Invite Bo").ClickAsync();
        await Expect(ann.Page.Button("I’m ready to begin")).ToBeVisibleAsync();
        await Expect(tab.GetByText("Ann would like to talk with you.")).ToBeVisibleAsync();
        await bo.Page.GotoAsync(new Uri(ann.Page.Url).AbsolutePath);
        await bo.Page.Button("I’m ready to begin").ClickAsync();
        await Expect(ann.Page.GetByText("Bo: ready")).ToBeVisibleAsync();
        await ann.Page.Button("I’m ready to begin").ClickAsync();
        await Task.WhenAll(Expect(ann.Page.Locator("#unsaid")).ToBeVisibleAsync(), Expect(bo.Page.Locator("#unsaid")).ToBeVisibleAsync());

        // Leaving shows what stays.
        await bo.Page.GotoAsync("/couple/leave");
        await bo.Page.GetByLabel("Your password").FillAsync(bos.Password);
        await bo.Page.Button("Leave the couple").ClickAsync();
        await Expect(bo.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await ann.Page.GotoAsync("/today");
        await ann.Page.Button("Go on by myself").ClickAsync();
        await Expect(ann.Page.GetByText("This space is closed")).ToHaveCountAsync(0);
        foreach (var who in new[] { ann, bo })
        {
            await who.Page.GotoAsync("/talk");
            await Expect(who.Page.GetByText("In an earlier space.")).ToBeVisibleAsync();
            await looked.LookAsync(who, "talks-earlier");
            await who.Page.GetByText("In an earlier space.").ClickAsync();
            await Expect(who.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "All talks" })).ToHaveCountAsync(2);
            who.AssertClean();
        }
    }

    [Fact]
    public async Task What_is_signed_for_later_is_shown_and_an_invitation_that_is_over_is_written_on()
    {
        var looked = new LookedAt(output);
        await using var couple = await Couple.PairAsync(app, anns: Device.Laptop, bos: Device.Phone, accounts: (Account.Named("Ann"), Account.Named("Bo")));
        var (page, bo) = (couple.Ann.Page, couple.Bo.Page);
        await page.GotoAsync("/agreement/new");
        await page.GetByLabel("Our line").FillAsync("Whoever changes a plan says so the same day.");
        await page.GetByLabel("Tell afterwards").CheckAsync();
        await page.GetByText("Say more:").ClickAsync();
        await page.Locator("#from").FillAsync(await page.EvaluateAsync<string>("() => new Date(Date.now() + 20 * 864e5).toISOString().slice(0, 10)"));
        await Expect(page.Saved()).ToBeVisibleAsync();
        await page.Button("Propose to Bo").ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("A new clause");
        await bo.GotoAsync("/agreement");
        await bo.Button("Sign these words").ClickAsync();
        await Expect(bo.GetByText("Signed, and still to come")).ToBeVisibleAsync();
        await looked.LookAsync(couple.Bo, "agreement-coming");
        await bo.Locator("#coming").Locator("xpath=..").Locator("a.line").ClickAsync();
        await Expect(bo.GetByText("Not in force yet")).ToBeVisibleAsync();
        await looked.LookAsync(couple.Bo, "clause-coming");

        await page.GotoAsync("/concerns/new");
        await page.Choice("What is this about?", 0).CheckAsync();
        await page.GetByLabel("What it was like for me").FillAsync("I felt left out on Tuesday.");
        await page.GetByText("Set something aside for another talk").ClickAsync();
        await page.Locator("#aside").FillAsync("How we tell each other about plans.");
        await page.Locator(".chips .chip").First.ClickAsync();
        await Expect(page.Locator(".chips .chip[aria-pressed=true]")).ToHaveCountAsync(1);
        await Expect(page.Saved()).ToBeVisibleAsync();
        var concern = new Uri(page.Url).AbsolutePath;
        await page.Button("Read it as Bo").ClickAsync();
        await page.Button("Invite Bo").ClickAsync();
        await page.Locator(".gate").GetByRole(AriaRole.Radio).Nth(0).CheckAsync();
        await page.Locator(".gate").GetByRole(AriaRole.Button, new() { Name = "Invite Bo" }).ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("Bo is invited");
        await page.Link("Go to the invitation").ClickAsync();
        await page.GetByText("Take the invitation back").ClickAsync();
        await page.Button("Take it back").ClickAsync();
        await page.GotoAsync(concern);
        await Expect(page.Heading()).ToHaveTextAsync("The invitation is over");
        await looked.LookAsync(couple.Ann, "concern-over");
        await page.Button("Write on").ClickAsync();
        await Expect(page.GetByLabel("What it was like for me")).ToHaveValueAsync("I felt left out on Tuesday.");
        await Expect(page.Heading()).ToBeFocusedAsync();
        couple.AssertClean();
    }
}
