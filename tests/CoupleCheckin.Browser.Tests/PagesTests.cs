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
    private readonly LookedAt _looked = new(output);

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
                ("/help", "help"), ("/help/own-behaviour", "help-own-behaviour"), ("/help/lines/de", "help-lines"), ("/help/who-can-read-what", "who-can-read-what"), ("/measures", "measures"), ("/nowhere", "not-found"), ("/error", "error"),
                ("/account/sign-out", "sign-out-alone"), ("/unprotected", "unprotected"),
            })
            {
                await ann.Page.GotoAsync(address);
                await _looked.LookAsync(ann, name);
            }
            await ann.Page.GotoAsync("/help");
            await ann.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => { d.open = true; })");
            await _looked.LookAsync(ann, "help-open");
            foreach (var (address, button, name) in new[]
            {
                ("/account/sign-up", "Create an account", "sign-up-wrong"), ("/account/sign-in", "Sign in", "sign-in-wrong"),
                ("/account/recover", "Set the new password", "recover-wrong"), ("/join", "Look at the invitation", "join-wrong"),
            })
            {
                await ann.Page.GotoAsync(address);
                await ann.Page.Button(button).ClickAsync();
                await Expect(ann.Page.Locator(".wrong").First).ToBeVisibleAsync();
                await _looked.LookAsync(ann, name);
            }

            // Alone.
            await ann.SignUpAsync(anns);
            await _looked.LookAsync(ann, "recovery-key");
            await ann.KeepRecoveryKeyAsync();
            await Expect(ann.Page.GetByText("No round yet")).ToBeVisibleAsync();
            await _looked.LookAsync(ann, "today-empty");
            await ann.Page.GetByText("Only you see this page").ClickAsync();
            await Expect(ann.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await _looked.LookAsync(ann, "today-who-sees");
            foreach (var (address, name) in new[]
            {
                ("/account", "you-alone"), ("/account/password", "password"), ("/account/recovery-key", "recovery-key-anew"), ("/account/sign-out", "sign-out"),
                ("/account/sign-out-everywhere", "sign-out-everywhere"), ("/account/sign-up", "signed-in-already"), ("/couple/leave", "leave-alone"),
                ("/couple/take-back", "take-back"), ("/couple/invite", "invite"),
            })
            {
                await ann.Page.GotoAsync(address);
                await _looked.LookAsync(ann, name);
            }
            var link = await ann.InviteAsync();
            await _looked.LookAsync(ann, "invite-link");
            await ann.Page.GotoAsync("/account");
            await _looked.LookAsync(ann, "you-invited");

            // Bo comes.
            await bo.Page.GotoAsync(link);
            await Expect(bo.Page.Heading()).ToHaveTextAsync("Ann invites you");
            await _looked.LookAsync(bo, "join-invited");
            await bo.SignUpAsync(bos);
            await bo.Page.GotoAsync("/join");
            await _looked.LookAsync(bo, "join-signed-in");
            await bo.Page.SayItIsSafeAsync();
            await bo.Page.Button("Join Ann").ClickAsync();
            await Expect(bo.Page.WhoIsHere("Ann")).ToBeVisibleAsync();
            await _looked.LookAsync(bo, "today-two");
            await bo.Page.GotoAsync("/account");
            await _looked.LookAsync(bo, "you-two");
            await bo.Page.GotoAsync("/couple/leave");
            await _looked.LookAsync(bo, "leave");
            await bo.Page.GotoAsync("/couple/invite");
            await _looked.LookAsync(bo, "invite-two-already");
            await bo.Page.GotoAsync(link);
            await Expect(bo.Page.Heading()).ToHaveTextAsync("This link leads nowhere");
            await _looked.LookAsync(bo, "join-nowhere");

            // The round.
            await ann.Page.GotoAsync("/spectrum");
            await Expect(ann.Page.Button("Start a round")).ToBeEnabledAsync();
            await _looked.LookAsync(ann, "spectrum");
            await ann.Page.Locator(".lane > .rows > button").First.ClickAsync();
            await Expect(ann.Page.Locator("article.open")).ToBeVisibleAsync();
            await _looked.LookAsync(ann, "spectrum-open");
            var round = await ann.StartRoundAsync();
            await bo.Page.GotoAsync(round);
            await _looked.LookAsync(ann, "card-blank");
            await ann.AnswerAsync(new(Place.Gray, Place.Objectionable, "I like to know beforehand, so that I am not left guessing.", IsHardLimit: true));
            await ann.Page.Choice("How sure are you?", 2).CheckAsync();
            await ann.Page.Choice("How much would it matter to you?", 3).CheckAsync();
            await ann.Page.Button("told before").ClickAsync();
            await ann.Page.Locator("details.more").EvaluateAsync("details => { details.open = true; }");
            await _looked.LookAsync(ann, "card");
            await ann.Page.Note().EvaluateAsync("box => { box.value = 'x'.repeat(2001); box.dispatchEvent(new InputEvent('input', { bubbles: true })); }");
            await Expect(ann.Page.GetByText("Not saved:")).ToBeVisibleAsync();
            await _looked.LookAsync(ann, "card-too-long");
            await ann.Page.WriteNoteAsync("I like to know beforehand, so that I am not left guessing.");
            await ann.Page.Note().PressAsync("Escape");
            await ann.Page.Keyboard.PressAsync("Shift+?");
            await Expect(ann.Page.Locator(".mud-dialog-container :focus")).ToHaveCountAsync(1);
            await _looked.LookAsync(ann, "card-keys");
            await ann.Page.Keyboard.PressAsync("Escape");
            await Expect(ann.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await ann.NextAsync();
            await ann.AnswerAsync(new(Place.Within));
            await ann.Page.Button("Leave blank").ClickAsync();
            await Expect(ann.Page.Button("Undo")).ToBeVisibleAsync();
            await _looked.LookAsync(ann, "card-left-blank");
            await ann.BackAsync();
            for (var card = 1; card < Steps.Cards; card++)
            {
                await ann.AnswerAsync(Anns(card));
                await ann.NextAsync();
            }
            await _looked.LookAsync(ann, "look-over");
            await ann.SealAsync();
            await _looked.LookAsync(ann, "sealed");
            await ann.Page.GotoAsync("/today");
            await Expect(ann.Page.GetByText("The starter set")).ToBeVisibleAsync();
            await _looked.LookAsync(ann, "today-sealed");
            await ann.Page.GotoAsync(round);
            await bo.AnswerAllAsync(Bos);
            await bo.SealAsync();
            await Expect(ann.Page.Heading()).ToHaveTextAsync("You have both sealed");
            await _looked.LookAsync(ann, "both-sealed");
            await ann.PressReadyAsync();
            await Expect(ann.Page.Heading()).ToHaveTextAsync("You are ready to see");
            await _looked.LookAsync(ann, "ready");
            await bo.PressReadyAsync();
            await ann.SeesComparisonAsync();
            await _looked.LookAsync(ann, "comparison");
            await ann.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => { d.open = true; })");
            await _looked.LookAsync(ann, "comparison-open");
            await ann.Page.GotoAsync("/rounds/" + Guid.NewGuid());
            await Expect(ann.Page.Heading()).ToHaveTextAsync("There is nothing here");
            await _looked.LookAsync(ann, "round-not-there");

            // A round that is closed; then the line breaks; then the session ends; then Bo leaves.
            await ann.StartRoundAsync();
            await ann.AnswerAsync(new(Place.Gray, Note: "Only for me now."));
            await ann.TurnAllCardsAsync();
            await ann.SealAsync();
            await ann.Page.GetByText("Close this round without opening it").ClickAsync();
            await _looked.LookAsync(ann, "sealed-closing");
            await ann.Page.Button("Close the round unopened").ClickAsync();
            await Expect(ann.Page.Heading()).ToHaveTextAsync("This round was closed");
            await _looked.LookAsync(ann, "closed");
            await ann.Page.GotoAsync("/today");
            await Expect(ann.Page.GetByText("Earlier")).ToBeVisibleAsync();
            await _looked.LookAsync(ann, "today-earlier");
            await bo.Page.GotoAsync("/couple/leave");
            await bo.Page.GetByLabel("Your password").FillAsync(bos.Password);
            await bo.Page.Button("Leave the couple").ClickAsync();
            await Expect(bo.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
            await Expect(ann.Page.GetByText("This space is closed")).ToBeVisibleAsync();
            await _looked.LookAsync(ann, "today-closed");
            await ann.Page.GotoAsync("/account");
            await _looked.LookAsync(ann, "you-closed");
            await ann.Page.GotoAsync("/today");
            await Expect(ann.Page.GetByText("This space is closed")).ToBeVisibleAsync();
            var elsewhere = await ann.Context.NewPageAsync();
            await ann.SignOutAsync(elsewhere);
            await Expect(ann.Page.Heading()).ToHaveTextAsync("This page was someone else’s");
            await _looked.LookAsync(ann, "someone-elses");
            await ann.SignInAsync(anns);
            await app.RestartAsync();
            await Expect(ann.Page.Heading()).ToHaveTextAsync("Your space is locked");
            await _looked.LookAsync(ann, "locked");
            await ann.Page.GetByLabel("Your password").FillAsync(anns.Password);
            await ann.Page.Button("Open").ClickAsync();
            await Expect(ann.Page.Locator(".who").First).ToBeVisibleAsync();
            await app.StopAsync(abruptly: true);
            await Expect(ann.Page.NoConnection()).ToBeVisibleAsync();
            await _looked.LookAsync(ann, "no-connection");

            _looked.AssertFine();
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
}
