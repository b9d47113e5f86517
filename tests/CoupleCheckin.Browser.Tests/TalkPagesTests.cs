using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Every page of a concern and a talk, from the first draft to what came of it, looked at on every screen.</summary>
[Collection(AppCollection.Name)]
public sealed class TalkPagesTests(RunningApp app, ITestOutputHelper output)
{
    [Fact]
    public async Task A_concern_is_prepared_sent_talked_about_and_every_page_of_it_can_be_read_by_everybody()
    {
        var look = new LookedAt(output);
        await using var couple = await Couple.PairAsync(app, anns: Device.Laptop, bos: Device.Laptop, accounts: (Account.Named("Ann"), Account.Named("Bo")));
        var (ann, bo) = (couple.Ann, couple.Bo);
        await ann.Page.GotoAsync("/talk");
        await Expect(ann.Page.GetByText("Something I want to raise")).ToBeVisibleAsync();
        await LookIfKeptAsync(look, ann, "talk-empty");
        await ann.Page.GotoAsync("/concerns");
        await Expect(ann.Page.GetByText("Nothing here yet")).ToBeVisibleAsync();
        await LookIfKeptAsync(look, ann, "concerns-empty");

        // Prepare: a hint, and what the other will see.
        await ann.Page.GetByRole(AriaRole.Link, new() { Name = "Write something down" }).ClickAsync();
        await ann.Page.Choice("What is this about?", 0).CheckAsync();
        await ann.Page.GetByLabel("What I noticed").FillAsync("On Tuesday and again last night you wrote with Mira until after eleven. You are always on your phone when I come to bed.");
        await ann.Page.GetByLabel("What it was like for me").FillAsync("I felt left out, and a bit scared. I lay awake making up reasons.");
        await ann.Page.GetByLabel("What I don’t know").FillAsync("I don’t know how close the two of you are, or whether it is mostly the project.");
        await ann.Page.GetByLabel("What I would like to ask, or ask for").FillAsync("What do the evenings with her give you, and what would you like me to know about them?");
        await ann.Page.GetByLabel("About", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Messaging" });
        for (var time = 0; time < 2; time++)
        {
            await Expect(ann.Page.Saved()).ToBeVisibleAsync();
            await ann.Page.Locator(".chips .chip").Nth(time).ClickAsync();
            await Expect(ann.Page.Locator(".chips .chip[aria-pressed=true]")).ToHaveCountAsync(time + 1);
        }
        await Expect(ann.Page.Locator(".hint").First).ToBeVisibleAsync();
        await Expect(ann.Page.Saved()).ToBeVisibleAsync();
        await look.LookAsync(ann, "concern");
        await ann.Page.ReloadAsync();
        await Expect(ann.Page.GetByLabel("What it was like for me")).ToHaveValueAsync("I felt left out, and a bit scared. I lay awake making up reasons.");
        await Expect(ann.Page.Locator(".hint").First).ToBeVisibleAsync();
        var hints = await ann.Page.Locator(".hint").CountAsync();
        await ann.Page.Button("Keep mine").First.ClickAsync();
        await Expect(ann.Page.Locator(".hint")).ToHaveCountAsync(hints - 1);
        await ann.Page.GotoAsync("/concerns");
        await Expect(ann.Page.GetByText("A draft")).ToBeVisibleAsync();
        await LookIfKeptAsync(look, ann, "concerns");
        await ann.Page.Locator(".rows .line").ClickAsync();
        await ann.Page.Button("Read it as Bo").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("As Bo reads it");
        await LookIfKeptAsync(look, ann, "concern-read-as");
        await ann.Page.Button("Invite Bo").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Before you send it");
        await LookIfKeptAsync(look, ann, "concern-check");
        await ann.Page.Locator(".gate").GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
        await Expect(ann.Page.GetByText("Then it is better not to send it now.")).ToBeVisibleAsync();
        await look.LookAsync(ann, "concern-not-now");
        await ann.Page.Locator(".gate").GetByRole(AriaRole.Radio).Nth(0).CheckAsync();
        await ann.Page.Locator(".gate").GetByRole(AriaRole.Button, new() { Name = "Invite Bo" }).ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Bo is invited");
        await LookIfKeptAsync(look, ann, "concern-sent");

        // The invitation, calmly, and nothing of the text.
        await Expect(bo.Page.GetByText("Messaging: This one situation")).ToBeVisibleAsync();
        await look.LookAsync(bo, "today-invited");
        await bo.Page.GetByText("Messaging: This one situation").ClickAsync();
        await Expect(bo.Page.Heading()).ToHaveTextAsync("Ann would like to talk with you");
        Assert.DoesNotContain("Mira", await Steps.EverythingInAsync(bo.Page), StringComparison.Ordinal);
        await look.LookAsync(bo, "talk-invited");
        await bo.Page.Locator(".paper .flow .btn").First.ClickAsync();
        await Expect(bo.Page.GetByText("You both said yes to this time.")).ToBeVisibleAsync();
        await ann.Page.Link("Go to the invitation").ClickAsync();
        await Expect(ann.Page.GetByText("You both said yes to this time.")).ToBeVisibleAsync();
        await LookIfKeptAsync(look, ann, "talk-agreed");
        await ann.Page.Button("I’m ready to begin").ClickAsync();
        await Expect(bo.Page.GetByText("Ann: ready")).ToBeVisibleAsync();
        await bo.Page.Button("I’m ready to begin").ClickAsync();
        await BothOnAsync(couple, "How long, and our word for stop");
        await LookIfKeptAsync(look, ann, "talk-rules");
        await couple.MoveOnAsync("Settle");
        await couple.MoveOnAsync("The opening");
        await Expect(bo.Page.GetByText("You are always on your phone")).ToBeVisibleAsync();
        await LookIfKeptAsync(look, bo, "talk-opening");
        await couple.MoveOnAsync("Said back");
        await bo.SayAsync("You hear me typing at night and feel far away, and you don’t know what it means.", "Say it back");
        await Expect(ann.Page.Button("Yes, you got it")).ToBeVisibleAsync();
        await ann.Page.GetByText("Park a topic").ClickAsync();
        await ann.Page.GetByLabel("Something for another day").FillAsync("What we tell each other about exes");
        await ann.Page.Button("Park it").ClickAsync();
        await Expect(bo.Page.GetByText("What we tell each other about exes")).ToBeVisibleAsync();
        await look.LookAsync(ann, "talk-said-back");
        await ann.Page.Button("Yes, you got it").ClickAsync();
        await Expect(bo.Page.GetByText("Ann was heard")).ToBeVisibleAsync();

        // A break and the way back are the clock's own matter; here it is only looked at.
        await bo.Page.Button("Take a break").ClickAsync();
        await look.LookAsync(bo, "talk-break-times");
        await bo.Page.Button("In 20 minutes").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("A break");
        await LookIfKeptAsync(look, ann, "talk-break");
        await ann.Page.GetByText("End this talk here").First.ClickAsync();
        await ann.Page.Button("End the talk here").ClickAsync();
        await Expect(bo.Page.Heading()).ToHaveTextAsync("What came of it");
        await look.LookAsync(bo, "talk-stopped");
        await bo.Page.GotoAsync("/talk/new");
        await Expect(bo.Page.GetByText("Which talk?")).ToBeVisibleAsync();
        await LookIfKeptAsync(look, bo, "talk-new");
        await bo.Page.GotoAsync("/talk/new?script=s.turns");
        await Expect(bo.Page.Button("Invite Ann")).ToBeVisibleAsync();
        await look.LookAsync(bo, "talk-new-turns");
        await bo.Page.Button("Use only this device").ClickAsync();
        await Expect(bo.Page.GetByText("In the hands of Bo")).ToBeVisibleAsync();
        await bo.Page.Button("Pass it to Ann").ClickAsync();
        await Expect(bo.Page.Heading()).ToHaveTextAsync("Hand it to Ann");
        await look.LookAsync(bo, "talk-hand-over");
        await bo.Page.GotoAsync("/talk");
        await Expect(bo.Page.GetByText("Earlier")).ToBeVisibleAsync();
        await look.LookAsync(bo, "talk-place");
        await bo.Page.GotoAsync("/talk/" + Guid.NewGuid());
        await Expect(bo.Page.Heading()).ToHaveTextAsync("There is nothing here");
        await LookIfKeptAsync(look, bo, "talk-not-there");
        look.AssertFine();
        couple.AssertClean();
    }

    /// <summary>Pages that are made of what is looked at elsewhere: looked at when pictures are kept.</summary>
    private static Task LookIfKeptAsync(LookedAt look, Person person, string name) => Looks.AreKept ? look.LookAsync(person, name) : Task.CompletedTask;

    private static Task BothOnAsync(Couple couple, string stage) => Task.WhenAll(
        Expect(couple.Ann.Page.Heading()).ToHaveTextAsync(stage), Expect(couple.Bo.Page.Heading()).ToHaveTextAsync(stage));
}
