using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>The questions about safety in a real browser: asked alone, sent nowhere, and what one does for oneself changes no page of the other.</summary>
[Collection(AppCollection.Name)]
public sealed class SafetyTests(RunningApp app)
{
    [Fact]
    public async Task The_questions_before_an_invitation_send_nothing_and_lead_to_help_or_on()
    {
        await using var ann = await Person.ComeAsync(app, "Ann");
        await ann.SignUpAsync(Account.New("ann"));
        await ann.Page.GotoAsync("/couple/invite");
        var (make, no, yes) = (ann.Page.Button("Make the link"), Answers(ann.Page, "No"), Answers(ann.Page, "Yes"));
        await Expect(make).ToBeHiddenAsync();
        var sent = 0;
        ann.Page.Request += (_, _) => Interlocked.Increment(ref sent);

        await yes.First.CheckAsync();
        await Expect(ann.Page.GetByText("Then the parts for two may not be safe for you.")).ToBeVisibleAsync();
        await Expect(ann.Page.Link("Go on by myself")).ToBeVisibleAsync();
        await Expect(make).ToBeHiddenAsync();
        await ann.Page.GetByText("I have thought about it, and want to go on").ClickAsync();
        await Expect(make).ToBeVisibleAsync();
        await ann.Page.SayItIsSafeAsync();
        await Expect(ann.Page.GetByText("Then the parts for two may not be safe for you.")).ToBeHiddenAsync();
        await Expect(make).ToBeVisibleAsync();
        Assert.Equal(0, sent);

        await ann.Page.ReloadAsync();
        await Expect(make).ToBeHiddenAsync();
        await Expect(ann.Page.Locator(".alone input:checked")).ToHaveCountAsync(0);
        await Expect(no).ToHaveCountAsync(4);

        await ann.Page.GetByText("Leave out the rest").ClickAsync();
        await Expect(ann.Page.GetByText("Then the parts for two may not be safe for you.")).ToBeVisibleAsync();
        await Expect(make).ToBeHiddenAsync();
        await ann.Page.SayItIsSafeAsync();
        await Expect(ann.Page.GetByText("Then the parts for two may not be safe for you.")).ToBeHiddenAsync();
        await Expect(make).ToBeVisibleAsync();
        ann.AssertClean();
    }

    [Fact]
    public async Task What_one_does_for_oneself_changes_no_letter_of_what_the_other_has_open()
    {
        await using var ann = await Person.ComeAsync(app, "Ann");
        await using var bo = await Person.ComeAsync(app, "Bo");
        await Task.WhenAll(ann.SignUpAsync(Account.New("ann")), bo.SignUpAsync(Account.New("bo")));
        await bo.AcceptAsync(await ann.InviteAsync());

        await ann.Page.GotoAsync("/agreement/new");
        var page = await bo.Page.Locator("body").InnerHTMLAsync();
        await ann.Page.GetByLabel("Our line").FillAsync("We say so afterwards.");
        await Expect(ann.Page.Saved()).ToBeVisibleAsync();
        await ann.Page.GotoAsync("/concerns/new");
        await ann.Page.GetByLabel("What it was like for me").FillAsync("I am scared of what you might do.");
        await Expect(ann.Page.GetByText("This is not about wording")).ToBeVisibleAsync();
        await Expect(ann.Page.Saved()).ToBeVisibleAsync();
        await ann.Page.GotoAsync("/still-free");
        await ann.Page.GetByLabel("No", new() { Exact = true }).CheckAsync();
        await Expect(ann.Page.GetByText("Then take some room.")).ToBeVisibleAsync();

        Assert.Equal(page, await bo.Page.Locator("body").InnerHTMLAsync());
        await bo.Page.ReloadAsync();
        await Expect(bo.Page.GetByText("Who is here")).ToBeVisibleAsync();
        Assert.Equal(0, await bo.Page.GetByText("afterwards").CountAsync());
        ann.AssertClean();
        bo.AssertClean();
    }

    private static ILocator Answers(IPage page, string words) => page.Locator(".alone").GetByLabel(words, new() { Exact = true });
}
