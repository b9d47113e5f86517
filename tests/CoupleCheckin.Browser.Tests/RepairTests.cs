using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Two people go through a repair plan, from the question to the closing.</summary>
[Collection(AppCollection.Name)]
public sealed class RepairTests(RunningApp app)
{
    [Fact]
    public async Task Two_open_a_plan_go_on_together_and_close_it()
    {
        await using var couple = await Couple.PairAsync(app, accounts: (Account.Named("Ann"), Account.Named("Bo")));
        var (ann, bo) = (couple.Ann.Page, couple.Bo.Page);
        await couple.OpenPlanAsync();

        // A stage changes when both say so.
        await ann.Button("On to “account”").ClickAsync();
        await Expect(bo.GetByText("Ann would like to go to “account”.")).ToBeVisibleAsync();
        await bo.Button("On to “account”").ClickAsync();
        foreach (var page in new[] { ann, bo })
            await Expect(page.Locator(".stage [aria-current]")).ToHaveTextAsync("account");

        // What watches is declined to its author; what is offered is seen by both, and the other can only say how it landed.
        await bo.GotoAsync("/repair/offer");
        await bo.GetByRole(AriaRole.Button, new() { Name = "Say when plans change" }).ClickAsync();
        await bo.GetByLabel("What I will do").FillAsync("I share my live location in the evening.");
        await bo.Button("Give it").ClickAsync();
        await Expect(bo.Locator(".guard")).ToContainTextAsync("A map shows where someone is");
        await bo.GetByLabel("What I will do").FillAsync("If I am late, I write a word before seven.");
        await bo.Button("Give it").ClickAsync();
        await Expect(ann.GetByText("If I am late, I write a word before seven.")).ToBeVisibleAsync();
        Assert.DoesNotContain("live location", await Steps.EverythingInAsync(ann), StringComparison.Ordinal);
        await Expect(ann.Button("End it now")).ToHaveCountAsync(0);

        // The weekly questions: sealed by each, opened by both.
        await couple.Ann.SealPulseAsync("The walk on Sunday.");
        await couple.Bo.SealPulseAsync("Being asked once.");
        Assert.DoesNotContain("The walk", await Steps.EverythingInAsync(bo), StringComparison.Ordinal);
        await ann.Button("Ready to open").ClickAsync();
        await Expect(ann.GetByText("It opens when Bo presses too.")).ToBeVisibleAsync();
        await bo.Button("Ready to open").ClickAsync();
        await Expect(ann.Heading()).ToHaveTextAsync("Opened by both of you");
        await bo.Link("Read them").ClickAsync();
        await Expect(bo.GetByText("The walk on Sunday.")).ToBeVisibleAsync();
        await Expect(bo.GetByText("Being asked once.")).ToBeVisibleAsync();

        // The closing: both sign the same sentence, and it leaves the daily pages.
        await ann.GotoAsync("/repair/close");
        await bo.GotoAsync("/repair/close");
        await ann.Button("Sign that we go on").ClickAsync();
        await Expect(bo.GetByText("Ann has signed this.")).ToBeVisibleAsync();
        await bo.Button("Sign that we go on").ClickAsync();
        await Task.WhenAll(Expect(ann.Heading()).ToHaveTextAsync("It is closed"), Expect(bo.Heading()).ToHaveTextAsync("It is closed"));
        await ann.Link("On to today").ClickAsync();
        await Expect(ann.WhoIsHere("Bo")).ToBeVisibleAsync();
        await Expect(ann.Locator("#repair-door")).ToHaveCountAsync(0);
        couple.AssertClean();
    }
}

internal static class RepairSteps
{
    /// <summary>Ann asks, Bo says yes; each passes the gate that is theirs alone.</summary>
    public static async Task OpenPlanAsync(this Couple couple)
    {
        var (ann, bo) = (couple.Ann.Page, couple.Bo.Page);
        await ann.GotoAsync("/repair");
        await ann.Button("Ask Bo").ClickAsync();
        await ann.Locator(".gate").GetByRole(AriaRole.Radio).Nth(0).CheckAsync();
        await ann.Button("Go on").ClickAsync();
        await Expect(ann.GetByText("You asked")).ToBeVisibleAsync();
        await bo.GotoAsync("/today");
        await bo.GetByText("There is a question for you").ClickAsync();
        await bo.Button("Yes, open it").ClickAsync();
        await bo.Locator(".gate").GetByRole(AriaRole.Radio).Nth(0).CheckAsync();
        await bo.Button("Go on").ClickAsync();
        foreach (var page in new[] { ann, bo })
            await Expect(page.Locator(".stage [aria-current]")).ToHaveTextAsync("settle");
    }

    public static async Task SealPulseAsync(this Person person, string helped)
    {
        await person.Page.GotoAsync("/repair/pulse");
        await person.Page.GetByLabel("What helped this week?").FillAsync(helped);
        await person.Page.Choice("Beside last week, things feel", 0).CheckAsync();
        await person.Page.Button("Seal my answers").ClickAsync();
        await Expect(person.Page.GetByLabel("What helped this week?")).ToHaveCountAsync(0);
        await Expect(person.Page.Link("Back to repair")).ToBeVisibleAsync();
    }
}
