using System.Text.Json;
using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>Whatever is pasted comes back exactly, or a sentence says why not; and everything goes on.</summary>
[Collection(SecondAppCollection.Name)]
public sealed class BadInputTests(RunningApp app, ITestOutputHelper output)
{
    /// <summary>Name, text as JavaScript writes it, and whether it can be kept as a note.</summary>
    private static readonly (string Name, string Text, bool IsKept)[] Samples =
    [
        ("right to left", "'\u05e9\u05dc\u05d5\u05dd and \u202eturned\u202c back \u2067isolated\u2069'", true),
        ("zero width", "'a\u200bb\u200cc\u200dd\ufeffe\u2060f'", true),
        ("emoji", "'\ud83d\udc69\u200d\u2764\ufe0f\u200d\ud83d\udc69 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66 \ud83c\udff3\ufe0f\u200d\ud83c\udf08'", true),
        ("combining", "'Z' + '\u0351\u036b\u0343'.repeat(60) + ' algo'", true),
        ("markup", "'<script>window.__hurt=1</script><img src=x onerror=\"window.__hurt=1\"><b>&amp;</b>{{7*7}}'", true),
        ("white space", "'  two\u00a0before\\n\\n\\tand a tab '", true),
        ("exactly as long as allowed", "'x'.repeat(2000)", true),
        ("one too long", "'x'.repeat(2001)", false),
        ("200 KB", "'0123456789abcdef'.repeat(12800)", false),
        ("NUL", "'a' + String.fromCharCode(0) + 'b'", false),
        ("control characters", "'a' + String.fromCharCode(1, 7, 27) + 'b'", false),
        ("half a character", "'a' + String.fromCharCode(0xd83d) + 'b'", false),
        ("the other half", "'a' + String.fromCharCode(0xdc69) + 'b'", false),
    ];

    private static readonly string TooLong = new('x', 2017);

    [Fact]
    public async Task A_note_comes_back_exactly_or_says_why_not_and_the_page_lives_on()
    {
        await using var couple = await Couple.PairAsync(app, anns: Device.Laptop);
        var ann = couple.Ann;
        await ann.StartRoundAsync();
        var first = await ann.Page.Heading().InnerTextAsync();
        await ann.AnswerAsync(new(Place.Within));
        foreach (var (name, text, isKept) in Samples)
        {
            if (isKept)
            {
                await ann.Page.WriteAsync(() => PasteAsync(ann.Page.Note(), text));
                await ann.Page.ReloadAsync();
                await Expect(ann.Page.Button("Back")).ToBeEnabledAsync();
                await ann.Page.Button("Back").ClickAsync();
                await Expect(ann.Page.Heading()).ToHaveTextAsync(first);
            }
            else
            {
                await PasteAsync(ann.Page.Note(), text);
                await Expect(ann.Page.GetByText("Not saved:")).ToBeVisibleAsync();
                await Expect(ann.Page.GetByText("Your words are still here.")).ToBeVisibleAsync();
            }
            Assert.True(await ann.Page.Note().EvaluateAsync<bool>($"box => box.value === ({text})"), $"{name}: the box does not hold what was pasted.");

            // And it goes on.
            await ann.Page.WriteNoteAsync($"after {name}");
            await Expect(ann.Page.GetByText("Not saved:")).ToHaveCountAsync(0);
        }

        // The other one sees exactly what was written.
        var (_, hard, _) = Samples.Single(sample => sample.Name == "markup");
        await ann.Page.WriteAsync(() => PasteAsync(ann.Page.Note(), hard));
        await ann.TurnAllCardsAsync();
        await couple.Bo.Page.GotoAsync(ann.Page.Url);
        await couple.Bo.TurnAllCardsAsync();
        await couple.OpenSheetsAsync();
        await couple.Bo.Page.Locator("details.brief-row").First.EvaluateAsync("details => { details.open = true; }");
        Assert.True(await couple.Bo.Page.Locator(".said").First.EvaluateAsync<bool>($"said => said.textContent === ({hard})"));
        foreach (var person in new[] { ann, couple.Bo })
        {
            Assert.True(await person.Page.EvaluateAsync<bool>("() => window.__hurt === undefined"));
        }
        couple.AssertClean();
    }

    [Fact]
    public async Task A_note_that_cannot_be_kept_is_not_left_behind_and_everything_on_its_card_goes_on()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Phone);
        await ann.SignUpAsync(Account.New("ann"));
        await ann.StartRoundAsync();
        var (page, note) = (ann.Page, ann.Page.Note());
        await ann.NextAsync();
        var card = await page.Heading().InnerTextAsync();
        await note.FillAsync(TooLong);
        await Expect(page.GetByText("Not saved: 17 characters too many for a note.")).ToBeVisibleAsync();

        foreach (var name in new[] { "Next", "Back", "Leave blank", "Save and stop" })
        {
            await HoldsAsync(note, () => page.Button(name).ClickAsync());
        }
        await HoldsAsync(note, () => page.Button("Next").PressAsync("Enter"));
        foreach (var keys in new[] { "Enter", "Shift+Enter" })
        {
            await note.PressAsync("Escape");
            await Expect(page.Heading()).ToBeFocusedAsync();
            await HoldsAsync(note, () => page.Keyboard.PressAsync(keys));
        }

        await ann.AnswerAsync(new(Place.Gray, Place.Objectionable, IsHardLimit: true));
        await Expect(page.Locator("[data-saved]")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-saved]")).ToBeHiddenAsync();
        await page.Button("told before").ClickAsync();
        await Expect(page.Locator(".chip[aria-pressed=true]")).ToContainTextAsync("told before");
        await page.Button("Clear: Kept from me").ClickAsync();
        await Expect(page.Choice("Kept from me", 2)).Not.ToBeCheckedAsync();
        await Expect(page.Heading()).ToHaveTextAsync(card);
        await Expect(note).ToHaveValueAsync(TooLong);

        await page.WriteNoteAsync("Short enough.");
        await Expect(page.GetByText("Not saved:")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-saved]")).ToBeVisibleAsync();
        await ann.NextAsync();
        await page.Button("Back").ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync(card);
        await Expect(note).ToHaveValueAsync("Short enough.");

        // Whoever does not want the words any more empties the box.
        await note.FillAsync(TooLong);
        await HoldsAsync(note, () => page.Button("Next").ClickAsync());
        await note.FillAsync("");
        await ann.NextAsync();
        await PasteAsync(note, "'a' + String.fromCharCode(0xd83d)");
        await page.Button("Next").ClickAsync();
        await Expect(note).ToBeFocusedAsync();
        await Expect(page.GetByText("To go on, take that half out or empty the box.")).ToBeVisibleAsync();

        // An answer that comes after what the box sent when it was left.
        await page.Choice("Done openly", 1).CheckAsync();
        await Expect(page.Saved()).ToHaveCountAsync(1);
        ann.AssertClean();
    }

    [Fact]
    public async Task An_answer_that_cannot_be_kept_is_left_for_no_other_question_and_no_other_place()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        await ann.SignUpAsync(Account.New("ann"));
        var (page, answer) = (ann.Page, ann.Page.Locator("#answer"));
        await page.GotoAsync("/checkin");
        await page.Button("Begin a check-in").ClickAsync();
        await page.SayFreeToAnswerAsync();
        await answer.FillAsync(TooLong);

        foreach (var control in new[] { page.Button("Next question"), page.Button("Look it over and seal"), page.Locator(".asked button").Last, page.Link("Today"), page.Link("You") })
        {
            await HoldsAsync(answer, () => control.ClickAsync());
        }
        await HoldsAsync(answer, () => page.EvaluateAsync("() => { history.back(); }"));
        await page.Choice("How at ease", 2).CheckAsync();
        await Expect(page.Saved()).ToHaveCountAsync(1);
        await Expect(page.GetByText("Question 1 of")).ToBeVisibleAsync();

        await answer.FillAsync("Short enough.");
        await page.Button("Next question").ClickAsync();
        await Expect(page.GetByText("Question 2 of")).ToBeVisibleAsync();
        await page.Locator(".asked button").First.ClickAsync();
        await Expect(answer).ToHaveValueAsync("Short enough.");
        await page.Link("Today").ClickAsync();
        await Expect(page).ToHaveURLAsync("/today");

        // Help is never held.
        await page.GoBackAsync();
        await answer.FillAsync(TooLong);
        await page.Link("the help page").ClickAsync();
        await Expect(page).ToHaveURLAsync("/help");
        ann.AssertClean();
    }

    [Fact]
    public async Task What_cannot_be_kept_of_a_clause_a_concern_or_a_talk_is_not_left_behind()
    {
        await using var couple = await Couple.PairAsync(app, accounts: (Account.Named("Ann"), Account.Named("Bo")));
        var page = couple.Ann.Page;
        await page.GotoAsync("/agreement/new");
        await page.GetByText("Say more:").ClickAsync();
        var fine = page.GetByLabel("What is fine", new() { Exact = true });
        await fine.FillAsync(TooLong);
        foreach (var control in new[] { page.Link("Our agreement"), page.Locator(".steps a"), page.Button("Propose to Bo"), page.GetByLabel("Left open"), page.GetByLabel("A boundary") })
        {
            await HoldsAsync(fine, () => control.ClickAsync());
            await Expect(page.GetByLabel("Lasting")).ToBeCheckedAsync();
            await Expect(page.GetByLabel("A clause")).ToBeCheckedAsync();
        }
        await page.GetByLabel("Tell afterwards").CheckAsync();
        await Expect(page.Saved()).ToHaveCountAsync(1);
        await fine.FillAsync("A coffee.");
        await page.GetByLabel("Left open").CheckAsync();
        await Expect(fine).ToHaveCountAsync(0);

        // Folded up it is not left behind either.
        await page.GotoAsync("/concerns/new");
        await page.GetByText("How could I be wrong?").ClickAsync();
        var harmless = page.GetByLabel("A reading in which it is harmless");
        await harmless.FillAsync(TooLong);
        await page.GetByText("How could I be wrong?").ClickAsync();
        await Expect(harmless).ToBeHiddenAsync();
        await HoldsAsync(harmless, () => page.Button("Read it as Bo").ClickAsync());
        await harmless.FillAsync("He was tired.");
        await page.Button("Read it as Bo").ClickAsync();
        await Expect(page.Heading()).ToHaveTextAsync("As Bo reads it");

        await couple.BeginAsync("s.misread");
        var unsaid = page.Locator("#unsaid");
        await unsaid.FillAsync(TooLong);
        await HoldsAsync(unsaid, () => page.Button("I’m ready").ClickAsync());

        // A break is never held.
        await page.Button("Take a break").ClickAsync();
        await page.Button("No break after all").ClickAsync();
        await Expect(unsaid).ToHaveValueAsync(TooLong);
        await unsaid.FillAsync("");
        await page.Button("I’m ready").ClickAsync();
        await Expect(couple.Bo.Page.GetByText("Ann: ready")).ToBeVisibleAsync();
        couple.AssertClean();
    }

    [Fact]
    public async Task The_browser_asks_before_it_loads_a_page_anew_that_has_words_which_cannot_be_kept()
    {
        await using var ann = await Person.ComeAsync(app, "Ann");
        await ann.SignUpAsync(Account.New("ann"));
        await ann.StartRoundAsync();
        var asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        ann.Page.Dialog += (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            _ = dialog.DismissAsync();
        };
        await ann.Page.Note().FillAsync(TooLong);

        await ann.Page.EvaluateAsync("() => { setTimeout(() => location.reload()); }");
        Assert.Equal("beforeunload", await asked.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        await Expect(ann.Page.Note()).ToHaveValueAsync(TooLong);

        await ann.Page.WriteNoteAsync("Short enough.");
        await ann.Page.ReloadAsync();
        await Expect(ann.Page.Note()).ToHaveValueAsync("Short enough.");
        ann.AssertClean();
    }

    [Fact]
    public async Task Every_box_of_every_form_takes_anything_or_says_why_not()
    {
        var account = Account.New("ann");
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        ann.Allow("status of 400");
        var tries = 0;

        // Without being signed in, then with.
        foreach (var address in new[] { "/account/sign-up", "/account/sign-in", "/account/recover", "/join" })
        {
            tries += await TryFormsAsync(ann, address);
        }
        await ann.SignUpAsync(account);
        foreach (var address in new[] { "/account/recovery-key", "/account", "/account/password", "/account/sign-out-everywhere", "/join" })
        {
            tries += await TryFormsAsync(ann, address);
        }
        Assert.True(tries > 100, $"Only {tries} tries: boxes were not found.");
        Figures.Print(output, "bad texts sent in forms", tries, "tries");

        // A name with everything a name may have comes back exactly.
        const string name = "Zo\u00eb \ud83d\udc69\u200d\u2764\ufe0f\u200d\ud83d\udc69 <b>&amp;</b>";
        await ann.Page.GotoAsync("/account");
        await ann.Page.GetByLabel("A new name").FillAsync(name);
        await ann.Page.Button("Change the name").ClickAsync();
        await Expect(ann.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your name is changed.");
        await ann.Page.GotoAsync("/today");
        await Expect(ann.Page.Locator(".who")).ToContainTextAsync(name);
        ann.AssertClean();
    }

    /// <summary>Puts each bad text into each box of each form of a page, sends it, and reads the answer.</summary>
    private static async Task<int> TryFormsAsync(Person person, string address)
    {
        await person.Page.GotoAsync(address);
        var texts = string.Join(", ", Samples.Where(sample => sample.Name != "combining").Select(sample => $"[{JsonSerializer.Serialize(sample.Name)}, {sample.Text}]"));
        // The same as pressing the button, without leaving the page each time.
        var answers = await person.Page.EvaluateAsync<JsonElement>(
            $$"""
            async () => {
              const answers = [];
              const own = box => !box.readOnly && ['text', 'password'].includes(box.type);
              for (const form of [...document.forms].filter(form => [...form.elements].some(own))) {
                for (const box of [...form.elements].filter(own)) {
                  for (const [name, text] of [{{texts}}]) {
                    const fields = new FormData(form);
                    fields.set(box.name, text);
                    const answer = await fetch(form.action || location.href, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
                    const html = new DOMParser().parseFromString(answer.type === 'opaqueredirect' ? '' : await answer.text(), 'text/html');
                    const sentence = [...html.querySelectorAll('.wrong, h1')].map(e => e.textContent.trim()).join(' | ');
                    const kept = html.querySelector(`[name="${box.name}"]`)?.value;
                    answers.push({ box: box.name, name, status: answer.status, sentence, hurt: !!html.querySelector('script:not([src]), img[onerror], main b > *'), wrong: !!html.querySelector('.wrong'), kept: box.type === 'password' ? kept === '' : kept === undefined || kept === text.replace(/\n/g, '') });
                  }
                }
              }
              return answers;
            }
            """);
        var count = 0;
        foreach (var answer in answers.EnumerateArray())
        {
            count++;
            var status = answer.GetProperty("status").GetInt32();
            var said = $"{address}, {answer.GetProperty("box")}, {answer.GetProperty("name")}: {status}, {answer.GetProperty("sentence")}";
            Assert.True(status is 0 or 200 or 400 or 413, said);
            Assert.False(answer.GetProperty("hurt").GetBoolean(), $"{said}: markup came alive.");
            Assert.True(status == 0 || answer.GetProperty("sentence").GetString()!.Length > 0, $"{said}: nothing is said.");
        }
        return count;
    }

    /// <summary>A press that could take the box away leads back to it, with all that is in it, and to the sentence that says what can be done.</summary>
    private static async Task HoldsAsync(ILocator box, Func<Task> press)
    {
        await press();
        await Expect(box).ToBeFocusedAsync();
        await Expect(box).ToBeInViewportAsync();
        await Expect(box).ToHaveValueAsync(TooLong);
        await Expect(box).ToHaveAttributeAsync("aria-invalid", "true");
        var line = box.Page.Locator("[data-note-wrong]:not([hidden])");
        await Expect(line).ToContainTextAsync("To go on, shorten them or empty the box.");
        Assert.True(await line.EvaluateAsync<bool>(
            """
            line => {
              const { left, top, bottom } = line.getBoundingClientRect();
              return [top + 2, bottom - 2].every(y => line.contains(document.elementFromPoint(left + 20, y)));
            }
            """), "The sentence is out of sight.");
    }

    private static Task PasteAsync(ILocator box, string text) => box.EvaluateAsync(
        $$"""
        box => {
          box.focus();
          box.value = ({{text}});
          box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
        }
        """);
}
