using System.Net;
using System.Text.RegularExpressions;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>Every form, filled in by somebody in a hurry, and by somebody with bad intentions.</summary>
public sealed partial class FormTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] ForStrangers = ["/account/sign-in", "/account/sign-up", "/account/recover", "/join", "/account/sign-in-with-passkey"];

    private static readonly string[] ForMembers =
    [
        "/account", "/account/password", "/account/recovery-key", "/account/unlock", "/account/sign-out", "/account/sign-out-everywhere", "/couple/invite", "/couple/leave", "/couple/take-back",
        "/agreement/reminders", "/checkin/letter", "/account/delete", "/account/export", "/account/passkeys", "/account/second-step",
    ];

    /// <summary>Tried by the tests of the second step, which have a first one.</summary>
    private static readonly string[] BetweenTheSteps = ["/account/sign-in/code"];

    /// <summary>What is typed, as bytes on the wire.</summary>
    private static readonly Dictionary<string, string> Evil = new(StringComparer.Ordinal)
    {
        ["200 KB"] = new('x', 200 * 1024),
        ["NUL"] = "a%00b",
        ["half a character"] = "a%ED%A0%80b",
        ["bytes that are no text"] = "%FF%FE%80",
        ["turned around"] = "a%E2%80%AEb%E2%81%A6c",
        ["invisible"] = "%E2%80%8B%E2%80%8D",
        ["markup"] = Uri.EscapeDataString("\"><script>canary()</script><img src=x onerror=canary()>"),
        ["lines"] = "a%0D%0Ab%0D%0ASet-Cookie:%20canary=1",
    };

    /// <summary>A sentence beside the box; a refusal of the whole page where the text is no text; or the invitation that leads nowhere.</summary>
    private static async Task AnswersInWordsAsync(HttpResponseMessage response, string what)
    {
        var page = await Visit.ReadAsync(response);
        var heading = page.QuerySelector("main h1")?.Words();
        if (response.StatusCode == HttpStatusCode.BadRequest)
            Assert.Equal((what, "That could not be taken"), (what, heading));
        else
            Assert.Equal((what, HttpStatusCode.OK), (what, response.StatusCode));
        Assert.True(
            page.QuerySelectorAll(".wrong").Any(line => line.Words().Length > 10) || heading is "That could not be taken" or "This link leads nowhere",
            $"{what}: no sentence says what to mend under “{heading}”");
        Assert.DoesNotContain(page.QuerySelectorAll("script"), script => script.TextContent.Length > 0);
        Assert.Empty(page.QuerySelectorAll("[onerror]"));
        Assert.All(page.QuerySelectorAll("input[type=password]"), box => Assert.Equal((what, ""), (what, box.GetAttribute("value") ?? "")));
        Assert.DoesNotContain(response.Headers, header => header.Key == "Set-Cookie" && header.Value.Any(value => value.Contains("canary", StringComparison.Ordinal)));
    }

    internal static async Task TypesEvilAsync(Visit visit, string path)
    {
        var page = await visit.PageAsync(path);
        foreach (var form in page.QuerySelectorAll("form"))
        {
            foreach (var box in form.QuerySelectorAll("input[name]:not([type=hidden]):not([type=checkbox])"))
            {
                foreach (var (kind, value) in Evil)
                    await AnswersInWordsAsync(await visit.SendAsync(path, form, new Dictionary<string, string> { [box.GetAttribute("name")!] = value }), $"{path}, {box.GetAttribute("name")}, {kind}");
            }
        }
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/sign-up")]
    [InlineData("/account/recover")]
    [InlineData("/join")]
    public async Task Whatever_a_stranger_types_is_answered_in_words(string path) => await TypesEvilAsync(site.Visit(), path);

    [Theory]
    [InlineData("/account/password")]
    [InlineData("/account/recovery-key")]
    [InlineData("/account/sign-out-everywhere")]
    public async Task Whatever_a_member_types_is_answered_in_words(string path)
    {
        var (visit, _) = await site.SignUpAsync("Typist" + path.GetHashCode(StringComparison.Ordinal));
        await TypesEvilAsync(visit, path);
    }

    [Fact]
    public async Task Whatever_is_typed_to_unlock_is_answered_in_words_and_no_token_means_no()
    {
        await using var other = new Site();
        var (visit, _) = await other.SignUpAsync("Sleeper");
        other.Time.Advance(TimeSpan.FromHours(12.1));
        await TypesEvilAsync(visit, "/account/unlock");
        await IsRefusedWithoutTokenAsync(visit, "/account/unlock");
    }

    [Fact]
    public async Task Whatever_is_typed_to_leave_is_answered_in_words_and_no_token_means_no()
    {
        var (ann, annsWho) = await site.SignUpAsync("Leaving");
        var (_, bosWho) = await site.SignUpAsync("Left");
        var secret = await site.AsAsync<Invite, string>(annsWho, async invite => (await invite.RunAsync()).Secret!);
        Assert.Equal(AcceptResult.Joined, await site.AsAsync<AcceptInvitation, AcceptResult>(bosWho, accept => accept.RunAsync(secret)));
        await TypesEvilAsync(ann, "/couple/leave");
        await IsRefusedWithoutTokenAsync(ann, "/couple/leave");
        Assert.False((await site.AsAsync<ReadCouple, CoupleView>(bosWho, couple => couple.RunAsync())).IsClosed);
    }

    [Fact]
    public async Task Whatever_is_typed_as_a_name_is_answered_in_words_or_shown_as_it_is()
    {
        var (visit, who) = await site.SignUpAsync("Namer");
        foreach (var (kind, value) in Evil)
        {
            var form = (await visit.PageAsync("/account")).QuerySelector("form:has([name=NewName])")!;
            var response = await visit.SendAsync("/account", form, new Dictionary<string, string> { ["NewName"] = value });
            if (response.StatusCode != HttpStatusCode.Redirect)
            {
                await AnswersInWordsAsync(response, kind);
                continue;
            }

            var name = (await site.AsAsync<ReadCouple, CoupleView>(who, couple => couple.RunAsync())).Me.Name;
            Assert.All(name, character => Assert.False(char.IsControl(character) || char.IsSurrogate(character)));
            Assert.DoesNotContain((await visit.PageAsync("/account")).QuerySelectorAll("script"), script => script.TextContent.Length > 0);
        }
    }

    [Fact]
    public async Task No_form_is_taken_without_its_token()
    {
        foreach (var path in ForStrangers)
            await IsRefusedWithoutTokenAsync(site.Visit(), path);
        var (visit, _) = await site.SignUpAsync("Tokenless");
        foreach (var path in ForMembers.Where(path => path is not ("/couple/leave" or "/account/unlock")))
            await IsRefusedWithoutTokenAsync(visit, path);
        Assert.Equal(HttpStatusCode.OK, (await visit.GetAsync("/today")).StatusCode);
    }

    internal static async Task IsRefusedWithoutTokenAsync(Visit visit, string path)
    {
        var page = await visit.PageAsync(path);
        Assert.NotEmpty(page.QuerySelectorAll("form"));
        foreach (var form in page.QuerySelectorAll("form"))
        {
            var response = await visit.SendAsync(path, form, new Dictionary<string, string>(), withToken: false);
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, response.StatusCode));
        }
    }

    [Fact]
    public void Every_page_with_a_form_is_among_those_tried_here()
    {
        var withForms = Repository.WebFiles(".razor").Where(file => File.ReadAllText(file) is var text && text.Contains("@page", StringComparison.Ordinal) && text.Contains("<form", StringComparison.Ordinal))
            .Select(file => PageAddress().Match(File.ReadAllText(file)).Groups["address"].Value);
        Assert.Empty(withForms.Except([.. ForStrangers, .. ForMembers, .. BetweenTheSteps]));
    }

    [Fact]
    public async Task A_known_and_an_unknown_account_get_the_same_answer()
    {
        await site.SignUpAsync("Known");
        foreach (var path in (string[])["/account/sign-in", "/account/recover"])
        {
            var answers = new List<string>();
            foreach (var name in (string[])["known-signs-in", "unknown-signs-n"])
            {
                var visit = site.Visit();
                var form = (await visit.PageAsync(path)).QuerySelector("form")!;
                var response = await visit.SendAsync(path, form, new Dictionary<string, string>
                {
                    ["Form.SignInName"] = name,
                    ["Form.Password"] = "another%20quiet%20lantern%20song",
                    ["Form.Key"] = "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA",
                });
                await AnswersInWordsAsync(response, path);
                answers.Add(Token().Replace(await response.Content.ReadAsStringAsync(), "").Replace(name, "NAME", StringComparison.Ordinal)
                    + string.Join('\n', response.Headers.Where(header => header.Key != "Set-Cookie").Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal)));
            }

            Assert.Equal(answers[0], answers[1]);
        }
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/%09/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("%2F%2Fevil.example")]
    [InlineData("/exit")]
    public async Task Signing_in_leads_to_no_other_place_whatever_the_address_says(string returnUrl)
    {
        var name = "Returner" + Guid.NewGuid().ToString("N")[..8];
        await site.SignUpAsync(name);
        var visit = site.Visit();
        var path = $"/account/sign-in?returnUrl={returnUrl}";
        var form = (await visit.PageAsync(path)).QuerySelector("form")!;
        var response = await visit.SendAsync(path, form, new Dictionary<string, string>
        {
            ["Form.SignInName"] = $"{name}-signs-in", ["Form.Password"] = Uri.EscapeDataString(Person.Password),
        });
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("https://notes.example/today", new Uri(new("https://notes.example"), response.Headers.Location!).AbsoluteUri);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), value => value.StartsWith("__Host-notes=", StringComparison.Ordinal));
        Assert.All(["secure", "httponly", "samesite=lax", "path=/"], flag => Assert.Contains(flag, cookie, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex("""(name="__RequestVerificationToken" value="[^"]*"|<!--Blazor-Server-Component-State:[^>]*-->|\.[a-z0-9]{10}\.(css|js|svg))""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("""@page "(?<address>[^"]+)"\s""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PageAddress();
}
