using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Every page of repair, looked at on every screen.</summary>
[Collection(AppCollection.Name)]
public sealed class RepairPagesTests(RunningApp app, ITestOutputHelper output)
{
    [Fact]
    public async Task Every_page_of_repair_can_be_read_by_everybody()
    {
        var look = new LookedAt(output);
        await using var couple = await Couple.PairAsync(app, anns: Device.Laptop, bos: Device.Laptop, accounts: (Account.Named("Ann"), Account.Named("Bo")));
        var (ann, bo) = (couple.Ann, couple.Bo);
        await ann.Page.GotoAsync("/repair");
        await Expect(ann.Page.Button("Ask Bo")).ToBeVisibleAsync();
        await LookIfKeptAsync(look, ann, "repair-begin");
        await ann.Page.GotoAsync("/repair/answer");
        await ann.Page.GetByLabel("What I did").FillAsync("Nothing happened. I wrote with her in the evenings, and I deleted it.");
        await ann.Page.GetByLabel("Why, without making it smaller").FillAsync("I liked the attention. It was my choice.");
        await Expect(ann.Page.Locator(".hint").First).ToBeVisibleAsync();
        await Expect(ann.Page.Saved()).ToBeVisibleAsync();
        await look.LookAsync(ann, "repair-answer");
        await couple.OpenPlanAsync();
        await bo.Page.GotoAsync("/repair/offer");
        await Expect(bo.Page.Locator(".line.as-row").First).ToBeVisibleAsync();
        await LookIfKeptAsync(look, bo, "repair-kinds");
        await bo.Page.GetByRole(AriaRole.Button, new() { Name = "Say when plans change" }).ClickAsync();
        await bo.Page.GetByLabel("What I will do").FillAsync("You get my password, and I share my location.");
        await bo.Page.Button("Give it").ClickAsync();
        await Expect(bo.Page.Locator(".guard")).ToBeVisibleAsync();
        await look.LookAsync(bo, "repair-guard");
        await bo.Page.GetByLabel("What I will do").FillAsync("If I am late, I write a word before seven.");
        await bo.Page.Button("Give it").ClickAsync();
        await Expect(ann.Page.GetByText("If I am late, I write a word before seven.")).ToBeVisibleAsync();
        await ann.SealPulseAsync("The walk on Sunday, and that you asked how I was.");
        await LookIfKeptAsync(look, ann, "repair-sealed");
        await bo.Page.GotoAsync("/repair/pulse");
        await Expect(bo.Page.GetByLabel("What helped this week?")).ToBeVisibleAsync();
        await look.LookAsync(bo, "repair-pulse");
        await bo.SealPulseAsync("Being asked once.");
        await bo.Page.Button("Ready to open").ClickAsync();
        await ann.Page.Button("Ready to open").ClickAsync();
        await ann.Page.Link("Read them").ClickAsync();
        await Expect(ann.Page.GetByText("Being asked once.")).ToBeVisibleAsync();
        await look.LookAsync(ann, "repair");
        await ann.Page.GotoAsync("/repair/close");
        await Expect(ann.Page.Button("Sign that we part")).ToBeVisibleAsync();
        await look.LookAsync(ann, "repair-close");
        await ann.Page.Button("Sign that we go on").ClickAsync();
        await bo.Page.GotoAsync("/repair/close");
        await bo.Page.Button("Sign that we go on").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("It is closed");
        await LookIfKeptAsync(look, ann, "repair-closed");
        await ann.Page.GotoAsync("/repair");
        await ann.Page.GetByText("Show what was closed").ClickAsync();
        await ann.Page.Locator("a.line", new() { HasText = "Closed on" }).ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("A closed plan");
        await look.LookAsync(ann, "repair-earlier");
        look.AssertFine();
        couple.AssertClean();
    }

    /// <summary>Pages that are made of what is looked at elsewhere: looked at when pictures are kept.</summary>
    private static Task LookIfKeptAsync(LookedAt look, Person person, string name) => Looks.AreKept ? look.LookAsync(person, name) : Task.CompletedTask;
}
