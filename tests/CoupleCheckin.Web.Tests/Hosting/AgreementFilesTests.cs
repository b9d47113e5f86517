using System.Net;
using System.Security.Claims;
using System.Text.Json;
using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Domain.Agreements;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>The agreement on paper, as files, and as days for a calendar.</summary>
public sealed class AgreementFilesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Both_print_it_and_take_it_along_and_a_stranger_gets_nothing_of_it()
    {
        var (ann, _, bo) = await AgreeAsync("Paula", "Quentin", "We say so *afterwards* <b>, and where.");
        foreach (var visit in new[] { ann, bo })
        {
            var page = await visit.PageAsync("/agreement/print");
            Assert.Equal("We say so *afterwards* <b>, and where.", page.QuerySelector(".clause .said")!.TextContent);
            Assert.Equal(["Paula, date", "Quentin, date"], page.QuerySelectorAll(".names p").Select(name => name.TextContent));

            var text = await visit.GetAsync("/agreement/notes.md");
            Assert.Equal(("attachment", "notes.md", true), (text.Content.Headers.ContentDisposition!.DispositionType, text.Content.Headers.ContentDisposition.FileName, text.Headers.CacheControl!.NoStore));
            Assert.Contains("> We say so \\*afterwards\\* \\<b\\>, and where.", await text.Content.ReadAsStringAsync(), StringComparison.Ordinal);

            using var json = JsonDocument.Parse(await (await visit.GetAsync("/agreement/notes.json")).Content.ReadAsStringAsync());
            var version = json.RootElement.GetProperty("versions").EnumerateArray().Single();
            Assert.Equal(("We say so *afterwards* <b>, and where.", true), (version.GetProperty("line").GetString(), version.GetProperty("matchesSignatures").GetBoolean()));
        }

        var (stranger, _) = await site.SignUpAsync("Rosa");
        foreach (var path in (string[])["/agreement/print", "/agreement/notes.md", "/agreement/notes.json"])
        {
            Assert.DoesNotContain("afterwards", await (await stranger.GetAsync(path)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Redirect, (await site.Visit().GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task A_calendar_fetches_days_and_no_word_until_the_address_is_taken_back()
    {
        var (ann, who, _) = await AgreeAsync("Sonja", "Tilo", "A line about Vera.", new DateOnly(2027, 2, 28));
        var page = await ann.PageAsync("/agreement/reminders");
        var made = await Visit.ReadAsync(await ann.SendAsync("/agreement/reminders", page.QuerySelector("form")!, new Dictionary<string, string>()));
        var address = new Uri(made.QuerySelector("#address")!.GetAttribute("value")!).AbsolutePath;

        var calendar = await site.Visit().GetAsync(address);
        var text = await calendar.Content.ReadAsStringAsync();
        Assert.Equal(("text/calendar", true), (calendar.Content.Headers.ContentType!.MediaType, calendar.Headers.CacheControl!.NoStore));
        Assert.Contains("BEGIN:VEVENT", text, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20270228", text, StringComparison.Ordinal);
        foreach (var word in (string[])["Vera", "Sonja", "Tilo", "lause", "greement", "partner", "ouple"])
            Assert.DoesNotContain(word, text, StringComparison.Ordinal);

        // A new address takes the place of the first, and taken back it looks like one that never was.
        var second = await site.AsAsync<MakeReminderAddress, string>(who, make => make.RunAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await site.Visit().GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().GetAsync($"/reminders/{second}.ics")).StatusCode);
        await site.AsAsync<RevokeReminderAddress, bool>(who, async revoke =>
        {
            await revoke.RunAsync();
            return true;
        });
        var bodies = new List<string>();
        foreach (var gone in (string[])[$"/reminders/{second}.ics", $"/reminders/{new string('A', 43)}.ics", "/reminders/x.ics"])
        {
            var response = await site.Visit().GetAsync(gone);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            bodies.Add((await response.Content.ReadAsStringAsync()).Replace(gone, "", StringComparison.Ordinal));
        }

        Assert.Single(bodies.Distinct());
    }

    private async Task<(Visit Ann, ClaimsPrincipal Who, Visit Bo)> AgreeAsync(string annsName, string bosName, string line, DateOnly? reviewOn = null)
    {
        var (ann, anns) = await site.SignUpAsync(annsName);
        var (bo, bos) = await site.SignUpAsync(bosName);
        var secret = await site.AsAsync<Invite, string>(anns, async invite => (await invite.RunAsync()).Secret!);
        Assert.Equal(AcceptResult.Joined, await site.AsAsync<AcceptInvitation, AcceptResult>(bos, accept => accept.RunAsync(secret)));
        var terms = new Terms { Line = line, Openness = Openness.TellAfterwards, ReviewOn = reviewOn };
        var proposed = await site.AsAsync<Propose, ProposeResult>(anns, propose => propose.RunAsync(Guid.NewGuid(), new(DraftKind.Agreement, terms, null, null), new(Wish.Wanted, false)));
        Assert.Equal(SignState.InForce, await site.AsAsync<SignProposal, SignState?>(bos, sign => sign.RunAsync(proposed.Clause!.Value, 1, new(Wish.Wanted, false))));
        return (ann, anns, bo);
    }
}
