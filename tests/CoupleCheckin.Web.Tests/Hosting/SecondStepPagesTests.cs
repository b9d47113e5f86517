using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CoupleCheckin.Web.Tests.Harness;
using OtpNet;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>The pages of the second step, without any script.</summary>
public sealed class SecondStepPagesTests(Site site) : IClassFixture<Site>
{
    private const string Page = "/account/second-step";
    private const string CodePage = "/account/sign-in/code";

    private string Code(string letters, int stepsOff = 0) => new Totp(Base32Encoding.ToBytes(letters)).ComputeTotp(site.Time.GetUtcNow().AddSeconds(30 * stepsOff).UtcDateTime);

    private static string Where(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return new Uri(new("https://notes.example"), response.Headers.Location!).PathAndQuery;
    }

    private static async Task<HttpResponseMessage> FillAsync(Visit visit, string path, string box, params (string Name, string Value)[] typed) =>
        await visit.SendAsync(path, (await visit.PageAsync(path)).QuerySelector($"form:has([name='{box}'])")!, typed.ToDictionary(one => one.Name, one => Uri.EscapeDataString(one.Value)));

    private static async Task<string> WrongAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return string.Join(' ', (await Visit.ReadAsync(response)).QuerySelectorAll("main .wrong").Select(line => line.Words()));
    }

    /// <summary>Types the password, switches it on and keeps the spare codes.</summary>
    private async Task<(string Letters, IReadOnlyList<string> Spares)> SwitchOnAsync(Visit visit)
    {
        Assert.Equal(Page, Where(await FillAsync(visit, Page, "ProofPassword", ("ProofPassword", Person.Password))));
        return await GoOnAsync(visit);
    }

    private async Task<(string Letters, IReadOnlyList<string> Spares)> GoOnAsync(Visit visit)
    {
        var letters = (await visit.PageAsync(Page)).QuerySelector("#authenticator-key")!.Words().Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal($"{Page}?do=keep", Where(await FillAsync(visit, Page, "Form.Code", ("Form.Code", Code(letters)))));
        List<string> spares = [.. (await visit.PageAsync($"{Page}?do=keep")).QuerySelectorAll("#spare-codes li").Select(line => line.Words())];
        Assert.Equal($"{Page}?kept=yes", Where(await FillAsync(visit, $"{Page}?do=keep", "LastCode", ("LastCode", spares[^1]))));
        return (letters, spares);
    }

    private async Task<Visit> FirstStepAsync(string name, string returnUrl = "")
    {
        var visit = site.Visit();
        var response = await FillAsync(visit, $"/account/sign-in{returnUrl}", "Form.SignInName", ("Form.SignInName", $"{name}-signs-in"), ("Form.Password", Person.Password));
        Assert.Equal(CodePage + returnUrl, Where(response));
        Assert.DoesNotContain(response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-notes=", StringComparison.Ordinal) || cookie.StartsWith("__Host-notes-known", StringComparison.Ordinal));
        var ticket = Assert.Single(response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-notes-code=", StringComparison.Ordinal));
        Assert.All(["secure", "httponly", "samesite=lax", "path=/", "max-age=300"], flag => Assert.Contains(flag, ticket, StringComparison.OrdinalIgnoreCase));
        return visit;
    }

    [Fact]
    public async Task It_is_switched_on_with_password_and_code_and_shows_its_secrets_to_nobody_else()
    {
        var (visit, _) = await site.SignUpAsync("Petra");
        var asked = await visit.PageAsync(Page);
        Assert.Null(asked.QuerySelector(".qr"));
        Assert.Contains("That is not the password.", await WrongAsync(await FillAsync(visit, Page, "ProofPassword", ("ProofPassword", "not this one, surely"))), StringComparison.Ordinal);

        Where(await FillAsync(visit, Page, "ProofPassword", ("ProofPassword", Person.Password)));
        var page = await visit.PageAsync(Page);
        Assert.StartsWith("data:image/svg+xml;base64,", page.QuerySelector<IHtmlImageElement>(".qr")!.GetAttribute("src"), StringComparison.Ordinal);
        var box = page.QuerySelector("[name='Form.Code']")!;
        Assert.Equal(("numeric", "one-time-code"), (box.GetAttribute("inputmode"), box.GetAttribute("autocomplete")));
        var key = page.QuerySelector("#authenticator-key")!.Words();
        Assert.Contains("That code does not fit this key.", await WrongAsync(await FillAsync(visit, Page, "Form.Code", ("Form.Code", "000000"))), StringComparison.Ordinal);
        Assert.Equal(key, (await visit.PageAsync(Page)).QuerySelector("#authenticator-key")!.Words());

        var (_, spares) = await GoOnAsync(visit);
        Assert.Equal(10, spares.Count);
        var on = await visit.PageAsync(Page);
        Assert.Contains("It is on.", on.QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.Contains("10 are left.", on.QuerySelector("main")!.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain(spares, spare => on.DocumentElement.OuterHtml.Contains(spare, StringComparison.Ordinal));
        Assert.DoesNotContain(spares[0], (await visit.PageAsync($"{Page}?do=keep")).DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("It is on.", (await visit.PageAsync("/account")).QuerySelector("[href='account/second-step']")!.Words(), StringComparison.Ordinal);
        Assert.Contains("The second step switched on", (await visit.PageAsync("/account")).QuerySelector(".days")!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_asks_for_the_code_says_what_is_wrong_and_goes_on_where_it_was_asked_to()
    {
        var (ann, _) = await site.SignUpAsync("Quinn");
        var (letters, spares) = await SwitchOnAsync(ann);
        var returnUrl = "?returnUrl=" + Uri.EscapeDataString("/help");
        var visit = await FirstStepAsync("quinn", returnUrl);
        Assert.StartsWith("/account/sign-in?returnUrl=", Where(await visit.GetAsync("/today")), StringComparison.Ordinal);
        var box = (await visit.PageAsync(CodePage + returnUrl)).QuerySelector("[name=Code]")!;
        Assert.Equal(("numeric", "one-time-code"), (box.GetAttribute("inputmode"), box.GetAttribute("autocomplete")));

        // The one by which it was switched on was used already.
        Assert.Contains("That code does not fit, or was used already.", await WrongAsync(await FillAsync(visit, CodePage + returnUrl, "Code", ("Code", Code(letters)))), StringComparison.Ordinal);
        var response = await FillAsync(visit, CodePage + returnUrl, "Code", ("Code", Code(letters, 1)));
        Assert.Equal("/help", Where(response));
        Assert.Contains(response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-notes=", StringComparison.Ordinal));
        Assert.Contains(response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-notes-code=;", StringComparison.Ordinal));
        await visit.PageAsync("/today");

        var other = await FirstStepAsync("quinn");
        var spare = $"{CodePage}?with=spare";
        Assert.Equal(spare[1..], (await other.PageAsync(CodePage)).QuerySelector("main form a[href*=spare]")!.GetAttribute("href"));
        Assert.Contains("That is not one of your spare codes", await WrongAsync(await FillAsync(other, spare, "Code", ("Code", "00000-00000"))), StringComparison.Ordinal);
        Assert.Equal("/today", Where(await FillAsync(other, spare, "Code", ("Code", spares[0].ToLowerInvariant()))));
        await other.PageAsync("/today");
        Assert.Contains("9 are left.", (await other.PageAsync(Page)).QuerySelector("main")!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_first_step_there_is_no_second_and_after_five_wrong_codes_the_first_is_asked_again()
    {
        Assert.Equal("/account/sign-in?after=late", Where(await site.Visit().GetAsync(CodePage)));
        var (ann, _) = await site.SignUpAsync("Rhea");
        await SwitchOnAsync(ann);
        var visit = await FirstStepAsync("rhea");
        for (var wrong = 1; wrong < 5; wrong++)
            Assert.Contains("That code does not fit", await WrongAsync(await FillAsync(visit, CodePage, "Code", ("Code", "000000"))), StringComparison.Ordinal);
        Assert.Equal("/account/sign-in?after=late", Where(await FillAsync(visit, CodePage, "Code", ("Code", "000000"))));
        Assert.Contains("please type your password once more", (await visit.PageAsync("/account/sign-in?after=late")).QuerySelector("[role=status]")!.Words(), StringComparison.Ordinal);
        Assert.Equal("/account/sign-in?after=late", Where(await visit.GetAsync(CodePage)));
    }

    [Fact]
    public async Task Switching_it_off_and_adding_a_passkey_take_both_steps()
    {
        var (ann, _) = await site.SignUpAsync("Signe");
        var (letters, _) = await SwitchOnAsync(ann);
        var off = $"{Page}?do=off";
        Assert.Contains("That code does not fit", await WrongAsync(await FillAsync(ann, off, "Form.Password", ("Form.Password", Person.Password), ("Form.Code", "000000"))), StringComparison.Ordinal);

        // In a browser where the password was not typed a moment ago.
        var visit = await FirstStepAsync("signe");
        Where(await FillAsync(visit, CodePage, "Code", ("Code", Code(letters, 1))));
        foreach (var path in (string[])["/account/passkeys", "/account/recovery-key", "/account/export"])
            Assert.Contains("That code does not fit", await WrongAsync(await FillAsync(visit, path, "ProofPassword", ("ProofPassword", Person.Password))), StringComparison.Ordinal);
        Assert.Null((await visit.PageAsync("/account/passkeys")).QuerySelector("[data-passkey]"));
        site.Time.Advance(TimeSpan.FromMinutes(1));
        Where(await FillAsync(visit, "/account/passkeys", "ProofPassword", ("ProofPassword", Person.Password), ("ProofCode", Code(letters))));
        Assert.NotNull((await visit.PageAsync("/account/passkeys")).QuerySelector("[data-passkey]"));

        Assert.Equal("/account?done=second-step-off", Where(await FillAsync(ann, off, "Form.Password", ("Form.Password", Person.Password), ("Form.Code", Code(letters, 1)))));
        Assert.Contains("The second step is off.", (await ann.PageAsync("/account?done=second-step-off")).QuerySelector("[role=status]")!.Words(), StringComparison.Ordinal);
        var password = site.Visit();
        Assert.Equal("/today", Where(await FillAsync(password, "/account/sign-in", "Form.SignInName", ("Form.SignInName", "signe-signs-in"), ("Form.Password", Person.Password))));
    }

    [Fact]
    public async Task Whatever_is_typed_as_a_code_is_answered_in_words_and_no_token_means_no()
    {
        var (ann, _) = await site.SignUpAsync("Tove");
        await SwitchOnAsync(ann);
        await FormTests.TypesEvilAsync(await FirstStepAsync("tove"), CodePage);
        await FormTests.IsRefusedWithoutTokenAsync(await FirstStepAsync("tove"), CodePage);
        foreach (var path in (string[])[$"{Page}?do=off", $"{Page}?do=codes"])
            await FormTests.IsRefusedWithoutTokenAsync(ann, path);
    }
}
