using System.Collections.Concurrent;
using System.Text.Json;
using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

[Collection(AppCollection.Name)]
public sealed class QuickExitTests(RunningApp app, ITestOutputHelper output)
{
    private const string Neutral = "Kitchen weights and measures";

    [Theory]
    [InlineData("/today", false)]
    [InlineData("/today", true)]
    [InlineData("card", false)]
    [InlineData("card", true)]
    [InlineData("/account", false)]
    [InlineData("/account", true)]
    public async Task Leaving_shows_a_neutral_page_at_once_and_ends_the_session(string from, bool byKeys)
    {
        var account = Account.New("ann");
        var note = Canaries.Make("annsnote");
        await using var ann = await Person.ComeAsync(app, "Ann");
        await ann.SignUpAsync(account);
        var round = await ann.StartRoundAsync();
        await ann.AnswerAsync(new(Place.Gray, Note: note));
        if (from != "card")
        {
            await ann.Page.GotoAsync(from);
            await Expect(ann.Page.Link("Leave")).ToBeVisibleAsync();
        }
        else
        {
            await ann.Page.Choice("Done openly", 1).FocusAsync();
        }

        var pressed = await LeaveAsync(ann.Page, byKeys);
        await Expect(ann.Page.Heading()).ToHaveTextAsync(Neutral);
        var shown = await ann.Page.EvaluateAsync<JsonElement>(
            "() => ({ at: performance.timeOrigin + performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd, title: document.title })");
        var took = shown.GetProperty("at").GetDouble() - pressed;
        Figures.Print(output, $"quick exit from {from}, {(byKeys ? "Shift three times" : "by link")}", took, "ms");
        Assert.DoesNotContain("heck-in", shown.GetProperty("title").GetString(), StringComparison.Ordinal);

        foreach (var address in new[] { "/today", round, "/account" })
        {
            await using var probe = new Tab(await ann.Context.NewPageAsync());
            await probe.Page.GotoAsync(address);
            await Expect(probe.Page.Heading()).ToHaveTextAsync("Sign in");
        }
        for (var back = 0; back < 3; back++)
        {
            await ann.Page.GoBackAsync();
            var everything = await Steps.EverythingInAsync(ann.Page);
            Assert.DoesNotContain(note, everything, StringComparison.Ordinal);
            Assert.DoesNotContain(account.Called, everything, StringComparison.Ordinal);
            Assert.DoesNotContain("data-card", everything, StringComparison.Ordinal);
        }
        ann.AssertClean();
    }

    [Fact]
    public async Task A_page_that_is_just_opening_and_is_sent_to_sign_in_shows_the_neutral_page_all_the_same()
    {
        var wasSent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var relay = Relay.To(app, before: part => part.Span.StartsWith("GET /measures"u8) ? wasSent.Task : Task.CompletedTask);
        await using var ann = await Person.ComeAsync(app, "Ann", at: relay.Address);
        await ann.SignUpAsync(Account.New("ann"));
        // Opens only once the session is over, which the page sees by a cookie that goes with it.
        await ann.Page.AddInitScriptAsync(
            """
            const send = WebSocket.prototype.send;
            WebSocket.prototype.send = function (data) {
              if (typeof data === 'string' || !new TextDecoder().decode(data).includes('UpdateRootComponents')) return send.call(this, data);
              document.documentElement.dataset.waits = '';
              const look = setInterval(() => {
                if (!document.documentElement.hidden || document.cookie.includes('left=1')) return;
                clearInterval(look);
                send.call(this, data);
              });
            };
            """);
        ann.Page.WebSocket += (_, socket) =>
        {
            var isSent = false;
            socket.FrameReceived += (_, frame) => isSent |= Says(frame, "returnUrl"u8);
            socket.FrameSent += (_, frame) =>
            {
                if (isSent && Says(frame, "EndInvokeJSFromDotNet"u8))
                {
                    wasSent.TrySetResult();
                }
            };
        };
        await ann.Page.GotoAsync("/today");
        await ann.Page.WaitForFunctionAsync("() => 'waits' in document.documentElement.dataset");

        await ann.Page.Link("Leave").EvaluateAsync("link => link.click()");

        await Expect(ann.Page.Heading()).ToHaveTextAsync(Neutral);
        ann.AssertClean();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Words_that_cannot_be_kept_hold_nobody_who_leaves(bool byKeys)
    {
        await using var ann = await Person.ComeAsync(app, "Ann");
        await ann.SignUpAsync(Account.New("ann"));
        await ann.StartRoundAsync();
        var questions = QuestionsOf(ann.Page);
        await ann.Page.Note().FillAsync(new string('x', 2017));
        await ann.Page.Button("Next").ClickAsync();
        await Expect(ann.Page.Note()).ToBeFocusedAsync();

        await LeaveAsync(ann.Page, byKeys);
        await Expect(ann.Page.Heading()).ToHaveTextAsync(Neutral);
        Assert.Empty(questions);
        ann.AssertClean();
    }

    [Fact]
    public async Task Words_that_cannot_be_kept_keep_no_page_on_the_screen_of_somebody_who_signs_out_in_another_tab()
    {
        await using var ann = await Person.ComeAsync(app, "Ann");
        await ann.SignUpAsync(Account.New("ann"));
        await ann.StartRoundAsync();
        var questions = QuestionsOf(ann.Page);
        await ann.Page.Note().FillAsync(new string('x', 2017));
        await ann.Page.Button("Next").ClickAsync();
        await Expect(ann.Page.Note()).ToBeFocusedAsync();

        await using var beside = new Tab(await ann.Context.NewPageAsync());
        await ann.SignOutAsync(beside.Page);
        await Expect(ann.Page.Heading()).ToHaveTextAsync("This page was someone else’s");
        await ann.Page.ReloadAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Sign in");
        Assert.Empty(questions);
        ann.AssertClean();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_connection_the_page_goes_blank_and_the_session_ends_as_soon_as_there_is_one(bool byKeys)
    {
        await using var relay = Relay.To(app);
        var account = Account.New("ann");
        var note = Canaries.Make("annsnote");
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop, at: relay.Address);
        ann.ExpectBrokenLines();
        await ann.SignUpAsync(account);
        await ann.StartRoundAsync();
        await ann.AnswerAsync(new(Place.Gray, Note: note));
        await relay.CutAsync();
        await Expect(ann.Page.NoConnection()).ToBeVisibleAsync();
        await ann.Page.Choice("Done openly", 1).FocusAsync();

        var blank = await ann.Page.EvaluateAsync<double>(
            """
            byKeys => {
              const start = performance.now();
              if (byKeys) for (let i = 0; i < 3; i++) document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift', bubbles: true }));
              else document.querySelector('[data-exit]').click();
              return document.body ? Infinity : performance.now() - start;
            }
            """,
            byKeys);
        Figures.Print(output, $"quick exit without a connection, blank, {(byKeys ? "Shift three times" : "by link")}", blank, "ms");
        Assert.InRange(blank, 0, 300);
        await Expect(ann.Page).ToHaveURLAsync("chrome-error://chromewebdata/");
        Assert.DoesNotContain(note, await Steps.EverythingInAsync(ann.Page), StringComparison.Ordinal);

        relay.Mend();
        await ann.Page.GotoAsync("/today");
        await Expect(ann.Page.Heading()).ToHaveTextAsync(Neutral);
        await ann.Page.GotoAsync("/today");
        await Expect(ann.Page.Heading()).ToHaveTextAsync("Sign in");
        ann.AssertClean();
    }

    /// <summary>Leaves, and answers when: as the browser's clock says it.</summary>
    private static async Task<double> LeaveAsync(IPage page, bool byKeys)
    {
        var pressed = await page.EvaluateAsync<double>("() => performance.timeOrigin + performance.now()");
        if (byKeys)
        {
            for (var press = 0; press < 3; press++)
            {
                await page.Keyboard.PressAsync("Shift");
            }
        }
        else
        {
            await page.Link("Leave").ClickAsync();
        }
        return pressed;
    }

    /// <summary>The questions the browser asks from now on before it leaves a page.</summary>
    private static ConcurrentQueue<string> QuestionsOf(IPage page)
    {
        var questions = new ConcurrentQueue<string>();
        page.Dialog += (_, dialog) =>
        {
            questions.Enqueue(dialog.Type);
            _ = dialog.AcceptAsync();
        };
        return questions;
    }

    private static bool Says(IWebSocketFrame frame, ReadOnlySpan<byte> word) => frame.Binary is { } bytes && bytes.AsSpan().IndexOf(word) >= 0;

    private sealed class Tab(IPage page) : IAsyncDisposable
    {
        public IPage Page { get; } = page;

        public async ValueTask DisposeAsync() => await Page.CloseAsync();
    }
}
