using Bunit;
using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Web.Features.Conversations;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Features.Conversations;

public sealed class TalkPageTests : OnScreenOfTwo
{
    private async Task<TalkId> StartAsync(string script = "s.turns", bool onThisDevice = false) => (await Ann.Do<StartTalk>().RunAsync(new(script), onThisDevice)).Talk!.Value;

    private static async Task DoAsync(Person person, TalkId talk, TalkAct act) => Assert.Equal(TalkStep.Taken, await person.Do<TakeTalkStep>().RunAsync(talk, act));

    private async Task<Talk> SeeAsync(TalkId talk) => (await Ann.Do<OpenTalk>().RunAsync(talk))!.Talk;

    private async Task ToAsync(TalkId talk, Func<Talk, bool> isThere)
    {
        for (var now = await SeeAsync(talk); !isThere(now); now = await SeeAsync(talk))
        {
            await DoAsync(Ann, talk, new TalkAct.PressReady(now.At));
            await DoAsync(Bo, talk, new TalkAct.PressReady(now.At));
        }
    }

    private async Task<IRenderedComponent<TalkPage>> ShowAsync(TalkId talk)
    {
        await Tab.HearAsync();
        var page = Tab.Render<TalkPage>(page => page.Add(p => p.Id, talk.Value));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("nav.steps")));
        return page;
    }

    [Fact]
    public async Task The_page_moves_by_itself_when_the_other_was_the_second_and_what_is_typed_stays()
    {
        var talk = await StartAsync();
        await ToAsync(talk, now => now.Turn is { Part: TurnPart.Speaking });
        var page = await ShowAsync(talk);
        page.Find("#unsaid").Input("Half a sentence");
        var at = (await SeeAsync(talk)).At;
        await DoAsync(Ann, talk, new TalkAct.PressReady(at));
        await DoAsync(Bo, talk, new TalkAct.PressReady(at));

        page.WaitForAssertion(() => Assert.DoesNotContain("You have the floor", page.Words(), StringComparison.Ordinal));
        Assert.Equal("Half a sentence", page.Find("#unsaid").GetAttribute("value"));
    }

    [Fact]
    public async Task Only_whoever_has_the_word_is_offered_to_say_something_and_only_the_speaker_to_answer()
    {
        var talk = await StartAsync();
        await ToAsync(talk, now => now.Stage.Mode == TalkMode.Rounds);
        var page = await ShowAsync(talk);
        Assert.True(page.HasButton("I said it aloud"));
        page.Find("#unsaid").Input("I lie awake.");
        page.Button("Say it").Click();
        page.WaitForAssertion(() => Assert.Contains("Bo says back", page.Words(), StringComparison.Ordinal));
        Assert.False(page.HasButton("Say it"));
        Assert.Equal("", page.Find("#unsaid").GetAttribute("value") ?? "");
        Assert.False(page.HasButton("Yes, you got it"));

        await DoAsync(Bo, talk, new TalkAct.Say(Guid.NewGuid(), (await SeeAsync(talk)).At, "You lie awake."));
        page.WaitForAssertion(() => Assert.True(page.HasButton("Yes, you got it")));
        page.Button("Not yet").Click();
        page.WaitForAssertion(() => Assert.Contains("not yet", page.Words(), StringComparison.Ordinal));
        Assert.False(page.HasButton("Yes, you got it"));
    }

    [Fact]
    public async Task A_line_stays_in_its_box_until_it_is_kept_whatever_the_other_one_parks_meanwhile()
    {
        var talk = await StartAsync();
        await ToAsync(talk, now => now.Turn is { Part: TurnPart.Speaking });
        var page = await ShowAsync(talk);
        Box().Input("Half of a line");
        await DoAsync(Bo, talk, new TalkAct.Park(Guid.NewGuid(), "Money"));
        page.WaitForAssertion(() => Assert.Contains("Money", page.Words(), StringComparison.Ordinal));
        Assert.Equal("Half of a line", Box().GetAttribute("value"));

        Box().Input("Ex\u0001es");
        page.Button("Park it").Click();
        page.WaitForAssertion(() => Assert.Equal("Not said: there is a character in it that cannot be kept. Your words are still here.", page.Find("[role=alert]").Words()));
        Assert.Equal("Ex\u0001es", Box().GetAttribute("value"));

        Box().Input("Exes");
        page.Button("Park it").Click();
        page.WaitForAssertion(() => Assert.Equal("", Box().GetAttribute("value") ?? ""));
        Assert.Equal(["Money", "Exes"], (await SeeAsync(talk)).Parked.Select(parked => parked.Text));
        Assert.Equal("", string.Concat(page.FindAll("[role=alert]").Select(alert => alert.Words())));

        AngleSharp.Dom.IElement Box() => page.FindAll(".field").Single(field => field.TextContent.Contains("Something for another day", StringComparison.Ordinal)).QuerySelector("input")!;
    }

    [Fact]
    public async Task Typing_takes_back_that_one_is_ready()
    {
        var talk = await StartAsync();
        await ToAsync(talk, now => now.Turn is not null);
        var page = await ShowAsync(talk);
        page.Button("I’m ready").Click();
        page.WaitForAssertion(() => Assert.True(page.HasButton("Wait, not yet")));
        page.Find("#unsaid").Input("One more thing");
        page.WaitForAssertion(() => Assert.True(page.HasButton("I’m ready")));
        Assert.Empty((await SeeAsync(talk)).Ready);

        page.Button("I’m ready").Click();
        Assert.Contains("You have words here that are not said yet.", page.Words(), StringComparison.Ordinal);
        Assert.Empty((await SeeAsync(talk)).Ready);
    }

    [Fact]
    public async Task A_break_asks_for_a_time_and_both_come_back()
    {
        var talk = await StartAsync();
        await ToAsync(talk, now => now.BegunAt is not null);
        var page = await ShowAsync(talk);
        page.Button("Take a break").Click();
        page.Button("In 20 minutes").Click();
        page.WaitForAssertion(() => Assert.Equal("A break", page.Find("h1").Words()));
        page.Button("I’m back").Click();
        page.WaitForAssertion(() => Assert.Contains("twenty minutes at least", page.Words(), StringComparison.Ordinal));
        House.Time.Advance(TimeSpan.FromMinutes(30));
        page.Button("I’m back").Click();
        page.WaitForAssertion(() => Assert.Contains("You: back", page.Words(), StringComparison.Ordinal));
        await DoAsync(Bo, talk, new TalkAct.ComeBack());
        page.WaitForAssertion(() => Assert.NotEqual("A break", page.Find("h1").Words()));
    }

    [Fact]
    public async Task While_the_other_has_the_device_nothing_private_is_on_it()
    {
        var talk = await StartAsync("s.weekly", onThisDevice: true);
        await Ann.Do<SaveOwnWords>().RunAsync(talk, OwnWords.Empty, new("unsaid by Ann", "", "a note of Ann"));
        await DoAsync(Ann, talk, new TalkAct.PressReady(0));
        await DoAsync(Ann, talk, new TalkAct.Pass());
        var page = await ShowAsync(talk);
        Assert.Equal("Hand it to Bo", page.Find("h1").Words());
        page.Button("I am Bo, I have it").Click();
        page.WaitForAssertion(() => Assert.True(page.HasButton("I’m ready to begin")));
        page.Button("I’m ready to begin").Click();
        page.WaitForElement("#unsaid");
        Assert.DoesNotContain("Ann", page.Find("#unsaid").GetAttribute("value") ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("a note of Ann", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_nothing_at_an_address_that_is_not_ones_own()
    {
        var page = await ShowAsync(TalkId.New());
        Assert.Equal("There is nothing here", page.Find("h1").Words());
    }

    [Fact]
    public async Task A_script_with_a_gate_asks_it_first_and_alone()
    {
        Tab.Navigation.NavigateTo("talk/new?script=s.paths");
        var page = Tab.Render<NewTalkPage>(page => page.AddCascadingValue(new CoupleView(Sample.Ann, Sample.Bo, false, null)));
        page.WaitForElement(".gate");
        Assert.False(page.HasButton("Invite Bo"));
        Assert.Empty((await Bo.Do<ListTalks>().RunAsync()).Talks);
    }
}
