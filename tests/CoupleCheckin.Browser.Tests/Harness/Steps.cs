using System.Security.Cryptography;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>What somebody signs in with, and what they are called.</summary>
public sealed record Account(string SignInName, string Password, string Called)
{
    /// <summary>A new one. Name and password are words that stand nowhere else.</summary>
    public static Account New(string called) =>
        new($"{called.ToLowerInvariant()}.{RandomNumberGenerator.GetHexString(10, lowercase: true)}", $"{Canaries.Make("password")} and so on", Canaries.Make(called.ToLowerInvariant()));

    /// <summary>The same with a name as people have it.</summary>
    public static Account Named(string called) => New(called) with { Called = called };
}

/// <summary>The zones, from left to right.</summary>
public enum Place
{
    Within,
    Gray,
    Objectionable,
}

/// <summary>An answer as somebody gives it with a finger or a mouse.</summary>
public sealed record Answer(Place? Openly = null, Place? KeptFromMe = null, string? Note = null, bool IsHardLimit = false);

/// <summary>What people do on the pages, as one would say it.</summary>
public static class Steps
{
    /// <summary>How many cards the starter set has.</summary>
    public const int Cards = 15;

    public static ILocator Heading(this IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Link(this IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>Somebody in Today's list of who is here.</summary>
    public static ILocator WhoIsHere(this IPage page, string name) => page.Locator(".who").Filter(new() { HasText = name });

    /// <summary>The bar that says that the connection is gone.</summary>
    public static ILocator NoConnection(this IPage page) => page.Locator("#no-connection");

    /// <summary>Presses "Try now", which the page may also do by itself in the same moment.</summary>
    public static Task TryNowAsync(this IPage page) => page.Locator("[data-reconnect]").EvaluateAsync("button => button.click()");

    public static ILocator Note(this IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "A note " });

    public static ILocator Saved(this IPage page) => page.Locator("[data-saved]");

    public static ILocator Choice(this IPage page, string question, int which) =>
        page.GetByRole(AriaRole.Radiogroup, new() { Name = question, Exact = true }).GetByRole(AriaRole.Radio).Nth(which);

    /// <summary>Makes an account; stands on the page with the recovery key then.</summary>
    public static async Task SignUpAsync(this Person person, Account account, IPage? page = null)
    {
        page ??= person.Page;
        await page.GotoAsync("/account/sign-up");
        await FillSignUpAsync(page, account);
        await Expect(page.Heading()).ToHaveTextAsync("Your recovery key");
    }

    /// <summary>Fills the form in and sends it, whatever comes of it.</summary>
    public static async Task FillSignUpAsync(IPage page, Account account)
    {
        await page.GetByLabel("User name or e-mail address").FillAsync(account.SignInName);
        await page.GetByLabel("What your partner calls you").FillAsync(account.Called);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(account.Password);
        await page.GetByLabel("I am an adult").CheckAsync();
        await page.Button("Create an account").ClickAsync();
    }

    /// <summary>Writes the recovery key down and types its end back. Answers the key.</summary>
    public static async Task<string> KeepRecoveryKeyAsync(this Person person)
    {
        var key = (await person.Page.Locator("#recovery-key").InnerTextAsync()).Trim();
        await person.Page.GetByLabel("The last four characters of the key").FillAsync(key[^4..]);
        await person.Page.Button("I have written it down").ClickAsync();
        await Expect(person.Page.Heading()).Not.ToHaveTextAsync("Your recovery key");
        return key;
    }

    public static async Task SignInAsync(this Person person, Account account, IPage? page = null)
    {
        page ??= person.Page;
        await page.GotoAsync("/account/sign-in");
        await FillSignInAsync(page, account);
        await Expect(page.Heading()).Not.ToHaveTextAsync("Sign in");
    }

    public static async Task FillSignInAsync(IPage page, Account account)
    {
        await page.GetByLabel("User name or e-mail address").FillAsync(account.SignInName);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(account.Password);
        await page.Button("Sign in").ClickAsync();
    }

    public static async Task SignOutAsync(this Person person, IPage? page = null)
    {
        page ??= person.Page;
        await page.GotoAsync("/account/sign-out");
        await page.Button("Sign out").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("signed out");
    }

    /// <summary>Whoever invites or joins is asked first, alone, whether it is safe for them; here they say that it is.</summary>
    public static async Task SayItIsSafeAsync(this IPage page)
    {
        var no = page.Locator(".alone").GetByLabel("No", new() { Exact = true });
        await Expect(no).ToHaveCountAsync(4);
        for (var question = 0; question < 4; question++)
            await no.Nth(question).CheckAsync();
    }

    /// <summary>Makes an invitation and answers its link.</summary>
    public static async Task<string> InviteAsync(this Person person)
    {
        await person.Page.GotoAsync("/couple/invite");
        await person.Page.SayItIsSafeAsync();
        await person.Page.Button("Make the link").ClickAsync();
        return await person.Page.GetByLabel("The link").InputValueAsync();
    }

    /// <summary>Looks at an invitation, at the address by which this person comes here, and joins whoever invites.</summary>
    public static async Task AcceptAsync(this Person person, string link)
    {
        await person.Page.GotoAsync(new Uri(link).PathAndQuery + new Uri(link).Fragment);
        await person.Page.SayItIsSafeAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Join " }).ClickAsync();
        await Expect(person.Page.GetByText("Who is here")).ToBeVisibleAsync();
    }

    /// <summary>Starts a round of the starter set, or goes to the one that runs, and stands on its first card. Answers its address.</summary>
    public static async Task<string> StartRoundAsync(this Person person)
    {
        await person.Page.GotoAsync("/rounds/new");
        await person.Page.GetByLabel("The starter set").CheckAsync();
        await person.Page.Button("Start").ClickAsync();
        await person.Page.SayFreeToAnswerAsync();
        await Expect(person.Page.Button("Leave blank")).ToBeVisibleAsync();
        return new Uri(person.Page.Url).AbsolutePath;
    }

    /// <summary>Whoever comes to a sheet for the first time is asked whether they are free to answer, and says yes here.</summary>
    public static async Task SayFreeToAnswerAsync(this IPage page)
    {
        var yes = page.Button("Yes");
        await Expect(yes.Or(page.Locator("[data-next], #answer"))).ToBeVisibleAsync();
        if (await yes.IsVisibleAsync())
        {
            await yes.ClickAsync();
        }
        await Expect(page.Locator("[data-next], #answer")).ToBeVisibleAsync();
    }

    /// <summary>Answers the card on the screen, and waits for each thing until it is saved.</summary>
    public static async Task AnswerAsync(this Person person, Answer answer, IPage? page = null)
    {
        page ??= person.Page;
        if (answer.Openly is { } openly)
        {
            await page.CheckAndSaveAsync(page.Choice("Done openly", (int)openly));
        }
        if (answer.KeptFromMe is { } kept)
        {
            await page.CheckAndSaveAsync(page.Choice("Kept from me", (int)kept));
        }
        if (answer.IsHardLimit)
        {
            await page.CheckAndSaveAsync(page.GetByLabel("This is a hard limit for me"));
        }
        if (answer.Note is { } note)
        {
            await page.WriteNoteAsync(note);
        }
    }

    /// <summary>Writes into the note and waits until it is saved: it is said first that it is not yet.</summary>
    public static Task WriteNoteAsync(this IPage page, string note) => page.WriteAsync(() => page.Note().FillAsync(note));

    /// <summary>Writes into the note in a way of one's own, and waits as well.</summary>
    public static async Task WriteAsync(this IPage page, Func<Task> write) =>
        Assert.StartsWith("Saving", await page.SaveAsync(write), StringComparison.Ordinal);

    /// <summary>Does something on the card and waits until it is saved. Answers all that the card said of it meanwhile.</summary>
    private static async Task<string> SaveAsync(this IPage page, Func<Task> act)
    {
        await page.EvaluateAsync(
            """
            () => {
              window.__said = '';
              window.__saying?.disconnect();
              window.__saying = new MutationObserver(changes => { for (const { addedNodes } of changes) for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) window.__said += node.textContent; });
              window.__saying.observe(document.querySelector('.draft-line'), { subtree: true, childList: true });
            }
            """);
        await act();
        try
        {
            await page.WaitForFunctionAsync("() => window.__said && document.querySelector('.draft-line [data-saved]')");
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Not saved. The card said \"{await page.EvaluateAsync<string>("() => window.__said")}\", and the page shows:\n{await page.Locator("body").AriaSnapshotAsync()}");
        }
        return await page.EvaluateAsync<string>("() => window.__said");
    }

    private static async Task CheckAndSaveAsync(this IPage page, ILocator choice)
    {
        if (!await choice.IsCheckedAsync())
        {
            await page.SaveAsync(() => choice.CheckAsync());
        }
    }

    /// <summary>To the next card, or to looking it over.</summary>
    public static Task NextAsync(this Person person, IPage? page = null) => TurnAsync(page ?? person.Page, "[data-next]");

    /// <summary>To the card before.</summary>
    public static Task BackAsync(this Person person) => TurnAsync(person.Page, "[data-back]");

    private static async Task TurnAsync(IPage page, string button)
    {
        var before = await page.Heading().InnerTextAsync();
        await page.Locator(button).ClickAsync();
        await Expect(page.Heading()).Not.ToHaveTextAsync(before);
    }

    /// <summary>Answers every card from here on, and stands before the finished sheet then.</summary>
    public static async Task AnswerAllAsync(this Person person, Func<int, Answer> answers)
    {
        await person.Page.SayFreeToAnswerAsync();
        for (var card = 0; card < Cards; card++)
        {
            await person.AnswerAsync(answers(card));
            await person.NextAsync();
        }
        await Expect(person.Page.Heading()).ToHaveTextAsync("Look it over");
    }

    /// <summary>From any card to the finished sheet, as fast as the page turns the cards.</summary>
    public static async Task TurnAllCardsAsync(this Person person, IPage? page = null)
    {
        page ??= person.Page;
        await page.SayFreeToAnswerAsync();
        await page.EvaluateAsync(
            """
            async () => {
              for (let next; (next = document.querySelector('[data-next]'));) {
                const card = document.querySelector('h1').textContent;
                next.click();
                while (document.querySelector('h1')?.textContent === card) await new Promise(requestAnimationFrame);
              }
            }
            """);
        await Expect(page.Heading()).ToHaveTextAsync("Look it over");
    }

    public static async Task SealAsync(this Person person, IPage? page = null)
    {
        page ??= person.Page;
        await page.Button("Seal my answers").ClickAsync();
        await Expect(page.GetByText("You: sealed")).ToBeVisibleAsync();
    }

    /// <summary>Presses "ready to see", when both have sealed.</summary>
    public static Task PressReadyAsync(this Person person, IPage? page = null) => (page ?? person.Page).Button("Ready to see").ClickAsync();

    /// <summary>Waits until both sheets lie open on this person's screen.</summary>
    public static Task SeesComparisonAsync(this Person person, IPage? page = null) =>
        Expect((page ?? person.Page).Heading()).ToHaveTextAsync("What each of us answered");

    /// <summary>A browser and Blazor's own script complain of a line that is cut; that is no fault of ours.</summary>
    public static void ExpectBrokenLines(this Person person)
    {
        person.Allow("WebSocket");
        person.Allow("ERR_CONNECTION");
        person.Allow("ERR_EMPTY_RESPONSE");
        person.Allow("Connection disconnected");
        person.Allow("Failed to start the circuit");
        person.Allow("Circuit host not initialized");
        person.Allow("Cannot send data if the connection is not in the 'Connected' State");
    }

    /// <summary>What a response carried; nothing where the browser had gone on to another page before it could be asked.</summary>
    public static async Task<string> TextIfThereAsync(this IResponse response)
    {
        try
        {
            return await response.TextAsync();
        }
        catch (PlaywrightException gone) when (gone.Message.Contains("No resource with given identifier", StringComparison.Ordinal))
        {
            return "";
        }
    }

    /// <summary>All text and all values of fields in a page, and its markup.</summary>
    public static Task<string> EverythingInAsync(IPage page) =>
        page.EvaluateAsync<string>("() => document.documentElement.outerHTML + ' ' + [...document.querySelectorAll('input, textarea')].map(f => f.value).join(' ')");
}

/// <summary>Ann and Bo, paired, each at a browser of their own.</summary>
public sealed class Couple(Person ann, Account annsAccount, Person bo, Account bosAccount) : IAsyncDisposable
{
    public Person Ann { get; } = ann;

    public Account AnnsAccount { get; } = annsAccount;

    public Person Bo { get; } = bo;

    public Account BosAccount { get; } = bosAccount;

    /// <summary>Two people sign up, and one joins the other by link. Both stand on Today then.</summary>
    public static async Task<Couple> PairAsync(
        RunningApp app, Device anns = Device.Laptop, Device bos = Device.Phone, (Account Ann, Account Bo)? accounts = null, Uri? annAt = null, bool motion = false)
    {
        var (annsAccount, bosAccount) = accounts ?? (Account.New("ann"), Account.New("bo"));
        var ann = await Person.ComeAsync(app, "Ann", anns, at: annAt, motion: motion);
        var bo = await Person.ComeAsync(app, "Bo", bos, motion: motion);
        await Task.WhenAll(ann.SignUpAsync(annsAccount), bo.SignUpAsync(bosAccount));
        var link = await ann.InviteAsync();
        await bo.AcceptAsync(link);
        return new Couple(ann, annsAccount, bo, bosAccount);
    }

    /// <summary>Both answer, seal and get ready, so that the comparison is on both screens. Answers the round's address.</summary>
    public async Task<string> OpenRoundAsync(Func<int, Answer> anns, Func<int, Answer> bos)
    {
        var round = await Ann.StartRoundAsync();
        await Bo.Page.GotoAsync(round);
        await Task.WhenAll(Ann.AnswerAllAsync(anns), Bo.AnswerAllAsync(bos));
        await OpenSheetsAsync();
        return round;
    }

    /// <summary>A round in which both leave everything blank, as far as both having sealed. Answers its address.</summary>
    public async Task<string> SealBlankRoundAsync()
    {
        var round = await Ann.StartRoundAsync();
        await Bo.Page.GotoAsync(round);
        await Task.WhenAll(Ann.TurnAllCardsAsync(), Bo.TurnAllCardsAsync());
        await Ann.SealAsync();
        await Bo.SealAsync();
        await Task.WhenAll(
            Expect(Ann.Page.Heading()).ToHaveTextAsync("You have both sealed"), Expect(Bo.Page.Heading()).ToHaveTextAsync("You have both sealed"));
        return round;
    }

    /// <summary>Both stand before their finished sheets: they seal and get ready.</summary>
    public async Task OpenSheetsAsync()
    {
        await Ann.SealAsync();
        await Bo.SealAsync();
        await Ann.PressReadyAsync();
        await Expect(Ann.Page.Heading()).ToHaveTextAsync("You are ready to see");
        await Bo.PressReadyAsync();
        await Task.WhenAll(Ann.SeesComparisonAsync(), Bo.SeesComparisonAsync());
    }

    /// <summary>Fails when either browser saw anything wrong.</summary>
    public void AssertClean()
    {
        Ann.AssertClean();
        Bo.AssertClean();
    }

    public async ValueTask DisposeAsync()
    {
        await Ann.DisposeAsync();
        await Bo.DisposeAsync();
    }
}
