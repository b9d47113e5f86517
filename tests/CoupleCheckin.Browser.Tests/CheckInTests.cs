using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Two people go through a whole check-in, from the first question to what they take along.</summary>
[Collection(AppCollection.Name)]
public sealed class CheckInTests(RunningApp app)
{
    [Fact]
    public async Task Both_answer_alone_open_together_take_something_along_and_find_it_again_the_next_time()
    {
        await using var couple = await Couple.PairAsync(app, accounts: (Account.Named("Ann"), Account.Named("Bo")));
        var (ann, bo) = (couple.Ann, couple.Bo);
        await ann.Page.GotoAsync("/talk");
        await ann.Page.GetByText("Check-ins, and cards for an evening").ClickAsync();
        await ann.Page.Button("Begin a check-in").ClickAsync();
        await ann.Page.SayFreeToAnswerAsync();
        await Expect(ann.Page.GetByText("How at ease were you with each other this week?").First).ToBeVisibleAsync();

        // Ann answers; a reload finds it again, and Bo is told nothing of it.
        await ann.Page.Choice("How at ease", 3).CheckAsync();
        await ann.Page.Locator("#answer").FillAsync("Wednesday, doing the dishes.");
        await Expect(ann.Page.Locator("#kept")).ToHaveTextAsync("Saving");
        await Expect(ann.Page.Saved()).ToBeVisibleAsync();
        await ann.Page.ReloadAsync();
        await ann.Page.GetByRole(AriaRole.Button, new() { Name = "How at ease were you with each other this week?" }).ClickAsync();
        await Expect(ann.Page.Locator("#answer")).ToHaveValueAsync("Wednesday, doing the dishes.");
        await bo.Page.GotoAsync("/today");
        await bo.Page.GetByText("This week’s check-in").ClickAsync();
        await Expect(bo.Page.Heading()).ToHaveTextAsync("Would you be free to answer?");
        await bo.Page.SayFreeToAnswerAsync();
        await Expect(bo.Page.Heading()).ToHaveTextAsync("This week’s check-in");
        Assert.DoesNotContain("dishes", await Steps.EverythingInAsync(bo.Page), StringComparison.Ordinal);

        // Bo passes over everything but one question.
        await bo.Page.Choice("How at ease", 1).CheckAsync();
        var first = await bo.Page.Locator("#question").InnerTextAsync();
        await bo.Page.Button("Not today").ClickAsync();
        await Expect(bo.Page.Locator("#question")).Not.ToHaveTextAsync(first);
        await bo.Page.Locator("#answer").FillAsync("That you called.");
        await bo.Page.Button("Look it over and seal").ClickAsync();
        await Expect(bo.Page.GetByText("That you called.")).ToBeVisibleAsync();
        await bo.Page.Button("Seal my answers").ClickAsync();
        await Expect(bo.Page.Heading()).ToHaveTextAsync("Your answers are sealed");
        await ann.Page.Button("Look it over and seal").ClickAsync();
        await ann.Page.Button("Seal my answers").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("You have both sealed");

        // Both are ready; both pages open by themselves.
        await ann.Page.Button("Ready to see").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("You are ready to see");
        await bo.Page.Button("Ready to see").ClickAsync();
        await Expect(ann.Page.GetByText("That you called.")).ToBeVisibleAsync();
        await Expect(bo.Page.GetByText("Wednesday, doing the dishes.")).ToBeVisibleAsync();

        // What Ann will do is there for Bo at once, and either says what becomes of it.
        var line = ann.Page.GetByLabel("Something I will do");
        await ann.Page.Button("Take it along").ClickAsync();
        await Expect(line).ToBeFocusedAsync();
        await line.FillAsync("Find an\u0001evening.");
        await ann.Page.Button("Take it along").ClickAsync();
        await Expect(ann.Page.GetByText("Not saved: that is too long, or has a character that cannot be kept. Your words are still here.")).ToBeVisibleAsync();
        await Expect(line).ToHaveValueAsync("Find an\u0001evening.");
        await line.FillAsync("Find an evening, phones in the drawer.");
        await ann.Page.Button("Take it along").ClickAsync();
        await Expect(bo.Page.GetByText("Find an evening, phones in the drawer.")).ToBeVisibleAsync();
        await Expect(line).ToHaveValueAsync("");
        await Expect(ann.Page.Button("Take it along")).ToBeFocusedAsync();
        await ann.Page.Button("Close for today").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Check-ins");
        await Expect(ann.Page.GetByRole(AriaRole.Img, new() { Name = "How at ease you were, check-in by check-in" })).ToBeVisibleAsync();
        await bo.Page.GotoAsync("/checkin");
        await bo.Page.Button("Begin a check-in").ClickAsync();
        await Expect(bo.Page.GetByText("First, what we said we would do")).ToBeVisibleAsync();
        await bo.Page.Button("Done").ClickAsync();
        await Expect(bo.Page.GetByText("Find an evening, phones in the drawer.")).ToHaveCountAsync(0);
        couple.AssertClean();
    }
}
