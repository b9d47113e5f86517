using CoupleCheckin.Browser.Tests.Harness;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests.Journal;

public sealed class JournalFirst(ITestOutputHelper output)
{
    [Fact]
    public async Task First()
    {
        var app = await RunningApp.StartNewAsync(("CoupleCheckin__OperatorName", "Ann"));
        try
        {
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            var account = await ann.ComeToJournalAsync();
            await ann.ScreenshotAsync("j-1-welcome");
            await ann.Page.Button("Set up my journal").ClickAsync();
            await Expect(ann.Page.Locator("[data-phrase]")).ToBeVisibleAsync();
            await ann.ScreenshotAsync("j-2-phrase");
            var (phrase, _) = await ann.ChooseWordsAsync(account, true);
            await ann.ScreenshotAsync("j-3-empty");
            await ann.Page.WriteAsync("# Before the talk\n\nWhat I want is not a promise, it is to stop guessing.\n\n- one\n- **two** and *three*\n\n> said\n\nWhen he laughs at the phone I count the seconds.");
            await ann.ScreenshotAsync("j-4-writing");
            await ann.Page.Button("Read").ClickAsync();
            await ann.ScreenshotAsync("j-5-reading");
            await ann.Page.ReloadAsync();
            await ann.Page.OpenJournalAsync("nothing like that at all");
            await Expect(ann.Page.GetByText("These words do not open it")).ToBeVisibleAsync();
            await ann.ScreenshotAsync("j-6-locked");
            await ann.Page.OpenJournalAsync(phrase);
            await Expect(ann.Page.Entry("Before the talk")).ToBeVisibleAsync();
            await ann.Page.SetViewportSizeAsync(390, 844);
            await ann.ScreenshotAsync("j-7-phone");
            await ann.Page.Entry("Before").ClickAsync();
            await ann.ScreenshotAsync("j-8-phone-entry");
            output.WriteLine(app.Output);
            ann.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }
}
