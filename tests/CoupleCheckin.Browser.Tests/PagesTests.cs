using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>
/// Every page in every state that people meet, in light and dark, on a phone and a laptop, narrow and with large letters: axe
/// finds nothing, nothing is cut and nothing scrolls sideways.
/// </summary>
public sealed class PagesTests(ITestOutputHelper output)
{
    private static readonly (int Width, int Height)[] Sizes = [(390, 844), (1280, 800)];

    private readonly List<string> _misfits = [];
    private readonly List<string> _seen = [];

    [Fact]
    public async Task Every_page_can_be_read_by_everybody_and_fits_every_screen()
    {
        var app = await RunningApp.StartNewAsync(("CoupleCheckin__OperatorName", "Ann"));
        try
        {
            var (anns, bos) = (Account.Named("Ann"), Account.Named("Bo"));
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            await using var bo = await Person.ComeAsync(app, "Bo", Device.Laptop);
            ann.Allow("status of 404");
            ann.Allow("status of 400");
            ann.ExpectBrokenLines();

            // Before anybody is signed in.
            foreach (var (address, name) in new[]
            {
                ("/", "welcome"), ("/account/sign-up", "sign-up"), ("/account/sign-in", "sign-in"), ("/account/recover", "recover"), ("/join", "join"),
                ("/help", "help"), ("/help/who-can-read-what", "who-can-read-what"), ("/measures", "measures"), ("/nowhere", "not-found"), ("/error", "error"),
                ("/account/sign-out", "sign-out-alone"), ("/unprotected", "unprotected"),
            })
            {
                await ann.Page.GotoAsync(address);
                await LookAsync(ann, name);
            }
            await ann.Page.GotoAsync("/help");
            await ann.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => { d.open = true; })");
            await LookAsync(ann, "help-open");
            foreach (var (address, button, name) in new[]
            {
                ("/account/sign-up", "Create an account", "sign-up-wrong"), ("/account/sign-in", "Sign in", "sign-in-wrong"),
                ("/account/recover", "Set the new password", "recover-wrong"), ("/join", "Look at the invitation", "join-wrong"),
            })
            {
                await ann.Page.GotoAsync(address);
                await ann.Page.Button(button).ClickAsync();
                await Expect(ann.Page.Locator(".wrong").First).ToBeVisibleAsync();
                await LookAsync(ann, name);
            }

            // Alone.
            await ann.SignUpAsync(anns);
            await LookAsync(ann, "recovery-key");
            await ann.KeepRecoveryKeyAsync();
            await Expect(ann.Page.GetByText("No round yet")).ToBeVisibleAsync();
            await LookAsync(ann, "today-empty");
            await ann.Page.GetByText("Only you see this page").ClickAsync();
            await Expect(ann.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await LookAsync(ann, "today-who-sees");
            foreach (var (address, name) in new[]
            {
                ("/account", "you-alone"), ("/account/password", "password"), ("/account/recovery-key", "recovery-key-anew"), ("/account/sign-out", "sign-out"),
                ("/account/sign-out-everywhere", "sign-out-everywhere"), ("/account/sign-up", "signed-in-already"), ("/couple/leave", "leave-alone"),
                ("/couple/take-back", "take-back"), ("/couple/invite", "invite"),
            })
            {
                await ann.Page.GotoAsync(address);
                await LookAsync(ann, name);
            }
            var link = await ann.InviteAsync();
            await LookAsync(ann, "invite-link");
            await ann.Page.GotoAsync("/account");
            await LookAsync(ann, "you-invited");

            // Bo comes.
            await bo.Page.GotoAsync(link);
            await Expect(bo.Page.Heading()).ToHaveTextAsync("Ann invites you");
            await LookAsync(bo, "join-invited");
            await bo.SignUpAsync(bos);
            await bo.Page.GotoAsync("/join");
            await LookAsync(bo, "join-signed-in");
            await bo.Page.Button("Join Ann").ClickAsync();
            await Expect(bo.Page.WhoIsHere("Ann")).ToBeVisibleAsync();
            await LookAsync(bo, "today-two");
            await bo.Page.GotoAsync("/account");
            await LookAsync(bo, "you-two");
            await bo.Page.GotoAsync("/couple/leave");
            await LookAsync(bo, "leave");
            await bo.Page.GotoAsync("/couple/invite");
            await LookAsync(bo, "invite-two-already");
            await bo.Page.GotoAsync(link);
            await Expect(bo.Page.Heading()).ToHaveTextAsync("This link leads nowhere");
            await LookAsync(bo, "join-nowhere");

            // The round.
            await ann.Page.GotoAsync("/spectrum");
            await Expect(ann.Page.Button("Start a round")).ToBeEnabledAsync();
            await LookAsync(ann, "spectrum");
            await ann.Page.Locator("details.about").First.EvaluateAsync("details => { details.open = true; }");
            await LookAsync(ann, "spectrum-open");
            var round = await ann.StartRoundAsync();
            await bo.Page.GotoAsync(round);
            await LookAsync(ann, "card-blank");
            await ann.AnswerAsync(new(Place.Gray, Place.Objectionable, "I like to know beforehand, so that I am not left guessing.", IsHardLimit: true));
            await ann.Page.Choice("How sure are you?", 2).CheckAsync();
            await ann.Page.Choice("How much would it matter to you?", 3).CheckAsync();
            await ann.Page.Button("told before").ClickAsync();
            await ann.Page.Locator("details.more").EvaluateAsync("details => { details.open = true; }");
            await LookAsync(ann, "card");
            await ann.Page.Note().EvaluateAsync("box => { box.value = 'x'.repeat(2001); box.dispatchEvent(new InputEvent('input', { bubbles: true })); }");
            await Expect(ann.Page.GetByText("Not saved:")).ToBeVisibleAsync();
            await LookAsync(ann, "card-too-long");
            await ann.Page.WriteNoteAsync("I like to know beforehand, so that I am not left guessing.");
            await ann.Page.Heading().FocusAsync();
            await ann.Page.Keyboard.PressAsync("Shift+?");
            await Expect(ann.Page.Locator(".mud-dialog-container :focus")).ToHaveCountAsync(1);
            await LookAsync(ann, "card-keys");
            await ann.Page.Keyboard.PressAsync("Escape");
            await Expect(ann.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await ann.NextAsync();
            await ann.AnswerAsync(new(Place.Within));
            await ann.Page.Button("Leave blank").ClickAsync();
            await Expect(ann.Page.Button("Undo")).ToBeVisibleAsync();
            await LookAsync(ann, "card-left-blank");
            await ann.Page.Button("Back").ClickAsync();
            for (var card = 1; card < Steps.Cards; card++)
            {
                await ann.AnswerAsync(Anns(card));
                await ann.NextAsync();
            }
            await LookAsync(ann, "look-over");
            await ann.SealAsync();
            await LookAsync(ann, "sealed");
            await ann.Page.GotoAsync("/today");
            await Expect(ann.Page.GetByText("The starter set")).ToBeVisibleAsync();
            await LookAsync(ann, "today-sealed");
            await ann.Page.GotoAsync(round);
            await bo.AnswerAllAsync(Bos);
            await bo.SealAsync();
            await Expect(ann.Page.Heading()).ToHaveTextAsync("You have both sealed");
            await LookAsync(ann, "both-sealed");
            await ann.PressReadyAsync();
            await Expect(ann.Page.Heading()).ToHaveTextAsync("You are ready to see");
            await LookAsync(ann, "ready");
            await bo.PressReadyAsync();
            await ann.SeesComparisonAsync();
            await LookAsync(ann, "comparison");
            await ann.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => { d.open = true; })");
            await LookAsync(ann, "comparison-open");
            await ann.Page.GotoAsync("/rounds/" + Guid.NewGuid());
            await Expect(ann.Page.Heading()).ToHaveTextAsync("There is nothing here");
            await LookAsync(ann, "round-not-there");

            // A round that is closed; then the line breaks; then the session ends; then Bo leaves.
            await ann.StartRoundAsync();
            await ann.AnswerAsync(new(Place.Gray, Note: "Only for me now."));
            await ann.TurnAllCardsAsync();
            await ann.SealAsync();
            await ann.Page.GetByText("Close this round without opening it").ClickAsync();
            await LookAsync(ann, "sealed-closing");
            await ann.Page.Button("Close the round unopened").ClickAsync();
            await Expect(ann.Page.Heading()).ToHaveTextAsync("This round was closed");
            await LookAsync(ann, "closed");
            await ann.Page.GotoAsync("/today");
            await Expect(ann.Page.GetByText("Earlier")).ToBeVisibleAsync();
            await LookAsync(ann, "today-earlier");
            await bo.Page.GotoAsync("/couple/leave");
            await bo.Page.GetByLabel("Your password").FillAsync(bos.Password);
            await bo.Page.Button("Leave the couple").ClickAsync();
            await Expect(bo.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
            await Expect(ann.Page.GetByText("This space is closed")).ToBeVisibleAsync();
            await LookAsync(ann, "today-closed");
            await ann.Page.GotoAsync("/account");
            await LookAsync(ann, "you-closed");
            await ann.Page.GotoAsync("/today");
            var elsewhere = await ann.Context.NewPageAsync();
            await ann.SignOutAsync(elsewhere);
            await Expect(ann.Page.Heading()).ToHaveTextAsync("This page was someone else’s");
            await LookAsync(ann, "someone-elses");
            await ann.SignInAsync(anns);
            await app.RestartAsync();
            await Expect(ann.Page.Heading()).ToHaveTextAsync("Your space is locked");
            await LookAsync(ann, "locked");
            await ann.Page.GetByLabel("Your password").FillAsync(anns.Password);
            await ann.Page.Button("Open").ClickAsync();
            await Expect(ann.Page.Locator(".who").First).ToBeVisibleAsync();
            await app.StopAsync(abruptly: true);
            await Expect(ann.Page.NoConnection()).ToBeVisibleAsync();
            await LookAsync(ann, "no-connection");

            Figures.Print(output, "states of pages looked at, each in two sizes and two colours", _seen.Count, "states");
            Assert.Equal(_seen.Count, _seen.Distinct(StringComparer.Ordinal).Count());
            Assert.True(_misfits.Count == 0, string.Join("\n\n", _misfits));
            ann.AssertClean();
            bo.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>Answers that make a comparison with something of everything.</summary>
    private static Answer Anns(int card) => card switch
    {
        0 => new(Place.Gray, Place.Objectionable, "I like to know beforehand, so that I am not left guessing.", IsHardLimit: true),
        9 => new(Place.Gray, Place.Objectionable, "It is the secret that hurts, not the messages."),
        _ => new((Place)(card / 5), card % 4 == 0 ? Place.Objectionable : null),
    };

    private static Answer Bos(int card) => card switch
    {
        0 => new(Place.Within, Place.Gray, "A walk with an old friend is nothing to announce, I thought. Now I see it differently."),
        9 => new(Place.Within, Place.Objectionable, "I write to my sister every day, and I would gladly tell you."),
        _ => new((Place)Math.Min(2, (card + 2) / 5), card % 3 == 0 ? Place.Objectionable : null),
    };

    private async Task LookAsync(Person person, string name)
    {
        _seen.Add(name);
        var page = person.Page;
        foreach (var (width, height) in Sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await SettleAsync(page, scheme);
                if (Looks.AreKept)
                {
                    await person.ScreenshotAsync($"{name}-{width}-{scheme}".ToLowerInvariant());
                }
                try
                {
                    await person.AxeAsync();
                }
                catch (Xunit.Sdk.XunitException found)
                {
                    _misfits.Add($"{name}, {width} px, {scheme}: {found.Message}");
                }
            }
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            await CheckFitAsync(page, $"{name}, {width} px");
        }
        await page.SetViewportSizeAsync(320, 640);
        await CheckFitAsync(page, $"{name}, 320 px");
        if (Looks.AreKept)
        {
            await person.ScreenshotAsync($"{name}-320");
        }
        await page.SetViewportSizeAsync(1280, 800);
        await page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");
        await CheckFitAsync(page, $"{name}, letters of twice the size");
        await page.SetViewportSizeAsync(390, 844);
        await CheckFitAsync(page, $"{name}, letters of twice the size on a phone");
        if (Looks.AreKept)
        {
            await person.ScreenshotAsync($"{name}-390-large");
        }
        await page.EvaluateAsync("() => { document.documentElement.style.fontSize = ''; }");
        await page.SetViewportSizeAsync(1280, 800);
    }

    private async Task CheckFitAsync(IPage page, string what)
    {
        var misfits = await Looks.MisfitsAsync(page);
        if (misfits.Count > 0)
        {
            _misfits.Add($"{what}:\n  {string.Join("\n  ", misfits)}");
        }
    }

    /// <summary>Colours follow the system: on static pages at once, elsewhere through the circuit. A frame later they have all arrived.</summary>
    private static async Task SettleAsync(IPage page, ColorScheme scheme)
    {
        await page.WaitForFunctionAsync(
            """
            dark => {
              const [r, g, b] = getComputedStyle(document.querySelector('.shell') ?? document.body).backgroundColor.match(/[\d.]+/g).map(Number);
              const isDark = r + g + b < 200;
              return isDark === dark || !document.querySelector('.shell') || document.querySelector('#components-reconnect-modal.components-reconnect-show');
            }
            """,
            scheme == ColorScheme.Dark);
        await page.EvaluateAsync("() => Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => {})))");
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }
}
