using Bunit;
using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Web.Features.Checklist;
using CoupleCheckin.Web.Features.Today;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Features.Checklist;

public sealed class NewRoundPageTests : OnScreenOfTwo
{
    private IRenderedComponent<NewRoundPage> Show()
    {
        var page = Tab.Render<NewRoundPage>();
        page.WaitForState(() => page.FindAll(".bone").Count == 0);
        return page;
    }

    [Fact]
    public async Task The_first_time_the_starter_set_is_offered_and_one_press_starts_it()
    {
        var page = Show();
        Assert.Empty(page.FindAll(".topics"));
        Assert.Single(page.FindAll(".btn.fill"));
        page.Button("Start").Click();
        page.WaitForAssertion(() => Assert.Contains("/rounds/", Tab.Navigation.Uri, StringComparison.Ordinal));
        Assert.True(Assert.Single(await Bo.Do<ListRounds>().RunAsync()).About.IsStarter);
    }

    [Fact]
    public async Task Topics_are_started_one_by_one_or_all_at_once_and_never_without_one()
    {
        var page = Show();
        page.FindAll("input[name=what]")[1].Change(true);
        page.Button("Start").Click();
        Assert.Equal("Choose a topic first.", page.Find("[role=alert]").Words());
        Assert.DoesNotContain("Sexual", page.Find(".topics").Words(), StringComparison.Ordinal);

        page.FindAll(".topics input")[0].Change(true);
        Assert.Empty(page.FindAll("input[name=how]"));
        page.FindAll(".topics input")[2].Change(true);
        Assert.Equal(2, page.FindAll("input[name=how]").Count);
        page.Button("Start").Click();
        page.WaitForAssertion(() => Assert.Contains("/rounds/", Tab.Navigation.Uri, StringComparison.Ordinal));
        Assert.Equal([Topic.ExPartners, Topic.Friends], (await Bo.Do<ListRounds>().RunAsync()).SelectMany(line => line.About.Topics));
    }

    [Fact]
    public async Task What_one_chooses_for_oneself_is_shown_to_nobody_else_and_leads_to_its_part()
    {
        await Ann.StartAsync();
        var page = Show();
        var own = page.FindAll("section[aria-labelledby=own] input");
        Assert.Equal(2, own.Count);
        own[0].Change(true);
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("a"), link => link.Words() == "Go to it: Sexual and explicit"));
        Assert.DoesNotContain((await Bo.Do<ReadChoices>().RunAsync()).OwnChoice, topic => topic.IsChosen || topic.Open is not null);
    }

    [Fact]
    public async Task One_behaviour_can_be_asked_alone()
    {
        Tab.Navigation.NavigateTo("rounds/new?behaviour=friend.evening-out");
        var key = House.Catalogue.All.First(behaviour => behaviour.Topic == Topic.Friends).Key;
        Tab.Navigation.NavigateTo($"rounds/new?behaviour={key}");
        var page = Show();
        Assert.Contains($"Only this one: {House.Catalogue.Find(key)!.Name}", page.Words(), StringComparison.Ordinal);
        page.Button("Start").Click();
        page.WaitForAssertion(() => Assert.Contains("/rounds/", Tab.Navigation.Uri[^50..], StringComparison.Ordinal));
        Assert.Equal(key, Assert.Single((await Ann.Do<OpenRound>().RunAsync((await Ann.Do<ListRounds>().RunAsync())[0].Id))!.Cards).Key);
    }
}

public sealed class FirstQuestionTests : OnScreenOfTwo
{
    private IRenderedComponent<RoundPage> Show(RoundId round)
    {
        var page = Tab.Render<RoundPage>(page => page.Add(p => p.Id, round.Value));
        page.WaitForState(() => page.FindAll(".bone").Count == 0);
        return page;
    }

    [Fact]
    public async Task Before_the_first_sheet_one_is_asked_alone_and_yes_leads_to_the_card()
    {
        var page = Show(await Ann.StartAsync());
        Assert.Equal("Would you be free to answer?", page.Find("h1").Words());
        Assert.Equal("Only you see this", page.Find("button.see").Words());
        Assert.Equal(["Yes", "No", "I would rather not say"], page.FindAll(".gate-answers button").Select(button => button.Words()));
        page.Button("Yes").Click();
        page.WaitForElement("textarea");
    }

    [Theory]
    [InlineData("No")]
    [InlineData("I would rather not say")]
    public async Task Whoever_is_not_free_is_led_to_the_private_form_and_nothing_of_it_is_kept(string answer)
    {
        var round = await Ann.StartAsync();
        var page = Show(round);
        page.Button(answer).Click();
        Assert.Equal($"rounds/{round}/mine", page.Find(".btn.fill").GetAttribute("href"));
        Assert.Contains(page.FindAll("a"), link => link.GetAttribute("href") == "help");

        // Asked anew by the next page, because nobody remembers; and the partner's page says nothing.
        Assert.Equal("Would you be free to answer?", Show(round).Find("h1").Words());
        Assert.Equal(SheetState.NotStarted, (await Bo.Do<OpenRound>().RunAsync(round))!.Partners);
    }

    [Fact]
    public async Task It_is_asked_once_and_not_again_after_something_was_written()
    {
        var round = await Ann.StartAsync();
        await Ann.AnswerAsync(round, House.Catalogue.Starter[0], Sample.Gray);
        Assert.Empty(Show(round).FindAll(".gate-answers"));
    }

    [Fact]
    public async Task What_is_answered_for_oneself_stays_out_of_the_sheet_and_the_sheet_comes_up_blank()
    {
        var round = await Ann.StartAsync();
        var own = Tab.Render<OwnSheetPage>(page => page.Add(p => p.Id, round.Value));
        own.WaitForElement("textarea").Input("Only for me.");
        own.FindAll("[aria-label='Done openly'] input")[1].Change(true);
        own.WaitForAssertion(() => Assert.NotNull(own.Find("[data-saved]")));
        Assert.Equal("Only you see this", own.Find("button.see").Words());
        Assert.Contains("A note that only you read", own.Words(), StringComparison.Ordinal);

        var view = (await Ann.Do<OpenRound>().RunAsync(round))!;
        Assert.Equal(Zone.GrayZone, view.ForMyself[House.Catalogue.Starter[0]].Openly);
        Assert.Empty(view.Sheet.Placements);
        var page = Show(round);
        Assert.Equal("Look it over", page.Find("h1").Words());
        Assert.All(page.FindAll(".over small"), small => Assert.Equal("left blank", small.Words()));
        Assert.Contains("What you answered only for yourself", page.Words(), StringComparison.Ordinal);
    }
}

public sealed class MirrorPageTests : OnScreenOfTwo
{
    [Fact]
    public async Task The_mirror_shows_where_one_places_the_same_thing_differently_for_oneself_and_the_other()
    {
        var round = await Ann.StartAsync();
        var page = Tab.Render<MirrorPage>(page => page.Add(p => p.Id, round.Value));
        page.WaitForElement("[aria-label='If I did it']");
        Assert.Equal("Only you see this", page.Find("button.see").Words());
        page.FindAll("[aria-label='If I did it'] input")[0].Change(true);
        page.FindAll("[aria-label='If Bo did it'] input")[2].Change(true);
        page.WaitForAssertion(() => Assert.NotNull(page.Find("[data-saved]")));
        for (var card = 1; card < House.Catalogue.Starter.Count; card++)
            page.Button("Next").Click();
        page.Button("See what it shows").Click();

        Assert.Equal("What the mirror shows", page.Find("h1").Words());
        Assert.Equal("If I did it: within bounds. If Bo did it: clearly objectionable.", Assert.Single(page.FindAll(".rows small")).Words());
        Assert.Equal($"rounds/{round}", page.Find(".btn.fill").GetAttribute("href"));
        Assert.Empty((await Bo.Do<OpenMirror>().RunAsync(round))!.Mirror.Placements);
    }

    [Fact]
    public async Task After_sealing_it_can_be_read_and_not_changed()
    {
        var round = await Ann.StartAsync();
        Assert.True(await Ann.Do<SaveMirror>().RunAsync(round, House.Catalogue.Starter[0], new(Zone.WithinBounds, Zone.GrayZone)));
        await Ann.SealAsync(round);
        var page = Tab.Render<MirrorPage>(page => page.Add(p => p.Id, round.Value));
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".rows small")));
        Assert.False(page.HasButton("Look again"));
        Assert.Contains("It stays with you.", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mirror_of_no_round_is_not_there()
    {
        var page = Tab.Render<MirrorPage>(page => page.Add(p => p.Id, Guid.NewGuid()));
        page.WaitForAssertion(() => Assert.Equal("There is nothing here", page.Find("h1").Words()));
    }
}

public sealed class HistoryPageTests : OnScreenOfTwo
{
    private BehaviourKey First => House.Catalogue.Starter[0];

    private async Task<RoundId> OpenAsync()
    {
        var round = await Ann.StartAsync();
        await Ann.AnswerAsync(round, First, Sample.Within);
        await Bo.AnswerAsync(round, First, Sample.Gray with { Note = "It depends." });
        await Ann.SealAsync(round);
        await Bo.SealAsync(round);
        await Ann.GetReadyAsync(round);
        await Bo.GetReadyAsync(round);
        return round;
    }

    private IRenderedComponent<HistoryPage> Show(string key)
    {
        var page = Tab.Render<HistoryPage>(page => page.Add(p => p.Key, key));
        page.WaitForState(() => page.FindAll(".bone").Count == 0);
        return page;
    }

    [Fact]
    public async Task An_answer_given_anew_stands_on_top_with_its_reason_and_the_earlier_one_below()
    {
        await OpenAsync();
        var page = Show(First.Value);
        page.Button("Answer it anew").Click();
        page.Button("Add my answer of today").Click();
        page.WaitForAssertion(() => Assert.Equal("That is where you have it already. Move it, or say what changed.", page.Find("[role=alert]:not([hidden])").Words()));
        page.FindAll("[aria-label='Done openly'] input")[2].Change(true);
        page.Find("textarea").Input("After the party.");
        House.Time.Advance(TimeSpan.FromHours(1));
        page.Button("Add my answer of today").Click();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".timeline li").Count));
        Assert.Contains("After the party.", page.FindAll(".timeline li")[0].Words(), StringComparison.Ordinal);
        Assert.Contains("Answered anew: openly clearly objectionable", page.FindAll(".timeline li")[0].Words(), StringComparison.Ordinal);
        Assert.Equal("Openly: you, clearly objectionable. Bo, gray zone.", page.Find(".band").GetAttribute("aria-label"));
        Assert.Equal(Zone.ClearlyObjectionable, (await Bo.Do<OpenHistory>().RunAsync(First))!.Timeline.Partners.Openly);
    }

    [Fact]
    public async Task What_was_typed_and_not_added_is_there_again_on_coming_back_and_can_be_left()
    {
        await OpenAsync();
        var page = Show(First.Value);
        page.Button("Answer it anew").Click();
        page.Find("textarea").Input("After the par");
        page.Find("textarea").Blur();
        page.WaitForAssertion(() => Assert.Contains("Kept for you, not added yet", page.Words(), StringComparison.Ordinal));

        var later = Show(First.Value);
        later.WaitForAssertion(() => Assert.Equal("After the par", later.Find("textarea").GetAttribute("value")));
        Assert.Equal(2, later.FindAll(".timeline li").Count);
        later.Button("Leave it as it is").Click();
        later.WaitForAssertion(() => Assert.True(later.HasButton("Answer it anew")));
        Assert.Equal(Placement.Blank, (await Ann.Do<OpenHistory>().RunAsync(First))!.Unsent);
    }

    [Fact]
    public async Task What_the_other_answers_anew_appears_by_itself()
    {
        await OpenAsync();
        await Tab.HearAsync();
        var page = Show(First.Value);
        Assert.Equal(2, page.FindAll(".timeline li").Count);
        Assert.Equal(ReviseState.Saved, await Bo.Do<ReviseAnswer>().RunAsync(First, Sample.Within));
        page.WaitForAssertion(() => Assert.Equal("Openly: you and Bo, within bounds.", page.Find(".band").GetAttribute("aria-label")));
    }

    [Theory]
    [InlineData("ex.meet-alone")]
    [InlineData("ex.no-such-thing")]
    [InlineData("<script>")]
    [InlineData("own.00000000000000000000000000000000")]
    public void What_was_never_opened_together_has_no_history(string key) => Assert.Equal("Nothing was opened here yet", Show(key).Find("h1").Words());

    [Fact]
    public async Task The_picture_is_a_table_with_words_for_whoever_does_not_see_it()
    {
        var round = await OpenAsync();
        var page = Tab.Render<PicturePage>();
        page.WaitForElement("table");
        Assert.Equal(["Behaviour", "within bounds", "gray zone", "clearly objectionable"], page.FindAll("thead th").Select(head => head.Words()));
        Assert.Equal(House.Catalogue.Find(First)!.Name, page.Find("tbody th").Words());
        Assert.Equal(["A you.", "B Bo.", ""], page.FindAll("tbody td").Select(cell => cell.Words()));
        page.Button("kept from me").Click();
        Assert.Empty(page.FindAll("table"));
        Assert.NotEqual(default, round);
    }

    [Fact]
    public async Task Three_a_sitting_make_room_for_the_next_when_they_were_talked_about()
    {
        var round = await Ann.StartAsync();
        for (var at = 0; at < 5; at++)
        {
            await Ann.AnswerAsync(round, House.Catalogue.Starter[at], Sample.Within);
            await Bo.AnswerAsync(round, House.Catalogue.Starter[at], Sample.Gray);
        }

        await Ann.SealAsync(round);
        await Bo.SealAsync(round);
        await Ann.GetReadyAsync(round);
        await Bo.GetReadyAsync(round);
        await Tab.HearAsync();
        var page = Tab.Render<ComparisonPage>(page => page.Add(p => p.Id, round.Value));
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("section[aria-labelledby=talk] > article").Count));
        Assert.Contains(page.FindAll("section[aria-labelledby=talk] a"), link => link.GetAttribute("href") == $"concerns/new?behaviour={First}");
        Assert.Contains(page.FindAll("section[aria-labelledby=talk] a"), link => link.GetAttribute("href") == $"agreement/new?behaviour={First}");

        page.Button("We talked about these, show the next").Click();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("section[aria-labelledby=talk] > article").Count));
        Assert.Equal(3, page.FindAll("section[aria-labelledby=talked] .brief-row").Count);
        page.Button("We talked about these").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section[aria-labelledby=talk]")));
        page.Find("section[aria-labelledby=talked] details").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Single(page.FindAll("section[aria-labelledby=talked] article"));
    }
}

public sealed class ManyRoundsTodayTests : OnScreenOfTwo
{
    [Fact]
    public async Task Rounds_that_were_started_together_stand_together_and_a_topic_of_ones_own_choice_is_not_named()
    {
        await Ann.Do<StartTopics>().RunAsync([Topic.ExPartners, Topic.CoWorkers, Topic.Friends, Topic.Messaging], together: false);
        await Ann.Do<ChooseTopic>().RunAsync(Topic.Sexual, shown: true);
        var couple = await Ann.Do<ReadCouple>().RunAsync();
        var page = Tab.Render<TodayPage>(today => today.AddCascadingValue(couple));
        page.WaitForElement(".parts");
        Assert.Equal("Ex-partners, co-workers and more Each part opens by itself. Next: Ex-partners.", page.Find(".parts summary").Words());
        Assert.Equal(4, page.FindAll(".parts a.line").Count);
        Assert.Contains("A part of your own choice", page.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Sexual", page.Words(), StringComparison.Ordinal);
    }
}
