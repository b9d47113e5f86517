using Bunit;
using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Web.Features.Spectrum;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Features.Spectrum;

public sealed class BehaviourPageTests : OnScreenOfTwo
{
    private IRenderedComponent<BehaviourPage> Show(string key)
    {
        var page = Tab.Render<BehaviourPage>(page => page.Add(p => p.Key, key));
        page.WaitForState(() => page.FindAll(".bone").Count == 0);
        return page;
    }

    [Fact]
    public void Everything_it_has_stands_on_its_page()
    {
        var behaviour = House.Catalogue.Find(new("ex.open-friendship"))!;
        var words = Show("ex.open-friendship").Words();
        Assert.All(
            [behaviour.Name, behaviour.Description, behaviour.NotMeant, behaviour.WhyCouplesDiffer, behaviour.Concealment, .. behaviour.Questions, .. behaviour.Evidence.Select(evidence => evidence.Fact).OfType<string>()],
            text => Assert.Contains(text, words, StringComparison.Ordinal));
        Assert.Contains("We read this study itself.", words, StringComparison.Ordinal);
        Assert.Contains("We read a report of this study, not the study itself.", words, StringComparison.Ordinal);
        Assert.Contains("Would it look different to me if my partner did it?", words, StringComparison.Ordinal);
    }

    [Fact]
    public void It_leads_to_the_helper_a_round_a_clause_and_a_concern()
    {
        var page = Show("ex.meet-alone");
        Assert.All(
            ["spectrum/where/ex.meet-alone", "rounds/new?behaviour=ex.meet-alone", "agreement/new?behaviour=ex.meet-alone", "concerns/new?behaviour=ex.meet-alone"],
            address => Assert.Single(page.FindAll($"a[href='{address}']")));
    }

    [Fact]
    public void Every_behaviour_of_the_catalogue_has_a_page()
    {
        foreach (var behaviour in House.Catalogue.All.Where(behaviour => !behaviour.IsOptIn))
        {
            using var page = Show(behaviour.Key.Value);
            Assert.Equal(behaviour.Name, page.Find("h1").Words());
            Assert.Equal(4, page.FindAll("[role=group] .zone-line").Count);
            Assert.Equal(
                behaviour.SafetyTags.Count > 0 || behaviour.Concealment.Contains("help page", StringComparison.Ordinal),
                page.FindAll(".aside a[href='help']").Count == 1);
        }
    }

    [Fact]
    public void A_topic_that_is_off_says_so_and_can_be_chosen()
    {
        var page = Show("sex.kiss");
        Assert.Equal("This topic is off for you", page.Find("h1").Words());
        Assert.DoesNotContain(House.Catalogue.Find(new("sex.kiss"))!.Name, page.Words(), StringComparison.Ordinal);
        page.Button("Show this topic to me").Click();
        page.WaitForAssertion(() => Assert.Equal(House.Catalogue.Find(new("sex.kiss"))!.Name, page.Find("h1").Words()));
    }

    [Theory]
    [InlineData("never.was")]
    [InlineData("<script>")]
    [InlineData("own.0123456789abcdef0123456789abcdef")]
    public void What_never_was_is_not_there(string key) => Assert.Equal("There is nothing here", Show(key).Find("h1").Words());

    [Fact]
    public async Task One_of_their_own_can_be_taken_off_by_whoever_added_it()
    {
        var mine = (await Ann.Do<AddOwnBehaviour>().RunAsync(new("Long calls", "In the car.", Topic.Friends))).Key!.Value;
        var bos = (await Bo.Do<AddOwnBehaviour>().RunAsync(new("Late trains", "", Topic.Friends))).Key!.Value;
        Assert.False(Show(bos.Value).HasButton("Take it off the list"));

        var page = Show(mine.Value);
        Assert.Contains("In the car.", page.Words(), StringComparison.Ordinal);
        page.Button("Take it off the list").Click();
        page.WaitForAssertion(() => Assert.Equal("Long calls", page.Find("h1").Words()));
        page.WaitForAssertion(() => Assert.Contains("It is no longer on the list.", page.Words(), StringComparison.Ordinal));
        Assert.Null(await Bo.Do<StartRound>().RunAsync([mine]));
    }
}
