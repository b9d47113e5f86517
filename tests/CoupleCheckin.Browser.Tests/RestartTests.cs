using System.Globalization;
using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>The server goes away and comes back, or the line to it. An app of its own: nobody else is to be thrown out.</summary>
public sealed class RestartTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_restart_one_password_leads_back_to_the_card_and_nothing_saved_is_lost(bool abruptly)
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            var account = Account.New("ann");
            var note = Canaries.Make("annsnote");
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            ann.ExpectBrokenLines();
            await ann.SignUpAsync(account);
            var round = await ann.StartRoundAsync();
            await ann.AnswerAsync(new(Place.Gray));
            await ann.NextAsync();
            var card = await ann.Page.Heading().InnerTextAsync();
            await ann.AnswerAsync(new(Note: note));

            await app.RestartAsync(abruptly);
            await Expect(ann.Page.Heading()).ToHaveTextAsync("Your space is locked");
            Assert.DoesNotContain(note, await Steps.EverythingInAsync(ann.Page), StringComparison.Ordinal);
            await ann.Page.GetByLabel("Your password").FillAsync(account.Password);
            await ann.Page.Button("Open").ClickAsync();

            await Expect(ann.Page).ToHaveURLAsync(round);
            await Expect(ann.Page.Heading()).ToHaveTextAsync(card);
            await Expect(ann.Page.Note()).ToHaveValueAsync(note);
            await ann.BackAsync();
            await Expect(ann.Page.Choice("Done openly", 1)).ToBeCheckedAsync();

            // One prompt is enough for every page.
            await ann.Page.GotoAsync("/today");
            await Expect(ann.Page.WhoIsHere(account.Called)).ToBeVisibleAsync();
            await ann.Page.GotoAsync("/account");
            await Expect(ann.Page.Heading()).ToHaveTextAsync("You");
            ann.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Words_that_cannot_be_kept_are_still_there_after_a_restart_until_they_are_copied()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            ann.ExpectBrokenLines();
            await ann.SignUpAsync(Account.New("ann"));
            await ann.StartRoundAsync();
            var words = new string('x', 2017);
            await ann.Page.Note().FillAsync(words);

            await app.RestartAsync(abruptly: true);

            await Expect(ann.Page.NoConnection()).ToContainTextAsync("This page has to be loaded anew. Copy what you typed first.");
            await Expect(ann.Page.Note()).ToHaveValueAsync(words);
            ann.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Words_that_are_not_saved_while_they_are_typed_are_still_there_after_a_restart_until_they_are_copied()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            ann.ExpectBrokenLines();
            await ann.SignUpAsync(Account.New("ann"));
            await ann.Page.GotoAsync("/spectrum/own");
            var name = ann.Page.GetByLabel("A short name");
            await name.FillAsync("A long call in the car");

            await app.RestartAsync(abruptly: true);

            await Expect(ann.Page.NoConnection()).ToContainTextAsync("This page has to be loaded anew. Copy what you typed first.");
            await Expect(name).ToHaveValueAsync("A long call in the car");

            // With nothing in it, the page comes anew by itself.
            await name.FillAsync("");
            await ann.Page.TryNowAsync();
            await Expect(ann.Page.Heading()).Not.ToHaveTextAsync("Add one of your own");
            ann.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_is_typed_without_a_pause_is_saved_while_it_is_typed()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            var account = Account.New("ann");
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            ann.ExpectBrokenLines();
            await ann.SignUpAsync(account);
            await ann.StartRoundAsync();
            var card = await ann.Page.Heading().InnerTextAsync();
            await ann.AnswerAsync(new(Place.Gray));

            // A hundred words at 60 ms each; every word is a number and never a pause long enough to save in.
            await ann.Page.Note().FocusAsync();
            var typing = ann.Page.EvaluateAsync<double[]>(
                """
                async () => {
                  const box = document.activeElement, times = [];
                  for (let word = 0; word < 100; word++) {
                    box.value += `${word} `;
                    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
                    times.push(performance.now());
                    await new Promise(done => setTimeout(done, 60));
                  }
                  return times;
                }
                """);
            var times = await typing;
            await app.StopAsync(abruptly: true);
            var typedUntil = times[^1];
            await app.StartAsync();

            await ann.Page.GotoAsync("/account/unlock");
            await ann.Page.GetByLabel("Your password").FillAsync(account.Password);
            await ann.Page.Button("Open").ClickAsync();
            await ann.StartRoundAsync();
            await ann.BackAsync();
            await Expect(ann.Page.Heading()).ToHaveTextAsync(card);
            var kept = await ann.Page.Note().InputValueAsync();
            var words = kept.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(Enumerable.Range(0, words.Length).Select(word => word.ToString(CultureInfo.InvariantCulture)), words);
            var lost = words.Length == times.Length ? 0 : typedUntil - times[words.Length];
            Figures.Print(output, "typing lost by a power cut in the middle of it", lost, "ms");
            Assert.NotEmpty(words);
            ann.AssertClean();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }
}

/// <summary>The line between a browser and the app is cut and mended; the app goes on.</summary>
[Collection(AppCollection.Name)]
public sealed class CutLineTests(RunningApp app)
{
    [Fact]
    public async Task What_is_typed_while_the_line_is_cut_is_handed_over_when_it_is_whole_and_the_bar_says_so()
    {
        await using var relay = Relay.To(app);
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Phone, at: relay.Address);
        ann.ExpectBrokenLines();
        await ann.SignUpAsync(Account.New("ann"));
        await ann.StartRoundAsync();
        await ann.AnswerAsync(new(Place.Gray, Note: "Saved before."));

        await relay.CutAsync();
        await Expect(ann.Page.NoConnection()).ToContainTextAsync("No connection. What you typed is kept.");
        await Expect(ann.Page.Note()).ToBeEditableAsync();
        await ann.Page.Note().PressSequentiallyAsync(" Typed without a line.");
        await Expect(ann.Page.Note()).ToHaveValueAsync("Saved before. Typed without a line.");
        await ann.Page.Button("Try now").ClickAsync();
        await Expect(ann.Page.NoConnection()).ToContainTextAsync("Still no connection. What you typed is kept.");
        await Expect(ann.Page.Note()).ToHaveValueAsync("Saved before. Typed without a line.");
        relay.Mend();
        await ann.Page.TryNowAsync();
        await Expect(ann.Page.NoConnection()).ToBeHiddenAsync();
        await Expect(ann.Page.Note()).ToHaveValueAsync("Saved before. Typed without a line.");
        await Expect(ann.Page.Locator(".draft-line")).ToHaveTextAsync("Saved");

        await ann.Page.ReloadAsync();
        await ann.BackAsync();
        await Expect(ann.Page.Note()).ToHaveValueAsync("Saved before. Typed without a line.");
        await Expect(ann.Page.Choice("Done openly", 1)).ToBeCheckedAsync();
        ann.AssertClean();
    }

    [Fact]
    public async Task What_is_chosen_while_the_line_is_cut_is_handed_over_too_and_so_is_what_was_sent_before_anybody_noticed()
    {
        await using var relay = Relay.To(app);
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Phone, at: relay.Address);
        ann.ExpectBrokenLines();
        await ann.SignUpAsync(Account.New("ann"));

        // A line that swallows what is sent, as one does that nobody has noticed to be broken.
        var isDeaf = false;
        await ann.Page.RouteWebSocketAsync("**/_blazor", page =>
        {
            var server = page.ConnectToServer();
            var swallows = true;
            page.OnMessage(message =>
            {
                if (!isDeaf || !swallows)
                    server.PassOn(message);
            });
            page.OnClose((code, reason) =>
            {
                swallows = isDeaf = false;
                _ = server.CloseAsync();
            });
        });
        var round = await ann.StartRoundAsync();
        await ann.AnswerAsync(new(Place.Gray));

        isDeaf = true;
        await ann.Page.Note().FillAsync("Sent to nobody.");
        await ann.Page.Choice("Kept from me", 2).CheckAsync();
        await relay.CutAsync();
        await Expect(ann.Page.NoConnection()).ToContainTextAsync("No connection. What you typed is kept.");
        await ann.Page.Choice("Done openly", 1).CheckAsync();
        await ann.Page.Choice("Done openly", 0).CheckAsync();
        await ann.Page.GetByLabel("This is a hard limit for me").CheckAsync();
        isDeaf = false;
        relay.Mend();
        await ann.Page.TryNowAsync();
        await Expect(ann.Page.NoConnection()).ToBeHiddenAsync();
        await Expect(ann.Page.Locator(".draft-line")).ToHaveTextAsync("Saved");

        await ann.Page.GotoAsync(round);
        await ann.BackAsync();
        await Expect(ann.Page.Note()).ToHaveValueAsync("Sent to nobody.");
        await Expect(ann.Page.Choice("Kept from me", 2)).ToBeCheckedAsync();
        await Expect(ann.Page.Choice("Done openly", 0)).ToBeCheckedAsync();
        await Expect(ann.Page.GetByLabel("This is a hard limit for me")).ToBeCheckedAsync();
        ann.AssertClean();
    }

    /// <summary>The framework's own next try is still to come when the press has come back; it then says once more that there is no connection.</summary>
    [Fact]
    public async Task Once_a_press_has_come_back_the_bar_stays_away()
    {
        await using var relay = Relay.To(app);
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Phone, at: relay.Address);
        ann.ExpectBrokenLines();
        var account = Account.New("ann");
        await ann.SignUpAsync(account);
        await ann.Page.GotoAsync("/today");
        await Expect(ann.Page.WhoIsHere(account.Called)).ToBeVisibleAsync();
        await ann.Page.EvaluateAsync("() => { addEventListener('components-reconnect-state-changed', ({ detail }) => { window[detail.state] ??= performance.now(); }, true); }");
        await relay.CutAsync();
        await Expect(ann.Page.Locator(".components-reconnect-retrying")).ToBeVisibleAsync();

        relay.Mend();
        await ann.Page.TryNowAsync();

        // Where its own try was faster after all, it says nothing more.
        await ann.Page.WaitForFunctionAsync("() => window.hide && (window.failed || performance.now() - window.hide > 6000)");
        await Expect(ann.Page.NoConnection()).ToBeHiddenAsync();
        ann.AssertClean();
    }

    [Fact]
    public async Task A_page_whose_first_connection_fails_says_so_and_opens_by_itself_when_the_line_is_whole()
    {
        await using var relay = Relay.To(app);
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Phone, at: relay.Address);
        ann.ExpectBrokenLines();
        var account = Account.New("ann");
        await ann.SignUpAsync(account);
        // The page and its scripts arrive; then the line breaks, before the circuit is there.
        await ann.Page.RouteAsync("**/circuit.*js", async route =>
        {
            var script = await route.FetchAsync();
            await ann.Page.WaitForFunctionAsync("() => document.querySelector('script[src*=circuit]')");
            await relay.CutAsync();
            await route.FulfillAsync(new() { Response = script });
        },
        new() { Times = 1 });
        await ann.Page.GotoAsync("/today");
        await Expect(ann.Page.NoConnection()).ToBeVisibleAsync();

        relay.Mend();
        await Expect(ann.Page.WhoIsHere(account.Called)).ToBeVisibleAsync();
        ann.AssertClean();
    }

    [Theory]
    [InlineData("**/blazor.web.*js")]
    [InlineData("**/MudBlazor.min.*js")]
    [InlineData("**/card.*js")]
    [InlineData("**/circuit.*js")]
    public async Task A_page_that_did_not_get_one_of_its_scripts_says_so_and_opens_by_itself(string script)
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Phone);
        ann.ExpectBrokenLines();
        var account = Account.New("ann");
        await ann.SignUpAsync(account);
        var isThere = new TaskCompletionSource();
        await ann.Page.RouteAsync("**/health/live", async route =>
        {
            await isThere.Task;
            await route.ContinueAsync();
        });
        await ann.Page.RouteAsync(script, route => route.AbortAsync("connectionreset"), new() { Times = 1 });

        await ann.Page.GotoAsync("/today");
        await Expect(ann.Page.NoConnection()).ToContainTextAsync("No connection. This page opens as soon as there is one.");

        isThere.SetResult();
        await Expect(ann.Page.WhoIsHere(account.Called)).ToBeVisibleAsync();
        ann.AssertClean();
    }

    [Fact]
    public async Task A_page_that_did_not_get_a_script_is_loaded_anew_with_one_press_and_not_without_end_by_itself()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Phone);
        ann.ExpectBrokenLines();
        var account = Account.New("ann");
        await ann.SignUpAsync(account);
        var tries = 0;
        await ann.Page.RouteAsync("**/circuit.*js", route => tries++ < 2 ? route.AbortAsync("connectionreset") : route.ContinueAsync());
        await ann.Page.GotoAsync("/today");
        await ann.Page.WaitForFunctionAsync("() => performance.getEntriesByType('navigation')[0].type === 'reload'");
        await Expect(ann.Page.NoConnection()).ToContainTextAsync("No connection. This page opens as soon as there is one.");

        await ann.Page.Button("Try now").ClickAsync();
        await Expect(ann.Page.WhoIsHere(account.Called)).ToBeVisibleAsync();
        Assert.Equal(3, tries);
        ann.AssertClean();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_line_that_breaks_while_the_page_says_its_first_words_to_the_server_is_waited_for_too(int words)
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Phone);
        ann.ExpectBrokenLines();
        var account = Account.New("ann");
        await ann.SignUpAsync(account);
        var isCut = false;
        await ann.Page.RouteWebSocketAsync("**/_blazor", socket =>
        {
            var server = socket.ConnectToServer();
            if (isCut)
            {
                return;
            }
            isCut = true;
            var sent = 0;
            socket.OnMessage(message =>
            {
                if (sent++ == words)
                {
                    _ = socket.CloseAsync();
                    _ = server.CloseAsync();
                }
                else
                {
                    server.PassOn(message);
                }
            });
        });

        await ann.Page.GotoAsync("/today");

        await Expect(ann.Page.WhoIsHere(account.Called)).ToBeVisibleAsync();
        Assert.True(isCut);
        ann.AssertClean();
    }

    [Fact]
    public async Task A_line_that_breaks_before_the_first_picture_came_is_waited_for_and_no_picture_is_drawn_on_nothing()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Phone);
        ann.ExpectBrokenLines();
        var account = Account.New("ann");
        await ann.SignUpAsync(account);
        var isCut = false;
        await ann.Page.RouteWebSocketAsync("**/_blazor", page =>
        {
            var server = page.ConnectToServer();
            if (isCut)
            {
                return;
            }
            server.OnMessage(message =>
            {
                if (isCut)
                {
                    return;
                }
                if (message.Says("JS.AttachComponent"))
                {
                    isCut = true;
                    _ = page.CloseAsync();
                    _ = server.CloseAsync();
                }
                else
                {
                    page.PassOn(message);
                }
            });
        });

        await ann.Page.GotoAsync("/today");

        await Expect(ann.Page.WhoIsHere(account.Called)).ToBeVisibleAsync();
        Assert.True(isCut);
        ann.AssertClean();
    }

    [Fact]
    public async Task What_arrives_in_one_piece_is_drawn_before_the_calls_that_came_after_it()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        await ann.SignUpAsync(Account.New("ann"));
        var line = new SlowLine();
        await ann.Page.RouteWebSocketAsync("**/_blazor", line.Carry);
        await ann.Page.GotoAsync("/checkin");
        await ann.Page.Button("Begin a check-in").ClickAsync();
        await ann.Page.SayFreeToAnswerAsync();
        await ann.Page.Locator("#answer").FillAsync("Wednesday, doing the dishes.");
        await Expect(ann.Page.Saved()).ToBeVisibleAsync();

        // The field is left, and what the page says of that picture comes to the server only after the press.
        await ann.Page.Button("Look it over and seal").HoverAsync();
        var isHeld = line.HoldAsync();
        await ann.Page.Mouse.DownAsync();
        await isHeld;
        await ann.Page.Mouse.UpAsync();

        await Expect(ann.Page.GetByText("As it will be sealed")).ToBeFocusedAsync();
        Assert.True(line.CameInOnePiece);
        ann.AssertClean();
    }

    [Fact]
    public async Task A_page_that_breaks_says_so_and_is_loaded_anew_with_one_press()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Phone);
        ann.ExpectBrokenLines();
        var account = Account.New("ann");
        await ann.SignUpAsync(account);
        await ann.Page.GotoAsync("/today");
        await Expect(ann.Page.WhoIsHere(account.Called)).ToBeVisibleAsync();

        await ann.Page.Locator("main").EvaluateAsync("main => main.replaceChildren()");
        await ann.Page.GetByRole(AriaRole.Link, new() { Name = "Spectrum" }).ClickAsync();

        await Expect(ann.Page.NoConnection()).ToContainTextAsync("This page has stopped. It has to be loaded anew.");
        await ann.Page.Button("Try now").ClickAsync();
        await Expect(ann.Page.Heading()).ToHaveTextAsync("The spectrum");
    }

    /// <summary>A line that can be held: the page's word that it has drawn something waits for the next press, and what comes then arrives in one piece.</summary>
    private sealed class SlowLine
    {
        private readonly Lock gate = new();
        private readonly List<byte[]> drawn = [];
        private readonly List<byte[]> pictures = [];
        private TaskCompletionSource? held;

        public bool CameInOnePiece { get; private set; }

        public Task HoldAsync()
        {
            lock (gate)
            {
                held = new(TaskCreationOptions.RunContinuationsAsynchronously);
                return held.Task;
            }
        }

        public void Carry(IWebSocketRoute page)
        {
            var server = page.ConnectToServer();
            page.OnMessage(message => ToServer(server, message));
            server.OnMessage(message => ToPage(page, message));
        }

        private void ToServer(IWebSocketRoute server, IWebSocketFrame message)
        {
            lock (gate)
            {
                if (held is { } waited && !CameInOnePiece && message.Says("OnRenderCompleted"))
                {
                    drawn.Add(message.Binary!);
                    waited.TrySetResult();
                }
                else
                {
                    server.PassOn(message);
                    if (held is not null && message.Says("\"click\""))
                    {
                        drawn.ForEach(server.Send);
                        drawn.Clear();
                    }
                }
            }
        }

        private void ToPage(IWebSocketRoute page, IWebSocketFrame message)
        {
            lock (gate)
            {
                if (held is not { Task.IsCompleted: true } || CameInOnePiece || message.Binary is not { } bytes)
                {
                    page.PassOn(message);
                }
                else
                {
                    pictures.Add(bytes);
                    if (message.Says("domWrapper.focus"))
                    {
                        CameInOnePiece = true;
                        page.Send([.. pictures.SelectMany(picture => picture)]);
                    }
                }
            }
        }
    }
}
