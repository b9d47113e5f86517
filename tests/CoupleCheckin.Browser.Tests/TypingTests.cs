using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Somebody types fast while the answers of the server take their time: no letter is lost, whatever comes back meanwhile, and not much does.</summary>
[Collection(AppCollection.Name)]
public sealed class TypingTests(RunningApp app, ITestOutputHelper output)
{
    /// <summary>What a key is answered with; at the end come those of the save and of leaving the box.</summary>
    private const double MostPicturesForEachKey = 2;
    private const int MostPicturesAtTheEnd = 8;

    [Fact]
    public async Task No_letter_is_lost_in_any_box_over_a_slow_line()
    {
        const string words = "On Tuesday, after dinner, we were both tired. I said it, and did not mean it so hard.";
        await using var relay = Relay.To(app, new Line(TimeSpan.FromMilliseconds(80), 1e6));
        await using var couple = await Couple.PairAsync(app, annAt: relay.Address);

        await VisitBoxesAsync(couple, box => KeepsAllAsync(box, words, between: 20));
    }

    [Fact]
    public async Task A_key_is_answered_with_few_pictures_in_any_box()
    {
        const string words = "We were both tired then.";
        await using var couple = await Couple.PairAsync(app);
        var pictures = 0;
        couple.Ann.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Interlocked.Add(ref pictures, PicturesIn(frame.Binary));

        await VisitBoxesAsync(couple, async box =>
        {
            await box.ClickAsync();
            var before = Volatile.Read(ref pictures);
            await KeepsAllAsync(box, words, between: 60);
            var drawn = Volatile.Read(ref pictures) - before;
            Figures.Print(output, $"pictures for {words.Length} keys in the box of {new Uri(box.Page.Url).Segments[1].Trim('/')}", drawn, "");
            Assert.InRange(drawn, words.Length / 2, (words.Length * MostPicturesForEachKey) + MostPicturesAtTheEnd);
        });
    }

    private static async Task VisitBoxesAsync(Couple couple, Func<ILocator, Task> visit)
    {
        var ann = couple.Ann;
        var page = ann.Page;
        await ann.StartRoundAsync();
        await Expect(page.Heading()).ToBeFocusedAsync();
        await visit(page.Note());
        await page.GotoAsync("/checkin");
        await page.Button("Begin a check-in").ClickAsync();
        await page.SayFreeToAnswerAsync();
        await Expect(page.GetByText("Question 1 of")).ToBeVisibleAsync();
        await visit(page.Locator("#answer"));
        await page.GotoAsync("/agreement/new");
        await Expect(page.Heading()).ToBeFocusedAsync();
        await visit(page.GetByLabel("Our line"));
        await page.GotoAsync("/concerns/new");
        await Expect(page.Heading()).ToBeFocusedAsync();
        await visit(page.GetByLabel("What I noticed"));
        couple.AssertClean();
    }

    /// <summary>Types into a box until all is kept.</summary>
    private static async Task KeepsAllAsync(ILocator box, string words, float between)
    {
        await box.ClickAsync();
        await box.PressSequentiallyAsync(words, new() { Delay = between });
        await box.BlurAsync();
        await Expect(box.Page.Saved().First).ToBeVisibleAsync();
        await Expect(box).ToHaveValueAsync(words);
    }

    private static int PicturesIn(byte[]? frame)
    {
        var count = 0;
        for (ReadOnlySpan<byte> left = frame; left.IndexOf("JS.RenderBatch"u8) is >= 0 and var at; left = left[(at + 1)..])
            count++;
        return count;
    }
}
