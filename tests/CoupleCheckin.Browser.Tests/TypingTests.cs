using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Somebody types fast while the answers of the server take their time: no letter is lost, whatever comes back meanwhile.</summary>
[Collection(AppCollection.Name)]
public sealed class TypingTests(RunningApp app)
{
    private const string Words = "On Tuesday, after dinner, we were both tired. I said it, and did not mean it so hard.";

    [Fact]
    public async Task No_letter_is_lost_in_any_box_over_a_slow_line()
    {
        await using var relay = Relay.To(app, new Line(TimeSpan.FromMilliseconds(80), 1e6));
        await using var couple = await Couple.PairAsync(app, annAt: relay.Address);
        var ann = couple.Ann;
        var page = ann.Page;
        await ann.StartRoundAsync();
        await Expect(page.Heading()).ToBeFocusedAsync();
        await KeepsAllAsync(page.Note());
        await page.GotoAsync("/checkin");
        await page.Button("Begin a check-in").ClickAsync();
        await page.SayFreeToAnswerAsync();
        await Expect(page.GetByText("Question 1 of")).ToBeVisibleAsync();
        await KeepsAllAsync(page.Locator("#answer"));
        await page.GotoAsync("/agreement/new");
        await Expect(page.Heading()).ToBeFocusedAsync();
        await KeepsAllAsync(page.GetByLabel("Our line"));
        await page.GotoAsync("/concerns/new");
        await Expect(page.Heading()).ToBeFocusedAsync();
        await KeepsAllAsync(page.GetByLabel("What I noticed"));
        couple.AssertClean();
    }

    /// <summary>Types into a box until all is kept.</summary>
    private static async Task KeepsAllAsync(ILocator box)
    {
        await box.ClickAsync();
        await box.PressSequentiallyAsync(Words, new() { Delay = 20 });
        await box.BlurAsync();
        await Expect(box.Page.Saved().First).ToBeVisibleAsync();
        await Expect(box).ToHaveValueAsync(Words);
    }
}
