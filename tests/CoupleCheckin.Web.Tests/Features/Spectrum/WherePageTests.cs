using Bunit;
using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Web.Features.Spectrum;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Features.Spectrum;

public sealed class WherePageTests : OnScreenOfTwo
{
    private IRenderedComponent<WherePage> Show(string? key)
    {
        var page = Tab.Render<WherePage>(page => page.Add(p => p.Key, key));
        page.WaitForState(() => page.FindAll(".where").Count > 0);
        return page;
    }

    private static void Choose(IRenderedComponent<WherePage> page, params string[] choices)
    {
        foreach (var choice in choices)
            page.FindAll(".choices button").Single(button => button.Words() == choice).Click();
    }

    private static string Title(IRenderedComponent<WherePage> page) => page.Find("h1").Words();

    [Fact]
    public void Kept_back_because_the_other_would_object_moves_it_and_says_so_in_ones_own_terms()
    {
        var page = Show("ex.meet-alone");
        Choose(page, "Mine", "No", "They would object", "Romance or desire", "Once", "We did not settle it");
        Assert.Equal("Here is where it would sit", Title(page));
        Assert.Equal("clearly objectionable", page.Find(".sitting .zone.big").Words());
        Assert.Equal(["You keep it back because they would object.", "It gives you romance or desire.", "They do not know."], page.FindAll(".because li").Select(reason => reason.Words()));
        Assert.Equal(3, page.FindAll(".sitting h2").Count);
        Assert.DoesNotContain("cheat", page.Words(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Fear_shows_no_zone_at_all_but_help()
    {
        var page = Show("ex.meet-alone");
        Choose(page, "Mine", "No", "I am afraid of how they would react");
        Assert.Equal("This is not about a zone", Title(page));
        Assert.Empty(page.FindAll(".band, .zone, .zg"));
        Assert.Equal("help", page.Find(".btn.fill").GetAttribute("href"));
    }

    [Fact]
    public void Whoever_would_be_afraid_to_bring_the_others_act_up_is_led_to_help_too()
    {
        var page = Show("ctrl.limit-people");
        Choose(page, "Bo’s", "I would be afraid of what follows");
        Assert.Equal("This is not about a zone", Title(page));
    }

    [Fact]
    public void Fine_if_asks_whether_the_if_held()
    {
        var page = Show("ex.meet-alone");
        Choose(page, "Mine", "Yes, in good time", "Friendship", "Once", "It is fine if something holds");
        Assert.Equal("Did the “if” hold this time?", Title(page));
        Choose(page, "Yes", "Yes");
        Assert.Equal("Inside your agreement", Title(page));
        Assert.Empty(page.FindAll(".sitting .band"));
    }

    [Fact]
    public void Who_does_not_know_stands_between_two_zones()
    {
        var page = Show("work.friendly-breaks");
        Choose(page, "Bo’s", "Yes, I could", "No", "I do not know", "Friendship", "Once", "We did not settle it");
        Assert.Equal("It would sit between two zones", Title(page));
        Assert.Equal(2, page.FindAll(".sitting .band .here").Count);
    }

    [Fact]
    public void Inner_life_asks_little_and_stays()
    {
        var page = Show("flirt.notice-good-looking");
        Choose(page, "Mine", "No", "It just did not come up", "Nothing in particular");
        Assert.Equal("within bounds", page.Find(".sitting .zone.big").Words());
    }

    [Fact]
    public void Whoever_says_that_they_track_gets_a_page_of_their_own_and_their_answers_lead_on()
    {
        var page = Show("ctrl.hidden-tracking");
        Choose(page, "Mine");
        Assert.Equal("For you, if you want it to stop", Title(page));
        Assert.Empty(page.FindAll(".band, .zone"));
        for (var question = 0; question < 2; question++)
            page.FindAll("fieldset")[question].QuerySelectorAll("button").Single(button => button.Words() == "No").Click();
        Assert.DoesNotContain("Call a line", page.Words(), StringComparison.Ordinal);
        page.FindAll("fieldset")[1].QuerySelectorAll("button")[2].Click();
        Assert.Contains("Call a line", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_other_way_round_begins_with_the_others_act()
    {
        var page = Show("ex.meet-alone");
        Choose(page, "Mine", "Yes, in good time", "Friendship", "Once", "We did not settle it", "Yes");
        page.Button("Look at it the other way round").Click();
        Assert.Equal("Could you bring it up with Bo?", Title(page));
        page.Find("[aria-label=Back]").Click();
        Assert.Equal("Whose act is it?", Title(page));
    }

    [Fact]
    public void Something_that_is_on_no_list_can_be_looked_at_without_saying_what_it_is()
    {
        var page = Show(null);
        page.FindAll("button").Single(button => button.Words().StartsWith("Something that is not on the list", StringComparison.Ordinal)).Click();
        Choose(page, "Mine", "No", "It just did not come up", "Friendship", "Once", "We did not settle it");
        Assert.Equal("gray zone", page.Find(".sitting .zone.big").Words());
        Assert.DoesNotContain("behaviour=", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("never.was")]
    [InlineData("no key at all")]
    [InlineData("sex.kiss")]
    public void What_is_not_on_ones_list_is_not_there(string key) => Assert.Equal("There is nothing here", Title(Show(key)));

    [Fact]
    public async Task An_own_one_is_looked_at_like_any_other()
    {
        var key = (await Bo.Do<AddOwnBehaviour>().RunAsync(new("Long calls in the car", "", Topic.Friends))).Key!.Value;
        var page = Show(key.Value);
        Choose(page, "Mine", "No", "They would object", "Friendship", "Once", "We did not settle it");
        Assert.Equal("clearly objectionable", page.Find(".sitting .zone.big").Words());
    }

    [Theory]
    [MemberData(nameof(EveryWord))]
    public void Every_question_reason_and_step_has_words_for_both(WhoseAct whose)
    {
        var say = new InquiryWords(whose, "Bo");
        foreach (var ask in Enum.GetValues<Ask>())
        {
            Assert.EndsWith("?", say.Question(ask), StringComparison.Ordinal);
            Assert.True(say.Choices(ask).Count >= 2);
        }

        foreach (var sentence in Enum.GetValues<Reason>().Select(say.Sentence).Concat(Enum.GetValues<SittingStep>().Select(say.Sentence)))
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        foreach (var question in Enum.GetValues<SittingQuestion>())
            Assert.EndsWith("?", say.Sentence(question), StringComparison.Ordinal);
    }

    public static TheoryData<WhoseAct> EveryWord => [.. Enum.GetValues<WhoseAct>()];
}
