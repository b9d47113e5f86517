using System.Text.Json;
using CoupleCheckin.Browser.Tests.Harness;
using CoupleCheckin.Browser.Tests.Journal;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>
/// The exercises, walked in a browser. The page around the module is the tests' own and is not shipped; its policy is the one
/// that the app sends with every page.
/// </summary>
[Collection(SecondAppCollection.Name)]
public sealed class ExercisesTests(RunningApp app, ITestOutputHelper output)
{
    private const string Address = "/journal/try-an-exercise";

    private const string Around = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Notes</title>
        <link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/app.css"><link rel="stylesheet" href="/journal/exercise.css">
        <script type="module" src="/journal/exercise.js"></script></head>
        <body><div class="shell me"><header class="room"><span class="sign">Just me</span><a class="exit" href="/exit">Leave</a></header>
        <main class="page" id="main"><exercise-view></exercise-view></main></div></body></html>
        """;

    /// <summary>What the keyboard stands on.</summary>
    private const string Focused = """
        () => {
          const e = document.activeElement;
          if (e.matches('h1, h2')) return 'heading';
          if (e.matches('textarea')) return e.value ? 'filled' : 'text';
          if (e.matches('input[type=date]')) return e.value ? 'filled' : 'date';
          if (e.matches('input')) return e.checked ? 'filled' : e.type;
          if (e.matches('summary')) return e.parentElement.open ? 'filled' : 'summary';
          if (e.matches('.ex-piles button')) return 'pile';
          if (e.matches('.steps .fill')) return 'next';
          return e.localName;
        }
        """;

    [Fact]
    public async Task Every_exercise_is_walked_by_keyboard_and_nothing_of_it_leaves_the_page()
    {
        await using var ann = await ComeAsync();
        var page = ann.Page;
        var definitions = await DefinitionsAsync(page);
        Assert.Equal(26, definitions.GetProperty("exercises").GetArrayLength());
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);

        foreach (var exercise in definitions.GetProperty("exercises").EnumerateArray())
        {
            await WalkAsync(page, exercise);
        }

        Assert.Empty(asked);
        Assert.Equal(0, await page.EvaluateAsync<int>("async () => localStorage.length + sessionStorage.length + (await indexedDB.databases()).length"));
        Assert.EndsWith(Address, page.Url, StringComparison.Ordinal);
        ann.AssertClean();
    }

    [Fact]
    public async Task What_was_answered_is_there_again_and_fear_is_kept_nowhere()
    {
        await using var ann = await ComeAsync();
        var page = ann.Page;

        // Half of an exercise, stopped and gone on with.
        await OpenAsync(page, "mean.three-tests");
        await page.Button("Begin").ClickAsync();
        await page.GetByLabel("In my own words").FillAsync("The long chats with Kim.");
        await page.GetByLabel("Frequent texting that feels intimate").CheckAsync();
        await page.Button("Next").ClickAsync();
        await page.GetByLabel("It is mine to keep, like a diary.").CheckAsync();
        await Expect(page.Locator(".ex-help")).ToHaveCountAsync(0);
        await page.GetByLabel("I am afraid of how they would react.").CheckAsync();
        await Expect(page.Locator(".ex-help").GetByRole(AriaRole.Link, new() { Name = "Open the help page" })).ToBeVisibleAsync();
        await page.Button("Stop here").ClickAsync();
        var kept = await LastChangedAsync(page);
        Assert.Contains("The long chats with Kim.", kept, StringComparison.Ordinal);
        Assert.Contains("\"mine\"", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("afraid", kept, StringComparison.Ordinal);
        Assert.Equal(1, await page.EvaluateAsync<int>("() => window.__seen.stopped"));

        await OpenAsync(page, "mean.three-tests", kept);
        await page.Button("Go on where I stopped").ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("Does your partner know of it? If not, why not?");
        await Expect(page.GetByLabel("It is mine to keep, like a diary.")).ToBeCheckedAsync();
        await Expect(page.GetByLabel("I am afraid of how they would react.")).Not.ToBeCheckedAsync();
        await page.Button("Back").ClickAsync();
        await Expect(page.GetByLabel("In my own words")).ToHaveValueAsync("The long chats with Kim.");

        // A gate: no answer leads on, and of the answers nothing is kept.
        await OpenAsync(page, "deal.decision");
        await page.Button("Begin").ClickAsync();
        await page.Button("Next").ClickAsync();
        await Expect(page.Locator(".ex-help h2")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Are there weapons in reach?" }).GetByLabel("Yes").CheckAsync();
        await Expect(page.Locator(".ex-help")).ToHaveCountAsync(0);
        await page.Button("Skip").ClickAsync();
        await Expect(page.Locator(".ex-help h2")).ToBeFocusedAsync();
        await page.Button("Skip").ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("What is the decision?");
        Assert.DoesNotContain("yes", await LastChangedAsync(page), StringComparison.Ordinal);

        // Taken off the page, it is forgotten.
        await page.EvaluateAsync("() => document.querySelector('exercise-view').remove()");
        Assert.DoesNotContain("What is the decision", await page.ContentAsync(), StringComparison.Ordinal);
        ann.AssertClean();
    }

    [Fact]
    public async Task Words_of_fear_and_of_not_wanting_to_live_open_help_in_place_and_the_words_stay()
    {
        await using var ann = await ComeAsync();
        var page = ann.Page;
        await OpenAsync(page, "att.loop");
        await page.Button("Begin").ClickAsync();
        await page.GetByLabel("What I tell myself").FillAsync("I am scared of what he might do. I don’t want to be alive.");
        await page.Button("Next").ClickAsync();
        await Expect(page.Locator(".ex-help h2")).ToHaveTextAsync("You matter");
        await Expect(page.Locator(".ex-loop")).ToBeHiddenAsync();
        await Expect(page.GetByLabel("What I tell myself")).ToHaveValueAsync("I am scared of what he might do. I don’t want to be alive.");
        await page.Button("Next").ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("The half that faces it");
        Assert.DoesNotContain("GT9", await LastChangedAsync(page), StringComparison.Ordinal);

        // The signs find here what they find in the linter, and nothing that they leave alone there.
        await page.EvaluateAsync("async () => { window.__gateShownBy = (await import('/journal/exercise.js')).gateShownBy; }");
        foreach (var (gate, text, hit) in Signs())
        {
            var found = await page.EvaluateAsync<string?>("text => window.__gateShownBy(text, window.__definitions.gates)", text);
            Assert.Equal((text, hit ? gate : null), (text, found));
        }

        // However long a text is, it does not hold the page up.
        await page.EvaluateAsync("() => window.__gateShownBy('he said that you '.repeat(15000), window.__definitions.gates)");
        ann.AssertClean();
    }

    [Fact]
    public async Task Any_text_goes_in_as_it_is_and_comes_out_as_it_was()
    {
        await using var ann = await ComeAsync();
        var page = ann.Page;
        string[] texts = ["<img src=x onerror=alert(1)> **bold** [a](javascript:b)", "שלום \u202Eabc\u202C", new string('x', 200_000), "half \uD83D of a sign"];
        foreach (var text in texts)
        {
            await OpenAsync(page, "after.clearer");
            await page.Button("Begin").ClickAsync();
            await page.GetByLabel("I see better now that").EvaluateAsync("(box, text) => { box.value = text; box.dispatchEvent(new InputEvent('input', { bubbles: true })); }", text);
            for (var step = 0; step < 3; step++)
            {
                await page.Locator(".steps .fill").ClickAsync();
            }
            await Expect(page.Heading()).ToHaveTextAsync("What you wrote");
            await Looks.AssertFitsAsync(page, text[..10]);
            await page.Button("Keep it in my journal").ClickAsync();
            var markdown = (await FinishedAsync(page)).GetProperty("markdown").GetString()!;
            Assert.Contains(text.Replace('\uD83D', '\uFFFD'), markdown, StringComparison.Ordinal);
        }
        Assert.Equal(0, await page.Locator("exercise-view img").CountAsync());
        ann.AssertClean();
    }

    [Fact]
    public async Task In_the_journal_an_exercise_is_stopped_gone_on_with_after_a_reload_and_ends_as_an_entry()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        var page = ann.Page;
        var canary = Canaries.Make("reflection");
        var sent = new List<string>();
        page.Request += (_, request) => sent.Add(request.Url + request.PostData);
        var account = await ann.ComeToJournalAsync();
        var (phrase, _) = await ann.SetUpJournalAsync(account);
        await page.Button("Exercises").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "No levers" }).ClickAsync();
        await page.Button("Begin").ClickAsync();
        await page.GetByLabel("I brought it up when").FillAsync($"We talked about the holidays, {canary}.");
        await page.Button("Stop here").ClickAsync();
        await Expect(page.GetByText("You are in the middle of it")).ToBeVisibleAsync();

        await page.GotoAsync("/journal/exercises/after.lever");
        await page.OpenJournalAsync(phrase);
        await page.Button("Go on where I stopped").ClickAsync();
        await Expect(page.GetByLabel("I brought it up when")).ToHaveValueAsync($"We talked about the holidays, {canary}.");
        await page.Button("Next").ClickAsync();
        await page.Button("Read it through").ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("What you wrote");
        await page.Button("Keep it in my journal").ClickAsync();
        await Expect(page.Entry("Did you bring it up")).ToContainTextAsync("Exercise: No levers");
        Assert.Contains($"We talked about the holidays, {canary}.", await page.Words().InputValueAsync(), StringComparison.Ordinal);
        await Expect(page.SavedEntry()).ToBeVisibleAsync();

        Assert.DoesNotContain(sent, request => request.Contains(canary, StringComparison.Ordinal));
        ann.AssertClean();
    }

    [Fact]
    public async Task Every_kind_of_step_can_be_read_by_everybody_and_fits_every_screen()
    {
        await using var ann = await ComeAsync();
        var looked = new LookedAt(output);
        await OpenAsync(ann.Page, "att.loop");
        await looked.LookAsync(ann, "exercise-begin");

        // All kinds stand on one page, each with a frame of its own, so that they are looked at together.
        foreach (var (name, key, at, answers) in States)
        {
            await OpenAsync(ann.Page, key, $$"""{ "at": {{at}}, {{answers}} }""");
            await ann.Page.Button("Go on where I stopped").ClickAsync();
            await Expect(ann.Page.Locator("exercise-view h1")).ToBeFocusedAsync();
            if (name == "gate-open")
            {
                await ann.Page.Button("Next").ClickAsync();
            }
            if (Looks.AreKept)
            {
                await ShootAsync(ann, name);
            }
            await ann.Page.EvaluateAsync(PutAside);
        }
        await ann.Page.EvaluateAsync("() => document.querySelector('.ex-body').replaceChildren(...window.__aside)");
        await looked.LookAsync(ann, "exercise-steps");
        looked.AssertFine();
        ann.AssertClean();
    }

    /// <summary>Copies what is on the screen, with what is filled in, so that it can stand beside the other steps.</summary>
    private const string PutAside = """
        () => {
          const view = document.querySelector('exercise-view'), copy = document.createElement('div');
          copy.append(...[...view.children].filter(part => !part.matches('.steps')).map(part => part.cloneNode(true)));
          const [was, is] = [view, copy].map(all => all.querySelectorAll('input, textarea'));
          was.forEach((input, at) => { is[at].value = input.value; is[at].checked = input.checked; });
          for (const part of copy.querySelectorAll('*')) {
            for (const name of ['id', 'for', 'name', 'aria-labelledby', 'aria-describedby']) {
              if (part.getAttribute(name)?.startsWith('ex-')) part.setAttribute(name, `aside-${part.getAttribute(name)}`);
            }
          }
          (window.__aside ??= []).push(copy);
        }
        """;

    private static async Task ShootAsync(Person ann, string name)
    {
        foreach (var (width, height) in new[] { (390, 844), (1280, 800) })
        {
            await ann.Page.SetViewportSizeAsync(width, height);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await ann.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await ann.ScreenshotAsync($"exercise-{name}-{width}-{scheme}".ToLowerInvariant());
            }
        }
        await ann.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.Active });
        await ann.ScreenshotAsync($"exercise-{name}-forced");
        await ann.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None });
    }

    /// <summary>One state of each kind of step, with words as people write them.</summary>
    private static readonly (string Name, string Key, int At, string Answers)[] States =
    [
        ("text", "att.signal", 3, """ "steps": { "readings": { "text": { "one": "They are closer than she says, and I am the last to know.", "two": "It is the end of a big project, and they are both relieved.", "harmless": "She laughs at her phone. People do." } } } """),
        ("choice", "mean.three-tests", 1, """ "steps": { "kept-back": { "chosen": ["mine", "object"], "other": "I had a good reason once, and then it just went on." } } """),
        ("list", "mean.critics", 0, """ "steps": { "mine": { "rows": [{ "id": "r1", "text": "The hour on Sunday when I walk alone." }, { "id": "r2", "text": "What I wrote at nineteen." }, { "id": "r3", "text": "" }] } } """),
        ("each", "case.effort", 2, """ "steps": { "steps-taken": { "rows": [{ "id": "r1", "text": "I turn the screen over at dinner." }, { "id": "r2", "text": "I leave Jo out when I tell about the day." }] } } """),
        ("dials", "att.dials", 2, """ "steps": { "dials": { "places": { "worry": 35, "distance": 60 } } }, "earlier": [{ "date": "2026-10-12", "steps": { "dials": { "places": { "worry": 80, "distance": 45 } } } }, { "date": "2026-10-25", "steps": { "dials": { "places": { "worry": 65, "distance": 20 } } } }, { "date": "2026-11-03", "steps": { "dials": { "places": { "worry": 70, "distance": 75 } } } }] """),
        ("bars", "touch.investment", 0, """ "steps": { "week": { "shares": { "attention": { "partner": 2, "person": 4, "self": 1 }, "time": { "partner": 3, "person": 1, "self": 1, "others": 3 }, "confidences": { "partner": 1, "person": 4 }, "desire": { "partner": 2, "person": 2, "self": 1 } } } } """),
        ("two-lists", "sym.lists", 1, """ "steps": { "lists": { "ticked": { "points": ["change", "need"], "stands": ["before"] }, "text": { "points": "It is worse when we do not sleep." } } } """),
        ("paths", "deal.decision", 4, """ "steps": { "paths": { "paths": { "as-is": { "gain": "Peace, for a while. The children keep their rooms.", "lose": "Myself, a bit more each month." } } } } """),
        ("loop", "att.loop", 1, """ "steps": { "mine": { "text": { "notice": "The phone is face down.", "tell-myself": "I am being shut out.", "body": "Tight in the throat.", "do": "I ask the same thing again." } }, "theirs": { "text": { "notice": "My voice goes up." } } } """),
        ("sort", "spec.sort", 0, """ "steps": { "mine": { "piles": { "ex.open-friendship": "within-bounds", "ex.close-follow-engage": "gray-zone", "work.friendly-breaks": "within-bounds", "work.offhours-personal-chat": "depends", "social.second-account": "clearly-objectionable" } } } """),
        ("words", "spec.sort", 2, """ "steps": { "mine": { "piles": { "ex.open-friendship": "within-bounds", "ex.close-follow-engage": "gray-zone", "work.offhours-personal-chat": "depends" } }, "matters": { "each": { "ex.open-friendship": "some" } } } """),
        ("pick", "mean.three-tests", 0, """ "steps": { "situation": { "other": "The long chats with Kim.", "behaviour": "msg.frequent-intimate" } } """),
        ("side-by-side", "mean.three-tests", 4, """ "steps": { "kept-back": { "chosen": ["object"] }, "gives": { "text": { "gives": "Somebody is curious about me. I laugh more than I do all week.", "without": "The hour after ten, when everything is quiet." } }, "fits": { "chosen": ["not-talked"] } } """),
        ("gate-open", "deal.decision", 0, """ "steps": { "decision": {} } """),
        ("over-time", "deal.responses", 1, """ "steps": { "answered": { "chosen": ["explained"] } }, "earlier": [{ "date": "2026-10-25", "steps": { "answered": { "chosen": ["turned"] } } }, { "date": "2026-11-03", "steps": { "answered": { "chosen": ["silent", "owned"], "other": "Then, in the kitchen, they said sorry." } } }] """),
        ("end", "after.clearer", 3, """ "steps": { "clearer": { "text": { "clearer": "We both go quiet when we are frightened of losing each other, and each of us takes it for coldness." } }, "need": { "text": { "need": "To hear of it the same day." } }, "give": { "text": { "give": "An evening without the phone." } } } """),
    ];

    private static IEnumerable<(string Gate, string Text, bool Hit)> Signs()
    {
        var (gate, hit) = ("", true);
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "seeds", "en", "linter", "safety.yaml")))
        {
            if (line.StartsWith("  gate: ", StringComparison.Ordinal))
            {
                gate = line[8..];
            }
            else if (line is "  hits:" or "  misses:")
            {
                hit = line == "  hits:";
            }
            else if (line.StartsWith("    - ", StringComparison.Ordinal) && !line.StartsWith("    - hit:", StringComparison.Ordinal))
            {
                yield return (gate, line[6..], hit);
            }
        }
    }

    private static async Task WalkAsync(IPage page, JsonElement exercise)
    {
        var key = exercise.GetProperty("key").GetString()!;
        var titles = exercise.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("title").GetString()!).Append("What you wrote").ToList();
        await OpenAsync(page, key);
        await Expect(page.Locator("exercise-view h1")).ToBeFocusedAsync();
        await TabToNextAsync(page, _ => Task.CompletedTask);
        foreach (var title in titles)
        {
            Assert.Equal((key, title), (key, await page.EvaluateAsync<string>("() => document.activeElement.localName === 'h1' ? document.activeElement.textContent : document.activeElement.outerHTML.slice(0, 200)")));
            await TabToNextAsync(page, what => FillInAsync(page, what));
        }

        var finished = await FinishedAsync(page);
        Assert.Equal(exercise.GetProperty("name").GetString(), finished.GetProperty("title").GetString());
        var steps = finished.GetProperty("answers").GetProperty("steps");
        foreach (var step in exercise.GetProperty("steps").EnumerateArray())
        {
            var (name, kind) = (step.GetProperty("key").GetString()!, step.GetProperty("kind").GetString()!);
            var ownsAnswer = kind is not ("gate" or "read-back") && !(kind == "each" && step.TryGetProperty("gate", out _));
            Assert.Equal((key, name, ownsAnswer), (key, name, steps.TryGetProperty(name, out _)));
            Assert.Equal((key, name, ownsAnswer), (key, name, finished.GetProperty("markdown").GetString()!.Contains($"## {step.GetProperty("title").GetString()}\n\n", StringComparison.Ordinal)));
        }
        Assert.DoesNotContain("frightened", finished.GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>Goes on with the keyboard alone, and does something with everything on the way.</summary>
    private static async Task TabToNextAsync(IPage page, Func<string, Task> fill)
    {
        for (var presses = 0; presses < 200; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            var what = await page.EvaluateAsync<string>(Focused);
            if (what != "next")
            {
                await fill(what);
                continue;
            }
            await page.Keyboard.PressAsync("Enter");
            if (await page.EvaluateAsync<bool>("() => document.activeElement.localName === 'h1' || window.__seen.finished !== null"))
            {
                return;
            }
        }
        Assert.Fail("There is no way on by keyboard.");
    }

    private static async Task FillInAsync(IPage page, string what)
    {
        switch (what)
        {
            case "text":
                await page.Keyboard.InsertTextAsync("Some words of mine");
                break;
            case "date":
                await page.Keyboard.TypeAsync("03112026");
                break;
            case "radio" or "checkbox":
                await page.Keyboard.PressAsync("Space");
                break;
            case "range":
                await page.Keyboard.PressAsync("ArrowRight");
                break;
            case "summary":
                await page.Keyboard.PressAsync("Enter");
                break;
            case "pile":
                while (await page.EvaluateAsync<string>(Focused) == "pile")
                {
                    await page.Keyboard.PressAsync("Enter");
                }
                break;
        }
    }

    private async Task<Person> ComeAsync()
    {
        var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        await ann.SignUpAsync(Account.New("ann"));
        var help = await ann.Page.APIRequest.GetAsync(new Uri(app.BaseAddress, "help").ToString());
        await ann.Page.RouteAsync($"**{Address}", route => route.FulfillAsync(new()
        {
            Body = Around,
            Headers = new Dictionary<string, string> { ["Content-Type"] = "text/html; charset=utf-8", ["Content-Security-Policy"] = help.Headers["content-security-policy"] },
        }));
        await ann.Page.GotoAsync(Address);
        await ann.Page.EvaluateAsync("async () => { window.__definitions = await (await fetch('/journal/definitions/exercises')).json(); }");
        return ann;
    }

    private static async Task<JsonElement> DefinitionsAsync(IPage page) => JsonDocument.Parse(await page.EvaluateAsync<string>("() => JSON.stringify(window.__definitions)")).RootElement;

    private static Task OpenAsync(IPage page, string key, string? answers = null) => page.EvaluateAsync(
        """
        ([key, answers]) => {
          const seen = window.__seen = { changed: [], finished: null, stopped: 0 };
          document.querySelector('exercise-view').open(window.__definitions.exercises.find(one => one.key === key), window.__definitions.gates, answers && JSON.parse(answers), {
            changed: answers => seen.changed.push(JSON.stringify(answers)), finished: entry => { seen.finished = entry; }, stopped: () => { seen.stopped++; },
          });
        }
        """,
        new[] { key, answers });

    private static Task<string> LastChangedAsync(IPage page) => page.EvaluateAsync<string>("() => window.__seen.changed.at(-1)");

    private static async Task<JsonElement> FinishedAsync(IPage page) => JsonDocument.Parse(await page.EvaluateAsync<string>("() => JSON.stringify(window.__seen.finished)")).RootElement;
}
