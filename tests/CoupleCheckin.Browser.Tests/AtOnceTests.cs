using CoupleCheckin.Browser.Tests.Harness;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Two tabs, double clicks, both at the same moment: one result.</summary>
[Collection(SecondAppCollection.Name)]
public sealed class AtOnceTests(RunningApp app, ITestOutputHelper output)
{
    [Fact]
    public async Task Two_tabs_on_one_card_keep_what_each_of_them_changed()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        await ann.SignUpAsync(Account.New("ann"));
        var round = await ann.StartRoundAsync();
        var other = await ann.Context.NewPageAsync();
        await other.GotoAsync(round);
        await other.SayFreeToAnswerAsync();
        await Expect(other.Button("Leave blank")).ToBeVisibleAsync();

        await ann.AnswerAsync(new(Place.Within));
        await Expect(other.Choice("Done openly", 0)).ToBeCheckedAsync();
        await ann.AnswerAsync(new(KeptFromMe: Place.Gray), other);
        await Expect(ann.Page.Choice("Kept from me", 1)).ToBeCheckedAsync();

        // Both write at once: no word is lost.
        await Task.WhenAll(ann.Page.WriteNoteAsync("from the one tab"), other.WriteNoteAsync("from the other tab"));
        await ann.Page.ReloadAsync();
        await ann.BackAsync();
        await Expect(ann.Page.Choice("Done openly", 0)).ToBeCheckedAsync();
        await Expect(ann.Page.Choice("Kept from me", 1)).ToBeCheckedAsync();
        var note = await ann.Page.Note().InputValueAsync();
        Assert.Contains("from the one tab", note, StringComparison.Ordinal);
        Assert.Contains("from the other tab", note, StringComparison.Ordinal);

        // Sealed in the one, the other shows it and takes nothing any more.
        await ann.TurnAllCardsAsync();
        await ann.SealAsync();
        await Expect(other.Heading()).ToHaveTextAsync("Your answers are sealed");
        await Expect(other.Note()).ToHaveCountAsync(0);
        ann.AssertClean();
    }

    [Fact]
    public async Task Pressing_a_button_twice_does_it_once()
    {
        await using var couple = await Couple.PairAsync(app);
        await couple.Ann.Page.GotoAsync("/spectrum");
        await couple.Ann.Page.Button("Start a round").DblClickAsync();
        await couple.Ann.TurnAllCardsAsync();
        await couple.Ann.Page.Button("Seal my answers").DblClickAsync();
        await Expect(couple.Ann.Page.GetByText("You: sealed")).ToBeVisibleAsync();
        await couple.Bo.Page.GotoAsync("/spectrum");
        await couple.Bo.Page.Button("Go to the round").DblClickAsync();
        await couple.Bo.TurnAllCardsAsync();
        await couple.Bo.SealAsync();
        await couple.Ann.Page.Button("Ready to see").DblClickAsync();
        await Expect(couple.Ann.Page.Heading()).ToHaveTextAsync("You are ready to see");
        await couple.Bo.Page.Button("Ready to see").DblClickAsync();
        await couple.Ann.SeesComparisonAsync();
        await couple.Bo.SeesComparisonAsync();

        await couple.Ann.Page.GotoAsync("/today");
        await Expect(couple.Ann.Page.GetByText("The starter set", new() { Exact = true })).ToHaveCountAsync(1);
        couple.AssertClean();
    }

    [Fact]
    public async Task Both_starting_a_round_at_once_start_one()
    {
        await using var couple = await Couple.PairAsync(app);
        await Task.WhenAll(couple.Ann.StartRoundAsync(), couple.Bo.StartRoundAsync());
        Assert.Equal(couple.Ann.Page.Url, couple.Bo.Page.Url);
        couple.AssertClean();
    }

    [Fact]
    public async Task Twenty_rounds_open_for_both_when_both_press_ready_at_the_same_moment()
    {
        const int rounds = 20;
        await using var couple = await Couple.PairAsync(app);
        for (var round = 0; round < rounds; round++)
        {
            await couple.SealBlankRoundAsync();
            await Task.WhenAll(couple.Ann.PressReadyAsync(), couple.Bo.PressReadyAsync());
            await Task.WhenAll(couple.Ann.SeesComparisonAsync(), couple.Bo.SeesComparisonAsync());
        }
        await couple.Ann.Page.GotoAsync("/today");
        await Expect(couple.Ann.Page.GetByText("What each of you answered.")).ToHaveCountAsync(rounds);
        Figures.Print(output, "rounds opened by both at the same moment", rounds, "rounds");
        couple.AssertClean();
    }
}
