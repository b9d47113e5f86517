using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>
/// Two people, one browser: Ann's tab is open, Bo signs in beside it, and Ann's tab comes back from wherever it was. It must
/// show nothing of hers and do nothing as him.
/// </summary>
[Collection(AppCollection.Name)]
public sealed class OneBrowserTests(RunningApp app)
{
    private const string NotTheirs = "This page was someone else’s";

    public static TheoryData<bool> Ways { get; } = [true, false];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task After_a_lost_connection_her_tab_shows_nothing_of_hers_and_does_nothing_as_him(bool signsOut)
    {
        await using var relay = Relay.To(app);
        await using var couple = await Couple.PairAsync(app, annAt: relay.Address);
        var (ann, note) = (couple.Ann, Canaries.Make("annsnote"));
        ann.ExpectBrokenLines();
        var round = await ann.StartRoundAsync();
        await ann.AnswerAsync(new(Place.Objectionable, Note: note));

        await relay.CutAsync();
        await Expect(ann.Page.NoConnection()).ToBeVisibleAsync();
        await ann.Page.Note().FillAsync($"{note} and more, typed without a connection");
        await SignInBesideAsync(couple, signsOut);
        relay.Mend();
        await ann.Page.TryNowAsync();

        await Expect(ann.Page.Heading()).ToHaveTextAsync(NotTheirs);
        await AssertNothingOfAnnAsync(couple, ann.Page, note);
        await AssertBosSheetIsBlankAsync(couple, round);
        couple.AssertClean();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task After_a_pause_her_tab_shows_nothing_of_hers_and_does_nothing_as_him(bool signsOut)
    {
        await using var couple = await Couple.PairAsync(app);
        var (ann, note) = (couple.Ann, Canaries.Make("annsnote"));
        ann.ExpectBrokenLines();
        var round = await ann.StartRoundAsync();
        await ann.AnswerAsync(new(Place.Objectionable, Note: note));

        Assert.True(await ann.Page.EvaluateAsync<bool>("() => Blazor.pauseCircuit()"), "The circuit did not pause.");
        await ann.Page.Note().FillAsync($"{note} and more, typed in the pause");
        await SignInBesideAsync(couple, signsOut);
        await ann.Page.EvaluateAsync("() => { Blazor.resumeCircuit(); }");

        // What was typed in the pause may stay until it is copied only while the page cannot come back; here it can.
        await Expect(ann.Page.Locator($"text={note}")).ToHaveCountAsync(0);
        await Expect(ann.Page.Note()).ToHaveCountAsync(0);
        await AssertNothingOfAnnAsync(couple, ann.Page, note, mayNamePartner: true);
        await AssertBosSheetIsBlankAsync(couple, round);
        couple.AssertClean();
    }

    [Fact]
    public async Task With_the_line_whole_her_tab_is_cleared_as_soon_as_it_does_anything_after_he_signed_in()
    {
        await using var couple = await Couple.PairAsync(app);
        var (ann, note) = (couple.Ann, Canaries.Make("annsnote"));
        var round = await ann.StartRoundAsync();
        await ann.AnswerAsync(new(Place.Objectionable, Note: note));
        await SignInBesideAsync(couple, signsOut: true);

        await Expect(ann.Page.Heading()).ToHaveTextAsync(NotTheirs);
        await AssertNothingOfAnnAsync(couple, ann.Page, note);
        await AssertBosSheetIsBlankAsync(couple, round);
        couple.AssertClean();
    }

    private async Task SignInBesideAsync(Couple couple, bool signsOut)
    {
        var beside = await couple.Ann.Context.NewPageAsync();
        if (signsOut)
        {
            await beside.GotoAsync(new Uri(app.BaseAddress, "account/sign-out").ToString());
            await beside.Button("Sign out").ClickAsync();
            await Expect(beside.GetByRole(AriaRole.Status)).ToContainTextAsync("signed out");
        }
        else
        {
            await couple.Ann.Context.ClearCookiesAsync();
        }
        await beside.GotoAsync(new Uri(app.BaseAddress, "account/sign-in").ToString());
        await Steps.FillSignInAsync(beside, couple.BosAccount);
        await Expect(beside.WhoIsHere(couple.BosAccount.Called)).ToBeVisibleAsync();
        await beside.CloseAsync();
    }

    private static async Task AssertNothingOfAnnAsync(Couple couple, IPage page, string note, bool mayNamePartner = false)
    {
        var everything = await Steps.EverythingInAsync(page);
        Assert.DoesNotContain(note, everything, StringComparison.Ordinal);
        if (!mayNamePartner)
        {
            Assert.DoesNotContain(couple.AnnsAccount.Called, everything, StringComparison.Ordinal);
            Assert.DoesNotContain(couple.BosAccount.Called, everything, StringComparison.Ordinal);
        }
    }

    private static async Task AssertBosSheetIsBlankAsync(Couple couple, string round)
    {
        await couple.Bo.Page.GotoAsync(round);
        await couple.Bo.Page.SayFreeToAnswerAsync();
        await Expect(couple.Bo.Page.Note()).ToHaveValueAsync("");
        await Expect(couple.Bo.Page.GetByRole(AriaRole.Radio, new() { Checked = true })).ToHaveCountAsync(0);
        await couple.Bo.TurnAllCardsAsync();
        await Expect(couple.Bo.Page.GetByText("left blank")).ToHaveCountAsync(Steps.Cards);
    }
}
