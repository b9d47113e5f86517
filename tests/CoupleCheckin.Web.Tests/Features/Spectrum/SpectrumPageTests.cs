using AngleSharp.Dom;
using Bunit;
using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Web.Features.Spectrum;
using CoupleCheckin.Web.Shared;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Features.Spectrum;

public sealed class SpectrumPageTests : OnScreenOfTwo
{
    private IEnumerable<Behaviour> Shown => House.Catalogue.All.Where(behaviour => !behaviour.IsOptIn);

    private async Task<IRenderedComponent<SpectrumPage>> ShowAsync()
    {
        var couple = await Ann.Do<ReadCouple>().RunAsync();
        var page = Tab.Render<SpectrumPage>(page => page.AddCascadingValue(couple));
        page.WaitForState(() => page.FindAll(".lane > .rows > button").Count > 0);
        return page;
    }

    private static IEnumerable<string> In(IRenderedComponent<SpectrumPage> page, Zone zone, string axis = "") =>
        page.FindAll($"section[aria-labelledby='{axis}lane-{zone.Letter()}'] > .rows > button").Select(Name);

    private static string Name(IElement act) => act.ChildNodes.OfType<IText>().Select(text => text.Data.Trim()).FirstOrDefault(text => text.Length > 0)
        ?? act.QuerySelector(".said")!.Words();

    [Fact]
    public async Task Every_behaviour_stands_in_its_zone_and_the_zones_in_their_order_on_both_axes()
    {
        var page = await ShowAsync();
        Assert.Equal([.. Words.Zones.Select(zone => zone.Name()), .. Words.Zones.Select(zone => zone.Name())], page.FindAll(".lane > header .zone").Select(heading => heading.Words()));
        foreach (var zone in Words.Zones)
        {
            Assert.Equal(Shown.Where(behaviour => behaviour.DefaultZone == zone && behaviour.Topic != Topic.PrivacyAndControl).Select(behaviour => behaviour.Name), In(page, zone));
            Assert.Equal(Shown.Where(behaviour => behaviour.DefaultZone == zone && behaviour.Topic == Topic.PrivacyAndControl).Select(behaviour => behaviour.Name), In(page, zone, "control control-"));
        }
    }

    [Fact]
    public async Task Keeping_it_back_moves_the_whole_picture_and_says_from_where()
    {
        var page = await ShowAsync();
        page.FindAll(".how-done input")[1].Change(true);
        foreach (var zone in Words.Zones)
        {
            Assert.Equal(
                Shown.Where(behaviour => behaviour.Topic != Topic.PrivacyAndControl && Picture.KeptZone(behaviour) == zone).Select(behaviour => behaviour.Name).Order(StringComparer.Ordinal),
                In(page, zone).Order(StringComparer.Ordinal));
        }

        Assert.Contains("from within bounds", Act(page, "ex.open-friendship").Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("from", Act(page, "flirt.notice-good-looking").Words().Replace(House.Catalogue.Find(new("flirt.notice-good-looking"))!.Name, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(
            Words.Zones.Select(zone => In(page, zone).Count()),
            page.FindAll(".dots > span").Select(cell => cell.Words().Length));
    }

    [Fact]
    public async Task It_is_found_by_any_of_its_words_by_topic_and_by_zone()
    {
        var page = await ShowAsync();
        page.Find("[data-find]").Input("COLLEAGUE lúnch");
        Assert.Equal(House.Catalogue.Find(new("work.friendly-breaks"))!.Name, Assert.Single(page.FindAll(".lane > .rows > button")).Words());
        Assert.Equal("One behaviour", page.Find("#found").Words());

        page.Find("[data-find]").Input("");
        page.Button("Ex-partners").Click();
        Assert.Equal(Shown.Where(behaviour => behaviour.Topic == Topic.ExPartners).Select(behaviour => behaviour.Name).Order(StringComparer.Ordinal), page.FindAll(".lane > .rows > button").Select(Name).Order(StringComparer.Ordinal));
        page.Button("gray zone").Click();
        Assert.All(page.FindAll(".lane > header .zone"), heading => Assert.Equal("gray zone", heading.Words()));
        page.Button("Ex-partners").Click();
        page.Button("All zones").Click();
        Assert.Equal(Shown.Count(), page.FindAll(".lane > .rows > button").Count);
    }

    [Theory]
    [InlineData("zzz")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("half \ud800 of it")]
    [InlineData("\u202eturned")]
    public async Task Where_nothing_is_found_it_says_what_can_be_done(string sought)
    {
        var page = await ShowAsync();
        page.Find("[data-find]").Input(sought);
        Assert.Empty(page.FindAll(".lane > .rows > button"));
        page.Button("Show everything").Click();
        Assert.Equal(Shown.Count(), page.FindAll(".lane > .rows > button").Count);
    }

    [Fact]
    public async Task One_that_is_opened_explains_itself_without_a_verdict()
    {
        var page = await ShowAsync();
        var first = House.Catalogue.Find(House.Catalogue.Starter[0])!;
        Act(page, first.Key.Value).Click();
        var about = page.Find("article.open").Words();
        Assert.All([first.Description, first.WhyCouplesDiffer, first.Concealment, .. first.Questions], text => Assert.Contains(text, about, StringComparison.Ordinal));
        Assert.Equal("true", Act(page, first.Key.Value).GetAttribute("aria-expanded"));
        Act(page, first.Key.Value).Click();
        Assert.Empty(page.FindAll("article.open"));
    }

    [Fact]
    public async Task Where_both_put_it_alike_it_stands_there_and_is_marked_as_theirs()
    {
        var behaviour = House.Catalogue.Find(House.Catalogue.Starter[0])!;
        var theirs = behaviour.DefaultZone == Zone.GrayZone ? Zone.WithinBounds : Zone.GrayZone;
        await RevealAsync(behaviour.Key, theirs);
        var page = await ShowAsync();
        Assert.Contains(behaviour.Name, In(page, theirs));
        Assert.Contains("where you two put it", Act(page, behaviour.Key.Value).Words(), StringComparison.Ordinal);
        Assert.Single(page.FindAll(".ours"));
    }

    [Fact]
    public async Task A_topic_that_is_off_comes_when_it_is_chosen_and_only_for_whoever_chose_it()
    {
        var page = await ShowAsync();
        Assert.DoesNotContain(House.Catalogue.All.First(behaviour => behaviour.Topic == Topic.Sexual).Name, page.Words(), StringComparison.Ordinal);
        page.Find(".just-me input").Change(true);
        page.WaitForAssertion(() => Assert.Equal(House.Catalogue.All.Count(behaviour => behaviour.Topic != Topic.Solitary), page.FindAll(".lane > .rows > button").Count));
        Assert.Contains("Sexual and explicit", page.FindAll(".chip").Select(chip => chip.Words()));
        Assert.Empty((await Bo.Do<ReadSpectrum>().RunAsync()).Topics);
    }

    [Fact]
    public async Task One_of_their_own_stands_apart_until_both_have_placed_it_alike()
    {
        var key = (await Bo.Do<AddOwnBehaviour>().RunAsync(new("Long calls in the car", "", Topic.Friends))).Key!.Value;
        var page = await ShowAsync();
        Assert.Equal($"spectrum/{key}", page.Find(".unplaced a").GetAttribute("href"));
        await RevealAsync(key, Zone.ClearlyObjectionable);
        page.Dispose();
        Assert.Contains("Long calls in the car", In(await ShowAsync(), Zone.ClearlyObjectionable));
    }

    [Fact]
    public async Task The_way_into_a_round_is_one_button()
    {
        var page = await ShowAsync();
        page.WaitForAssertion(() => Assert.False(page.Button("Start a round").HasAttribute("disabled")));
        page.Button("Start a round").Click();
        page.WaitForAssertion(() => Assert.Contains("/rounds/", Tab.Navigation.Uri, StringComparison.Ordinal));
        var round = Assert.Single(await Bo.Do<ListRounds>().RunAsync());
        Assert.EndsWith($"/rounds/{round.Id}", Tab.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_round_is_open_the_button_leads_to_it()
    {
        var round = await Bo.StartAsync();
        var page = await ShowAsync();
        page.WaitForAssertion(() => Assert.True(page.HasButton("Go to the round")));
        page.Button("Go to the round").Click();
        page.WaitForAssertion(() => Assert.EndsWith($"/rounds/{round}", Tab.Navigation.Uri, StringComparison.Ordinal));
        Assert.Single(await Ann.Do<ListRounds>().RunAsync());
    }

    [Fact]
    public async Task In_a_closed_space_everything_is_read_and_nothing_new_is_started_or_added()
    {
        Assert.True((await Bo.Do<LeaveCouple>().RunAsync(Person.Password, new("here", null))).Opened);
        var page = await ShowAsync();
        Assert.Empty(page.FindAll(".btn.fill, a[href='spectrum/own']"));
        Assert.Equal(Shown.Count(), page.FindAll(".lane > .rows > button").Count);
    }

    private IElement Act(IRenderedComponent<SpectrumPage> page, string key)
    {
        var name = House.Catalogue.Find(new(key))!.Name;
        return page.FindAll(".lane > .rows > button").Single(act => Name(act) == name);
    }

    private async Task RevealAsync(BehaviourKey key, Zone zone)
    {
        var round = (await Ann.Do<StartRound>().RunAsync([key]))!.Value;
        foreach (var person in new[] { Ann, Bo })
        {
            await person.AnswerAsync(round, key, new() { Openly = zone });
            await person.SealAsync(round);
        }

        foreach (var person in new[] { Ann, Bo })
            await person.GetReadyAsync(round);
    }
}
