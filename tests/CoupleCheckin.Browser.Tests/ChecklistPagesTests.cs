using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>The pages of the whole checklist in their states, looked at by axe and for fit in every size and colour.</summary>
[Collection(AppCollection.Name)]
public sealed class ChecklistPagesTests(RunningApp app, ITestOutputHelper output)
{
    private readonly LookedAt _looked = new(output);

    [Fact]
    public async Task Every_page_of_the_whole_checklist_can_be_read_by_everybody_and_fits_every_screen()
    {
        await using var couple = await Couple.PairAsync(app, Device.Laptop, Device.Laptop, (Account.Named("Ann"), Account.Named("Bo")));
        var (ann, bo) = (couple.Ann, couple.Bo);
        await ann.Page.GotoAsync("/rounds/new");
        await ann.Page.GetByLabel("Topics that you choose").CheckAsync();
        foreach (var topic in new[] { "Ex-partners", "Co-workers", "Friends", "Dating apps" })
        {
            await ann.Page.GetByLabel(topic).CheckAsync();
        }
        await _looked.LookAsync(ann, "new-round-topics");
        await ann.Page.Button("Start").ClickAsync();

        await Expect(ann.Page.Button("I would rather not say")).ToBeVisibleAsync();
        await _looked.LookAsync(ann, "first-question");
        await ann.Page.Button("No").ClickAsync();
        await Expect(ann.Page.Link("Answer for myself")).ToBeVisibleAsync();
        await _looked.LookAsync(ann, "first-question-no");
        await ann.Page.Link("Answer for myself").ClickAsync();
        await Expect(ann.Page.Button("Leave blank")).ToBeVisibleAsync();
        await ann.AnswerAsync(new(Place.Gray, Note: "This one I keep for myself."));
        await _looked.LookAsync(ann, "own-card");
        await ann.Page.Button("Save and stop").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Only for you");
        await _looked.LookAsync(ann, "own-sheet");
        await ann.Page.Link("To the sheet for two").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Look it over");
        await _looked.LookAsync(ann, "look-over-whole");
        var round = new Uri(ann.Page.Url).AbsolutePath;

        await ann.Page.GetByRole(AriaRole.Link, new() { Name = "Hold up a mirror first" }).ClickAsync();
        await ann.Page.Choice("If I did it", 0).CheckAsync();
        await ann.Page.Choice("If Bo did it", 1).CheckAsync();
        await Expect(ann.Page.Saved()).ToBeVisibleAsync();
        await _looked.LookAsync(ann, "mirror-card");
        while (await ann.Page.Button("Next").IsVisibleAsync())
        {
            await ann.NextAsync();
        }
        await ann.Page.Button("See what it shows").ClickAsync();
        await _looked.LookAsync(ann, "mirror");
        await ann.Page.Link("Back to my answers").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Look it over");

        await bo.Page.GotoAsync(round);
        await bo.Page.SayFreeToAnswerAsync();
        await ann.Page.Locator(".over").First.ClickAsync();
        await Expect(ann.Page.Locator("[data-next]")).ToBeVisibleAsync();
        await Expect(bo.Page.Locator("[data-next]")).ToBeVisibleAsync();
        for (var card = 0; await ann.Page.Locator("[data-next]").IsVisibleAsync(); card++)
        {
            await ann.AnswerAsync(new((Place)(card % 3), card % 2 == 0 ? Place.Objectionable : null, card < 2 ? "If you tell me the day before, I can be easy about it." : null));
            await bo.AnswerAsync(new((Place)(card / 2 % 3), card % 3 == 0 ? Place.Objectionable : null, card < 2 ? "To me it is like seeing a cousin." : null, card == 4));
            await ann.NextAsync();
            await bo.NextAsync();
        }
        await ann.SealAsync();
        await _looked.LookAsync(ann, "sealed-part");
        await bo.SealAsync();
        await ann.PressReadyAsync();
        await bo.PressReadyAsync();
        await ann.SeesComparisonAsync();
        await ann.Page.Button("We talked about these").Or(ann.Page.Button("We talked about these, show the next")).ClickAsync();
        await Expect(ann.Page.GetByRole(AriaRole.Heading, new() { Name = "Talked about" })).ToBeVisibleAsync();
        await ann.Page.Locator("section[aria-labelledby=talked] summary").First.ClickAsync();
        await Expect(ann.Page.Locator("section[aria-labelledby=talked] article")).ToHaveCountAsync(1);
        await _looked.LookAsync(ann, "comparison-talked");

        await ann.Page.Locator("section[aria-labelledby=talked]").GetByRole(AriaRole.Link, new() { Name = "Over time" }).ClickAsync();
        await ann.Page.Button("Answer it anew").ClickAsync();
        await ann.Page.Choice("Done openly", 1).CheckAsync();
        await ann.Page.GetByLabel("What changed").FillAsync("We talked on Sunday, and I understood what it is for you.");
        await _looked.LookAsync(ann, "history-anew");
        await ann.Page.Button("Add my answer of today").ClickAsync();
        await Expect(ann.Page.Locator("[data-saved]")).ToBeVisibleAsync();
        await _looked.LookAsync(ann, "history");
        await ann.Page.Link("See the whole topic").ClickAsync();
        await Expect(ann.Page.Locator(".picture")).ToBeVisibleAsync();
        await _looked.LookAsync(ann, "picture");
        await ann.Page.GotoAsync("/today");
        await Expect(ann.Page.GetByText("Opened by you both")).ToBeVisibleAsync();
        await _looked.LookAsync(ann, "today-many");

        _looked.AssertFine();
        couple.AssertClean();
    }
}
