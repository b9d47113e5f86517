using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

[Collection(AppCollection.Name)]
public sealed class SpectrumTests(RunningApp app, ITestOutputHelper output)
{
    private const int MostBytes = 60 * 1024;

    [Fact]
    public async Task The_whole_way_through_the_spectrum_goes_without_a_mouse()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        await ann.SignUpAsync(Account.New("ann"));
        await ann.KeepRecoveryKeyAsync();
        var page = ann.Page;

        await page.GotoAsync("/spectrum");
        await page.TabToAsync(page.GetByLabel("Find a behaviour"));
        await page.Keyboard.TypeAsync("lunch colleague");
        await Expect(page.Locator(".lane > .rows > button")).ToHaveCountAsync(1);
        await Expect(page.Locator("#found")).ToHaveTextAsync("One behaviour");
        await Expect(page.Locator(".lane.w > .rows > button")).ToHaveCountAsync(1);

        await page.TabToAsync(page.GetByLabel("Done openly"));
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.GetByLabel("Kept from the other")).ToBeCheckedAsync();
        await Expect(page.Locator(".lane.g > .rows > button")).ToContainTextAsync("from within bounds");

        await page.GoByKeysAsync(page.Locator(".lane > .rows > button"));
        await Expect(page.Locator("article.open h3")).ToBeFocusedAsync();
        await page.GoByKeysAsync(page.Locator("article.open").GetByRole(AriaRole.Link, new() { Name = "Where would this sit?" }));

        var asked = new Uri(page.Url).PathAndQuery;
        Assert.Equal("/spectrum/where/work.friendly-breaks", asked);
        foreach (var (question, choice) in new[]
        {
            ("Whose act is it?", "Mine"), ("Does your partner know?", "No"), ("Why not, or not sooner?", "They would object"),
            ("What does it give you, most of all?", "Friendship"), ("How often?", "Most days"), ("What did the two of you say about this?", "We did not settle it"),
        })
        {
            await Expect(page.Heading()).ToHaveTextAsync(question);
            await page.GoByKeysAsync(page.Button(choice));
        }

        await Expect(page.Heading()).ToHaveTextAsync("Here is where it would sit");
        await Expect(page.Heading()).ToBeFocusedAsync();
        await Expect(page.Locator(".sitting .zone.big")).ToHaveTextAsync("gray zone");
        await Expect(page.GetByText("You keep it back because they would object.")).ToBeVisibleAsync();
        await Expect(page.GetByText("It happens most days.")).ToBeVisibleAsync();
        Assert.Equal(asked, new Uri(page.Url).PathAndQuery);

        // Back to the last question; loaded anew, nothing of it is there any more.
        await page.GoByKeysAsync(page.Button("Back"));
        await Expect(page.Heading()).ToHaveTextAsync("What did the two of you say about this?");
        await page.ReloadAsync();
        await Expect(page.Heading()).ToHaveTextAsync("Whose act is it?");
        ann.AssertClean();
    }

    [Fact]
    public async Task The_first_view_is_light_and_filtering_shows_at_once()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        await ann.SignUpAsync(Account.New("ann"));
        await ann.KeepRecoveryKeyAsync();
        var page = ann.Page;
        foreach (var topic in new[] { "Sexual and explicit", "On one’s own" })
        {
            await page.GotoAsync("/spectrum");
            await page.GetByLabel(topic, new() { Exact = true }).CheckAsync();
            await Expect(page.Locator(".chip").Filter(new() { HasText = topic })).ToHaveCountAsync(1);
        }

        await page.GotoAsync("about:blank");
        var wire = await Wire.CountAsync(page);
        await page.GotoAsync("/today");
        await Expect(page.Locator(".who").First).ToBeVisibleAsync();
        wire.Reset();
        await page.Link("Spectrum").ClickAsync();
        await Expect(page.Locator(".lane > .rows > button")).ToHaveCountAsync(104);
        await page.GetByLabel("Find a behaviour").FocusAsync();
        var bytes = wire.SocketBytes;
        Figures.Print(output, "spectrum: first view of all 104 entries over the circuit", bytes / 1024, "kB");

        var times = new List<double>();
        foreach (var word in new[] { "ex", "exa", "lunch", "", "photo", "", "late night", "", "dating", "" })
            times.Add(await ToPictureAsync(page, word));
        Figures.Print(output, "spectrum: key to picture, middle of ten", times.Order().ElementAt(5), "ms");
        Figures.Print(output, "spectrum: key to picture, worst of ten", times.Max(), "ms");
        var switching = await page.EvaluateAsync<double>(
            """
            () => new Promise(done => {
              const start = performance.now();
              new MutationObserver((_, me) => { me.disconnect(); requestAnimationFrame(() => done(performance.now() - start)); }).observe(document.querySelector('.spectrum'), { subtree: true, childList: true });
              document.querySelectorAll('.how-done input')[1].click();
            })
            """);
        Figures.Print(output, "spectrum: openly to kept back, the whole picture", switching, "ms");
        Assert.True(bytes <= MostBytes, $"{bytes:0} bytes came over the circuit for the first view.");
        ann.AssertClean();
    }

    [Fact]
    public async Task What_one_adds_stands_on_the_others_screen_and_what_one_chose_does_not()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        await using var bo = await Person.ComeAsync(app, "Bo", Device.Phone);
        await ann.SignUpAsync(Account.New("ann"));
        await ann.KeepRecoveryKeyAsync();
        var link = await ann.InviteAsync();
        await bo.SignUpAsync(Account.New("bo"));
        await bo.KeepRecoveryKeyAsync();
        await bo.AcceptAsync(link);
        await bo.Page.GotoAsync("/spectrum");
        await Expect(bo.Page.Locator(".lane > .rows > button").First).ToBeVisibleAsync();

        await ann.Page.GotoAsync("/spectrum");
        await ann.Page.GetByLabel("Sexual and explicit").CheckAsync();
        await Expect(ann.Page.Locator(".chip").Filter(new() { HasText = "Sexual and explicit" })).ToHaveCountAsync(1);
        await ann.Page.GotoAsync("/spectrum/own");
        await ann.Page.GetByLabel("A short name").FillAsync("<b>Long calls</b> in the car & after");
        await ann.Page.Button("Friends").ClickAsync();
        await ann.Page.Button("Add it to our list").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("<b>Long calls</b> in the car & after");

        await Expect(bo.Page.Locator(".unplaced")).ToContainTextAsync("<b>Long calls</b> in the car & after");
        await Expect(bo.Page.GetByLabel("Sexual and explicit")).Not.ToBeCheckedAsync();
        await Expect(bo.Page.Locator(".chip").Filter(new() { HasText = "Sexual and explicit" })).ToHaveCountAsync(0);

        await ann.Page.Button("Take it off the list").ClickAsync();
        await Expect(ann.Page.GetByText("It is no longer on the list.")).ToBeVisibleAsync();
        await Expect(bo.Page.Locator(".unplaced")).ToHaveCountAsync(0);
        ann.AssertClean();
        bo.AssertClean();
    }

    /// <summary>From the key to the first frame in which the picture is another.</summary>
    private static Task<double> ToPictureAsync(IPage page, string word) => page.EvaluateAsync<double>(
        """
        word => new Promise(done => {
          const box = document.querySelector('[data-find]');
          const start = performance.now();
          new MutationObserver((_, me) => { me.disconnect(); requestAnimationFrame(() => done(performance.now() - start)); })
            .observe(document.querySelector('.spectrum'), { subtree: true, childList: true, characterData: true });
          box.value = word;
          box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        })
        """,
        word);
}
