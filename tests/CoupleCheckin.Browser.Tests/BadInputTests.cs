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
            await PasteAsync(ann.Page.Note(), text);
            if (isKept)
            {
                await ann.Page.SeesNoteSavedAsync();
                await ann.Page.ReloadAsync();
                await Expect(ann.Page.Button("Back")).ToBeEnabledAsync();
                await ann.Page.Button("Back").ClickAsync();
                await Expect(ann.Page.Heading()).ToHaveTextAsync(first);
            }
            else
            {
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
        await PasteAsync(ann.Page.Note(), hard);
        await ann.Page.SeesNoteSavedAsync();
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

    private static Task PasteAsync(ILocator box, string text) => box.EvaluateAsync(
        $$"""
        box => {
          box.focus();
          box.value = ({{text}});
          box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
        }
        """);
}
