using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Two people talk: in step on two devices, on one that they pass, and through a power cut.</summary>
public sealed class TalkTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Two_devices_are_in_step_through_short_turns_to_the_end()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var couple = await Couple.PairAsync(app, accounts: (Account.Named("Ann"), Account.Named("Bo")));
            var (ann, bo) = (couple.Ann, couple.Bo);
            await couple.BeginAsync("s.turns");
            var stage = await couple.StageAsync();
            while (await ann.Page.Locator(".turn", new() { HasText = "Both of you" }).IsVisibleAsync())
                stage = await couple.NextAsync(stage);

            // One has the floor: what the other types stays theirs, and stays in its box when the floor passes.
            await bo.Page.Locator("#unsaid").FillAsync("I am still typing this");
            await ann.SayAsync("I lie awake when you write at night.");
            await Expect(bo.Page.GetByText("I lie awake when you write at night.")).ToBeVisibleAsync();
            await Expect(bo.Page.Locator("#unsaid")).ToHaveValueAsync("I am still typing this");
            Assert.DoesNotContain("still typing", await Steps.EverythingInAsync(ann.Page), StringComparison.Ordinal);
            await bo.SayAsync("You lie awake when I write.", "Say it back");
            await ann.Page.Button("Nearly").ClickAsync();
            await bo.SayAsync("At night, when I write, you lie awake.", "Say it back");
            await ann.Page.Button("Yes, you got it").ClickAsync();
            await Expect(ann.Page.GetByText("You have the floor")).ToBeVisibleAsync();
            stage = await couple.NextAsync(stage);
            await Expect(bo.Page.GetByText("You have the floor")).ToBeVisibleAsync();
            await Expect(ann.Page.GetByText("Bo has the floor")).ToBeVisibleAsync();

            // From a press to the other's screen.
            var took = new List<double>();
            for (var press = 0; press < 30; press++)
            {
                var (presser, watcher, name) = press % 2 == 0 ? (ann, bo, "Ann") : (bo, ann, "Bo");
                foreach (var (button, seen) in new[] { ("I’m ready", $"{name}: ready"), ("Wait, not yet", $"{name}: not yet") })
                {
                    await presser.Page.Button(button).WaitForAsync();
                    var waiting = watcher.Page.EvaluateAsync<double>(
                        "seen => new Promise(done => { const look = () => document.querySelector('.ready')?.textContent.includes(seen) && done(Date.now()); new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true }); look(); })",
                        seen);
                    var pressed = await presser.Page.EvaluateAsync<double>("button => { const now = Date.now(); [...document.querySelectorAll('.steps button')].find(b => b.textContent.trim() === button).click(); return now; }", button);
                    took.Add(await waiting - pressed);
                }
            }
            took.Sort();
            Figures.Print(output, "press in a talk to the partner's screen, p50", took[took.Count / 2], "ms");
            Figures.Print(output, "press in a talk to the partner's screen, p95", took[took.Count * 95 / 100], "ms");
            var perTab = await LiveMemory.PerTabAsync(app, new Uri(bo.Page.Url), await bo.Context.StorageStateAsync(), page => Expect(page.GetByText("You have the floor")).ToBeVisibleAsync(), tabs: 4);
            Figures.Print(output, "live memory of a tab, a talk", perTab / 1e3, "kB");

            // Words that are not said yet are not dragged along, and not lost.
            await ann.Page.Locator("#unsaid").FillAsync("Not said");
            await ann.Page.Button("I’m ready").ClickAsync();
            await Expect(ann.Page.GetByText("You have words here that are not said yet.")).ToBeVisibleAsync();
            await ann.Page.Button("Move on, and keep them for myself").ClickAsync();
            await Expect(bo.Page.GetByText("Ann: ready")).ToBeVisibleAsync();
            await ann.Page.Locator("#unsaid").PressSequentiallyAsync("!");
            await Expect(bo.Page.GetByText("Ann: not yet")).ToBeVisibleAsync();
            await ann.Page.Locator("#unsaid").FillAsync("");

            // Nor are those of a line that is not kept while it is written.
            await ann.Page.Button("I’m ready").ClickAsync();
            await Expect(bo.Page.GetByText("Ann: ready")).ToBeVisibleAsync();
            await ann.Page.GetByText("Park a topic").ClickAsync();
            await ann.Page.GetByLabel("Something for another day").PressSequentiallyAsync("T");
            await Expect(bo.Page.GetByText("Ann: not yet")).ToBeVisibleAsync();
            await ann.Page.GetByLabel("Something for another day").FillAsync("");
            stage = await ann.Page.Heading().InnerTextAsync();
            while (!await ann.Page.Button("I’m done").IsVisibleAsync())
                stage = await couple.NextAsync(stage);
            await bo.Page.GetByLabel("What I will do").FillAsync("Put the phone away at ten.");
            await bo.Page.Keyboard.PressAsync("Enter");
            await Expect(ann.Page.GetByText("Put the phone away at ten.")).ToBeVisibleAsync();
            await ann.Page.GetByLabel("Understood, nothing decided").CheckAsync();
            await ann.SayAsync("It helps to be asked.", "Share it");
            await ann.Page.Button("I’m done").ClickAsync();
            await bo.Page.Button("I’m done").ClickAsync();
            await Task.WhenAll(Expect(ann.Page.Heading()).ToHaveTextAsync("What came of it"), Expect(bo.Page.Heading()).ToHaveTextAsync("What came of it"));
            await Expect(bo.Page.GetByText("It helps to be asked.")).ToBeVisibleAsync();
            await Expect(bo.Page.Link("How was it for me? Only you see this")).ToHaveAttributeAsync("href", "journal/exercises/after.feel");
            await bo.Page.GotoAsync("/today");
            await Expect(bo.Page.GetByText("Put the phone away at ten.")).ToBeVisibleAsync();
            couple.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_server_is_killed_in_the_middle_and_both_go_on_where_they_were()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var couple = await Couple.PairAsync(app, accounts: (Account.Named("Ann"), Account.Named("Bo")));
            var (ann, bo) = (couple.Ann, couple.Bo);
            ann.ExpectBrokenLines();
            bo.ExpectBrokenLines();
            await couple.BeginAsync("s.misread");
            var stage = await couple.StageAsync();
            while (await ann.Page.Locator(".turn", new() { HasText = "Both of you" }).IsVisibleAsync())
                stage = await couple.NextAsync(stage);
            await ann.SayAsync("I thought you had lied.");
            await Expect(bo.Page.GetByText("I thought you had lied.")).ToBeVisibleAsync();
            await ann.Page.Locator("#unsaid").FillAsync("And I was wrong.");
            await Expect(ann.Page.GetByText("Kept, not said yet")).ToBeVisibleAsync();
            await bo.Page.Button("I’m ready").ClickAsync();
            await Expect(ann.Page.GetByText("Bo: ready")).ToBeVisibleAsync();
            var memory = app.ResidentMemory;

            await app.RestartAsync(abruptly: true);
            foreach (var (person, account) in new[] { (ann, couple.AnnsAccount), (bo, couple.BosAccount) })
            {
                await Expect(person.Page.Heading()).ToHaveTextAsync("Your space is locked", new() { Timeout = 15_000 });
                await person.Page.GetByLabel("Your password").FillAsync(account.Password);
                await person.Page.Button("Open").ClickAsync();
            }

            await Task.WhenAll(Expect(ann.Page.Heading()).ToHaveTextAsync(stage), Expect(bo.Page.Heading()).ToHaveTextAsync(stage));
            await Expect(ann.Page.Locator("#unsaid")).ToHaveValueAsync("And I was wrong.");
            await Expect(ann.Page.GetByText("Bo: ready")).ToBeVisibleAsync();
            await Expect(ann.Page.GetByText("I thought you had lied.")).ToHaveCountAsync(1);
            await ann.Page.Button("Say it").ClickAsync();
            await Expect(bo.Page.GetByText("And I was wrong.")).ToHaveCountAsync(1);
            await ann.Page.Button("I’m ready").ClickAsync();
            await Expect(bo.Page.Heading()).Not.ToHaveTextAsync(stage);
            await Expect(ann.Page.Heading()).ToHaveTextAsync(await bo.Page.Heading().InnerTextAsync());
            Figures.Print(output, "memory of the server with one talk on two screens", memory / 1_048_576.0, "MB");
            couple.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task One_device_is_passed_back_and_forth_with_the_keyboard_alone()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var couple = await Couple.PairAsync(app, accounts: (Account.Named("Ann"), Account.Named("Bo")));
            var page = couple.Ann.Page;
            await page.GotoAsync("/talk/new?script=s.wave");
            await page.PressAsync("Use only this device");
            await Expect(page.GetByText("In the hands of Ann")).ToBeVisibleAsync();
            var talk = new Uri(page.Url).AbsolutePath;
            await couple.Bo.Page.GotoAsync(talk);
            await Expect(couple.Bo.Page.GetByText("It goes on at Ann’s device")).ToBeVisibleAsync();
            await page.PressAsync("I’m ready to begin");
            await page.PassToAsync("Bo");
            await page.PressAsync("I’m ready to begin");
            await Expect(page.Locator("#unsaid")).ToBeVisibleAsync();

            // Ann’s own words are off the screen while Bo holds it.
            await page.PassToAsync("Ann");
            await page.Locator("#unsaid").FillAsync("A wave came up in the shop.");
            await Expect(page.GetByText("Kept, not said yet")).ToBeVisibleAsync();
            await page.PassToAsync("Bo");
            Assert.DoesNotContain("A wave came up", await Steps.EverythingInAsync(page), StringComparison.Ordinal);
            await Expect(page.GetByText("A note just for me")).ToHaveCountAsync(0);
            await page.PassToAsync("Ann");
            await Expect(page.Locator("#unsaid")).ToHaveValueAsync("A wave came up in the shop.");
            await page.ReloadAsync();
            await Expect(page.Locator("#unsaid")).ToHaveValueAsync("A wave came up in the shop.");

            // Once it is kept anew, the server has made its late move to the heading: it takes no button's focus any more.
            await page.Locator("#unsaid").FillAsync("A wave came up in the shop, on Tuesday.");
            await Expect(page.GetByText("Kept, not said yet")).ToBeVisibleAsync();
            await page.PressAsync("Say it");
            await Expect(page.Locator("#unsaid")).ToHaveValueAsync("");
            for (var stage = await page.Heading().InnerTextAsync(); !await page.Button("I’m done").IsVisibleAsync(); stage = await page.Heading().InnerTextAsync())
            {
                await page.PressAsync("I’m ready");
                await page.PassToAsync(await page.GetByText("In the hands of Ann").IsVisibleAsync() ? "Bo" : "Ann");
                await page.PressAsync("I’m ready");
                await Expect(page.Heading()).Not.ToHaveTextAsync(stage);
            }

            // The other takes it to two devices, and both end it.
            await couple.Bo.Page.Button("Go on at two devices").ClickAsync();
            await couple.Bo.Page.Button("I’m done").ClickAsync();
            await Expect(page.GetByText("Bo: ready")).ToBeVisibleAsync();
            await page.PressAsync("I’m done");
            await Task.WhenAll(Expect(page.Heading()).ToHaveTextAsync("What came of it"), Expect(couple.Bo.Page.Heading()).ToHaveTextAsync("What came of it"));
            couple.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }
}

/// <summary>What people do in a talk, as one would say it.</summary>
internal static class TalkSteps
{
    /// <summary>Ann invites to a talk by a script, Bo comes, and both are ready to begin.</summary>
    public static async Task BeginAsync(this Couple couple, string script)
    {
        await couple.Ann.Page.GotoAsync($"/talk/new?script={script}");
        await couple.Ann.Page.Button("Invite Bo").ClickAsync();
        await Expect(couple.Ann.Page.Button("I’m ready to begin")).ToBeVisibleAsync();
        await couple.Bo.Page.GotoAsync(new Uri(couple.Ann.Page.Url).AbsolutePath);
        await couple.Bo.Page.Button("I’m ready to begin").ClickAsync();
        await Expect(couple.Ann.Page.GetByText("Bo: ready")).ToBeVisibleAsync();
        await couple.Ann.Page.Button("I’m ready to begin").ClickAsync();
        await Task.WhenAll(Expect(couple.Ann.Page.Locator("#unsaid")).ToBeVisibleAsync(), Expect(couple.Bo.Page.Locator("#unsaid")).ToBeVisibleAsync());
    }

    /// <summary>Both press ready; answers the name of the stage in which both stand then.</summary>
    public static async Task<string> NextAsync(this Couple couple, string from)
    {
        await couple.Ann.Page.Button("I’m ready").ClickAsync();
        await Expect(couple.Bo.Page.GetByText("Ann: ready")).ToBeVisibleAsync();
        await couple.Bo.Page.Button("I’m ready").ClickAsync();
        await Expect(couple.Bo.Page.Heading()).Not.ToHaveTextAsync(from);
        var stage = await couple.Bo.Page.Heading().InnerTextAsync();
        await Expect(couple.Ann.Page.Heading()).ToHaveTextAsync(stage);
        return stage;
    }

    /// <summary>Both press ready, and stand in this stage then.</summary>
    public static async Task MoveOnAsync(this Couple couple, string to)
    {
        await couple.Ann.Page.Button("I’m ready").ClickAsync();
        await Expect(couple.Bo.Page.GetByText("Ann: ready")).ToBeVisibleAsync();
        await couple.Bo.Page.Button("I’m ready").ClickAsync();
        await Task.WhenAll(Expect(couple.Ann.Page.Heading()).ToHaveTextAsync(to), Expect(couple.Bo.Page.Heading()).ToHaveTextAsync(to));
    }

    /// <summary>The name of the stage in which both stand.</summary>
    public static Task<string> StageAsync(this Couple couple) => couple.Ann.Page.Heading().InnerTextAsync();

    /// <summary>Types something and says it.</summary>
    public static async Task SayAsync(this Person person, string words, string button = "Say it")
    {
        await person.Page.Locator("#unsaid").FillAsync(words);
        await person.Page.Button(button).ClickAsync();
        await Expect(person.Page.Locator("#unsaid")).ToHaveValueAsync("");
    }

    /// <summary>Presses a button by the keyboard: with the focus on it, and Enter.</summary>
    public static async Task PressAsync(this IPage page, string button)
    {
        await Expect(page.Button(button)).ToBeEnabledAsync();
        await page.Button(button).PressAsync("Enter");
    }

    /// <summary>Passes the shared device on, and the other takes it.</summary>
    public static async Task PassToAsync(this IPage page, string name)
    {
        await page.PressAsync($"Pass it to {name}");
        await Expect(page.Heading()).ToHaveTextAsync($"Hand it to {name}");
        await page.PressAsync($"I am {name}, I have it");
        await Expect(page.GetByText($"In the hands of {name}")).ToBeVisibleAsync();
    }
}
