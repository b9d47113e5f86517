using System.Net;
using AngleSharp.Dom;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Web.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CoupleCheckin.Web.Tests.Hosting;

/// <summary>Learn and the guided talks, as the server sends them.</summary>
public sealed class LearnPagesTests(Site site) : IClassFixture<Site>
{
    private LessonCatalogue Lessons => site.Services.GetRequiredService<LessonCatalogue>();

    private ScriptCatalogue Scripts => site.Services.GetRequiredService<ScriptCatalogue>();

    [Fact]
    public async Task Learn_lists_every_lesson_in_order_and_each_link_leads_to_it()
    {
        var visit = await ComeAsync();
        var links = (await visit.PageAsync("/learn")).QuerySelectorAll("ol.rows a").ToList();

        Assert.Equal(Lessons.All.Select(lesson => $"learn/{lesson.Key}"), links.Select(link => link.GetAttribute("href")));
        foreach (var (lesson, link) in Lessons.All.Zip(links))
            Assert.Equal(lesson.Title, Heading(await visit.PageAsync(link.GetAttribute("href")!)));
    }

    [Fact]
    public async Task A_lesson_says_all_it_has_and_leads_on()
    {
        var visit = await ComeAsync();
        foreach (var lesson in Lessons.All)
        {
            var page = await visit.PageAsync($"/learn/{lesson.Key}");
            var words = page.QuerySelector("main")!.Words();

            Assert.Contains(lesson.Gist, words, StringComparison.Ordinal);
            Assert.All(lesson.Sections.SelectMany(section => section.Text.Concat(section.Points)), text => Assert.Contains(text, words, StringComparison.Ordinal));
            Assert.All(lesson.Research, finding => Assert.Contains(finding.Fact, words, StringComparison.Ordinal));
            Assert.All(lesson.Questions, question => Assert.Contains(question, words, StringComparison.Ordinal));
            Assert.All(lesson.Behaviours, key => Assert.NotNull(page.QuerySelector($"a[href='spectrum/{key}']")));
            Assert.All(lesson.Exercises, key => Assert.NotNull(page.QuerySelector($"a[href='journal/exercises/{key}']")));
            Assert.All(lesson.Scripts, key => Assert.NotNull(page.QuerySelector($"a[href='scripts/{key}']")));
            Assert.Equal(lesson.SafetyTags.Count > 0, page.QuerySelector("article a[href='help']") is not null);
        }
    }

    [Fact]
    public async Task Reading_on_passes_every_lesson_once_in_both_directions()
    {
        var visit = await ComeAsync();
        var read = new List<string>();
        for (var next = "learn/what-it-means"; next is not null && next.StartsWith("learn/", StringComparison.Ordinal);)
        {
            read.Add(next);
            next = (await visit.PageAsync(next)).QuerySelector("[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(Lessons.All.Select(lesson => $"learn/{lesson.Key}"), read);
        for (var at = read.Count - 1; at > 0; at--)
            Assert.Equal(read[at - 1], (await visit.PageAsync(read[at])).QuerySelector("[rel=prev]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_library_says_of_every_talk_when_to_choose_it_and_how_long_it_takes()
    {
        var page = await (await ComeAsync()).PageAsync("/scripts");
        var lines = page.QuerySelectorAll("a.script-line").ToList();

        Assert.Equal(Scripts.All.Select(script => $"scripts/{script.Key}"), lines.Select(line => line.GetAttribute("href")));
        Assert.All(Scripts.All.Zip(lines), pair => Assert.Contains(pair.First.WhenToChoose, pair.Second.Words(), StringComparison.Ordinal));
        Assert.Contains("5 to 15 minutes", lines[7].Words(), StringComparison.Ordinal);
        Assert.Contains("24 minutes or more, at most a day", lines[8].Words(), StringComparison.Ordinal);
        Assert.Contains("10 minutes", lines[9].Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_talk_shows_every_phase_with_who_speaks_how_to_begin_and_the_way_out()
    {
        var visit = await ComeAsync();
        foreach (var script in Scripts.All)
        {
            var page = await visit.PageAsync($"/scripts/{script.Key}");
            var phases = page.QuerySelectorAll(".phase").ToList();

            Assert.Equal(Scripts.StagesOf(script).Select(phase => phase.Name), phases.Select(phase => phase.QuerySelector("h2")!.Words()));
            Assert.All(Scripts.StagesOf(script).Zip(phases), pair =>
            {
                var words = pair.Second.Words();
                Assert.All([pair.First.Purpose, pair.First.ToSpeaker, pair.First.IfHot, .. pair.First.Starters, .. pair.First.Prompts], text => Assert.Contains(text, words, StringComparison.Ordinal));
                Assert.Equal(pair.First.ToListener is not null, words.Contains("Meanwhile the other", StringComparison.Ordinal));
            });
            Assert.NotNull(page.QuerySelector($"a.fill[href='talk/new?script={script.Key}']"));
            Assert.Equal(script.Gates.Count > 0, page.QuerySelector("main")!.Words().Contains("asked a few things about safety, alone", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("opener", "You speak", "Say what you saw or heard")]
    [InlineData("other", "You listen", "Only listen.")]
    public async Task A_rehearsal_shows_ones_own_side(string side, string turn, string does)
    {
        var page = await (await ComeAsync()).PageAsync($"/scripts/s.raise/rehearse?as={side}&at=4");

        Assert.Equal("The opening", Heading(page));
        Assert.Equal(turn, page.QuerySelector(".turn")!.Words());
        Assert.StartsWith(does, page.QuerySelector(".rehearsal .lead")!.Words(), StringComparison.Ordinal);
        Assert.Equal(side == "opener", page.QuerySelector(".points") is not null);
        Assert.Contains("me", page.QuerySelector(".shell")!.ClassList);
    }

    [Fact]
    public async Task A_rehearsal_goes_phase_by_phase_to_the_end_and_offers_the_other_side()
    {
        var visit = await ComeAsync();
        foreach (var script in Scripts.All)
        {
            var names = new List<string>();
            var page = await visit.PageAsync($"/scripts/{script.Key}/rehearse");
            while (page.QuerySelector("[rel=next]") is { } next)
            {
                names.Add(Heading(page));
                page = await visit.PageAsync(next.GetAttribute("href")!);
            }

            Assert.Equal(Scripts.StagesOf(script).Select(phase => phase.Name), names);
            Assert.Equal("That was the whole way", Heading(page));
            Assert.NotNull(page.QuerySelector($"a[href='scripts/{script.Key}/rehearse?as=other&at=1']"));
        }
    }

    [Theory]
    [InlineData("?at=0", "Is now a good time?")]
    [InlineData("?at=-7", "Is now a good time?")]
    [InlineData("?at=99999999999999999999", "Is now a good time?")]
    [InlineData("?at=half&as=%F0%9F%92%A5", "Is now a good time?")]
    [InlineData("?at=2&at=3", "How long, and our word for stop")]
    [InlineData("?at=99", "That was the whole way")]
    public async Task An_odd_address_begins_or_ends_a_rehearsal(string query, string heading) =>
        Assert.Equal(heading, Heading(await (await ComeAsync()).PageAsync($"/scripts/s.raise/rehearse{query}")));

    [Fact]
    public async Task An_advised_time_is_said_only_where_somebody_sits_it_out()
    {
        var visit = await ComeAsync();

        Assert.Equal("3", (await visit.PageAsync("/scripts/s.raise/rehearse?at=4")).QuerySelector("[data-after]")!.GetAttribute("data-after"));
        Assert.Null((await visit.PageAsync("/scripts/s.pause/rehearse?at=2")).QuerySelector("[data-after]"));
    }

    [Theory]
    [InlineData("/learn/gone")]
    [InlineData("/learn/What-It-Means")]
    [InlineData("/scripts/s.gone")]
    [InlineData("/scripts/raise")]
    [InlineData("/scripts/s.gone/rehearse")]
    [InlineData("/scripts/%3Cscript%3E")]
    public async Task What_is_not_there_is_a_page_too(string path)
    {
        var response = await (await ComeAsync()).GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("There is nothing here", Heading(await Visit.ReadAsync(response)));
    }

    [Fact]
    public async Task The_pages_need_no_circuit_and_hold_nothing_of_anybody()
    {
        var (visit, _) = await site.SignUpAsync("Xaverine");
        foreach (var path in (string[])["/learn", "/learn/the-spectrum", "/scripts", "/scripts/s.raise", "/scripts/s.raise/rehearse"])
        {
            var html = await (await visit.GetAsync(path)).Content.ReadAsStringAsync();
            Assert.DoesNotContain("_framework", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Xaverine", html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_stranger_is_asked_to_sign_in() => Assert.StartsWith(
        "https://notes.example/account/sign-in", (await site.Visit().GetAsync("/learn")).Headers.Location?.OriginalString, StringComparison.Ordinal);

    private static string Heading(IParentNode page) => page.QuerySelector("h1")!.Words();

    private async Task<Visit> ComeAsync() => (await site.SignUpAsync($"Reader{Guid.NewGuid():N}"[..20])).Visit;
}
