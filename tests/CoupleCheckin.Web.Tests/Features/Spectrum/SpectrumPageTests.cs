using Bunit;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Web.Features.Spectrum;
using CoupleCheckin.Web.Shared;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Features.Spectrum;

public sealed class SpectrumPageTests : OnScreenOfTwo
{
    private async Task<IRenderedComponent<SpectrumPage>> ShowAsync()
    {
        var couple = await Ann.Do<ReadCouple>().RunAsync();
        return Tab.Render<SpectrumPage>(page => page.AddCascadingValue(couple));
    }

    [Fact]
    public async Task Every_behaviour_of_the_starter_set_stands_in_its_zone_and_the_zones_in_their_order()
    {
        var page = await ShowAsync();
        Assert.Equal(Words.Zones.Select(zone => zone.Name()), page.FindAll("h2.zone-title").Select(heading => heading.Words()));
        foreach (var zone in Words.Zones)
        {
            Assert.Equal(
                House.Catalogue.Starter.Select(key => House.Catalogue.Find(key)!).Where(behaviour => behaviour.DefaultZone == zone).Select(behaviour => behaviour.Name),
                page.FindAll($"section[aria-labelledby=zone-{zone.Letter()}] summary b").Select(name => name.Words()));
        }

        Assert.Equal(House.Catalogue.Starter.Count, page.FindAll("details.about").Count);
    }

    [Fact]
    public async Task Each_behaviour_explains_itself_without_a_verdict()
    {
        var page = await ShowAsync();
        var first = House.Catalogue.Find(House.Catalogue.Starter[0])!;
        var about = page.FindAll("details.about").Single(details => details.QuerySelector("summary b")!.Words() == first.Name).Words();
        Assert.All([first.Description, first.NotMeant, first.WhyCouplesDiffer, first.Concealment, .. first.Questions], text => Assert.Contains(text, about, StringComparison.Ordinal));
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
    public async Task In_a_closed_space_nothing_new_is_started()
    {
        Assert.True((await Bo.Do<LeaveCouple>().RunAsync(Person.Password, new("here", null))).Opened);
        var page = await ShowAsync();
        Assert.Empty(page.FindAll(".btn.fill"));
        Assert.Equal(House.Catalogue.Starter.Count, page.FindAll("details.about").Count);
    }
}
