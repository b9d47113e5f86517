using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Learn and the guided talks: walked by keyboard, looked at, printed and rehearsed.</summary>
[Collection(AppCollection.Name)]
public sealed class LearnPagesTests(RunningApp app, ITestOutputHelper output)
{
    [Fact]
    public async Task Lessons_and_talks_are_read_from_the_first_to_the_last_by_keys()
    {
        await using var ann = await ComeAsync("ann");
        var page = ann.Page;

        await page.GotoAsync("/spectrum");
        await page.Link("Read the pages").PressAsync("Enter");   // behind the whole list; the spectrum's own tests tab through that
        await Expect(page.Heading()).ToHaveTextAsync("Learn");
        await page.GoByKeysAsync(page.GetByRole(AriaRole.Link, new() { Name = "What it means" }));
        await Expect(page.Heading()).ToHaveTextAsync("What it means, and where the word misleads");
        var read = 1;
        for (; await page.Locator(".turn-page [rel=next]").CountAsync() > 0; read++)
        {
            var title = await page.Heading().InnerTextAsync();
            await page.Locator(".turn-page [rel=next]").PressAsync("Enter");
            await Expect(page.Heading()).Not.ToHaveTextAsync(title);
        }
        Assert.Equal(12, read);
        await page.GoByKeysAsync(page.GetByRole(AriaRole.Link, new() { Name = "On to Guided talks" }));
        await Expect(page.Heading()).ToHaveTextAsync("Guided talks");
        await page.GoByKeysAsync(page.GetByRole(AriaRole.Link, new() { Name = "When a wave hits" }));
        await Expect(page.Heading()).ToHaveTextAsync("When a wave hits");
        await page.GoByKeysAsync(page.Link("Rehearse alone"));
        await Expect(page.Locator(".turn")).ToHaveTextAsync("You speak");
        await page.GoByKeysAsync(page.Link("The one who stays"));
        await Expect(page.Locator(".turn")).ToHaveTextAsync("You listen");
        for (var phase = 1; phase <= 5; phase++)
        {
            await Expect(page.GetByText($"{phase} of 5")).ToBeVisibleAsync();
            await page.Locator(".steps [rel=next]").PressAsync("Enter");
        }
        await Expect(page.Heading()).ToHaveTextAsync("That was the whole way");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
        ann.AssertClean();
    }

    [Fact]
    public async Task The_timer_of_a_rehearsal_says_one_quiet_line_and_moves_nobody_on()
    {
        await using var ann = await ComeAsync("ann");
        var page = ann.Page;
        await page.Clock.InstallAsync();

        await page.GotoAsync("/scripts/s.raise/rehearse?at=4");
        var address = page.Url;
        await Expect(page.GetByText("No clock moves you on")).ToBeVisibleAsync();
        await page.Clock.FastForwardAsync("02:59");
        await Expect(page.GetByText("3 minutes have gone by")).ToBeHiddenAsync();
        await page.Clock.FastForwardAsync("00:02");
        await Expect(page.GetByText("3 minutes have gone by")).ToBeVisibleAsync();
        await page.Clock.FastForwardAsync("30:00");
        Assert.Equal(address, page.Url);
        ann.AssertClean();
    }

    [Fact]
    public async Task The_pages_can_be_read_by_everybody_and_fit_every_screen_and_paper()
    {
        var looked = new LookedAt(output);
        await using var ann = await ComeAsync("ann");
        var page = ann.Page;
        foreach (var (address, name) in new[]
        {
            ("/learn", "learn"), ("/learn/care-or-control", "lesson"), ("/learn/what-it-means", "lesson-first"), ("/scripts", "scripts"), ("/scripts/s.raise", "script"),
            ("/scripts/s.raise/rehearse?as=other&at=4", "rehearse"), ("/scripts/s.raise/rehearse?as=other&at=99", "rehearse-end"),
        })
        {
            await page.GotoAsync(address);
            await looked.LookAsync(ann, name);
        }

        await page.GotoAsync("/scripts/s.raise");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var gone in new[] { ".room", ".places", ".see", "[data-print]" })
        {
            await Expect(page.Locator(gone).First).ToBeHiddenAsync();
        }
        await Expect(page.Heading()).ToBeVisibleAsync();
        if (Looks.AreKept)
        {
            await page.PdfAsync(new() { Path = Path.Combine(Repository.Artifacts, "screens", "script-print.pdf"), Format = "A4" });
            await ann.ScreenshotAsync("script-print");
        }
        looked.AssertFine();
        ann.AssertClean();
    }

    private async Task<Person> ComeAsync(string name)
    {
        var person = await Person.ComeAsync(app, name, Device.Laptop);
        await person.SignUpAsync(Account.New(name));
        await person.KeepRecoveryKeyAsync();
        return person;
    }
}
