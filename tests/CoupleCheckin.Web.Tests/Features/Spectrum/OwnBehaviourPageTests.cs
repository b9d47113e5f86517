using Bunit;
using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Web.Features.Spectrum;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Features.Spectrum;

public sealed class OwnBehaviourPageTests : OnScreenOfTwo
{
    private async Task<IRenderedComponent<OwnBehaviourPage>> ShowAsync(string? key = null)
    {
        var couple = await Ann.Do<ReadCouple>().RunAsync();
        var page = Tab.Render<OwnBehaviourPage>(page => page.AddCascadingValue(couple).Add(p => p.Key, key));
        page.WaitForState(() => page.FindAll(".bone").Count == 0);
        return page;
    }

    [Fact]
    public async Task It_is_added_and_its_page_opens()
    {
        var page = await ShowAsync();
        page.Find("#own-name").Input("Long calls in the car");
        page.Find("#own-description").Input("Someone stays in the car and talks.");
        page.Button("Friends").Click();
        page.Button("Add it to our list").Click();
        page.WaitForAssertion(() => Assert.Contains("/spectrum/own.", Tab.Navigation.Uri, StringComparison.Ordinal));
        Assert.Equal("Long calls in the car", Assert.Single((await Bo.Do<ReadSpectrum>().RunAsync()).Own).Name);
    }

    [Fact]
    public async Task What_is_missing_is_said_and_nothing_is_lost()
    {
        var page = await ShowAsync();
        page.Button("Add it to our list").Click();
        Assert.Contains("Give it a short name.", page.Words(), StringComparison.Ordinal);
        page.Find("#own-name").Input(new string('x', 81));
        Assert.Contains("Your words are still here.", page.Find(".wrong").Words(), StringComparison.Ordinal);
        page.Find("#own-name").Input("half \ud800 of it");
        Assert.Contains("cannot be kept", page.Find(".wrong").Words(), StringComparison.Ordinal);
        page.Find("#own-name").Input("Fine");
        Assert.Equal("Choose a topic.", page.Find(".wrong").Words());
        Assert.Empty((await Bo.Do<ReadSpectrum>().RunAsync()).Own);
    }

    [Fact]
    public async Task Hints_stand_beside_the_words_and_block_nothing()
    {
        var page = await ShowAsync();
        page.Find("#own-name").Input("Cheating with Bo");
        Assert.Equal(2, page.FindAll(".remarks li").Count);
        page.Button("Friends").Click();
        page.Button("Add it to our list").Click();
        page.WaitForAssertion(() => Assert.Contains("/spectrum/own.", Tab.Navigation.Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_is_on_the_list_is_told()
    {
        await Bo.Do<AddOwnBehaviour>().RunAsync(new("Long calls in the car", "", Topic.Friends));
        var page = await ShowAsync();
        page.Find("#own-name").Input("long calls in the car");
        page.Button("Friends").Click();
        page.Button("Add it to our list").Click();
        page.WaitForAssertion(() => Assert.Contains("is on your list already", page.Words(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_are_changed_by_their_author_until_the_first_round()
    {
        var mine = (await Ann.Do<AddOwnBehaviour>().RunAsync(new("Long calls", "", Topic.Friends))).Key!.Value;
        var bos = (await Bo.Do<AddOwnBehaviour>().RunAsync(new("Late trains", "", Topic.Friends))).Key!.Value;
        Assert.Contains("Its words stand as they are", (await ShowAsync(bos.Value)).Words(), StringComparison.Ordinal);

        var page = await ShowAsync(mine.Value);
        Assert.Equal("Long calls", page.Find("#own-name").GetAttribute("value"));
        page.Find("#own-name").Input("Longer calls");
        page.Button("Keep these words").Click();
        page.WaitForAssertion(() => Assert.EndsWith($"/spectrum/{mine}", Tab.Navigation.Uri, StringComparison.Ordinal));
        Assert.Contains("Longer calls", (await Bo.Do<ReadSpectrum>().RunAsync()).Own.Select(own => own.Name));

        Assert.NotNull(await Bo.Do<StartRound>().RunAsync([mine]));
        Assert.Contains("Its words stand as they are", (await ShowAsync(mine.Value)).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_closed_space_nothing_is_added()
    {
        Assert.True((await Bo.Do<LeaveCouple>().RunAsync(Person.Password, new("here", null))).Opened);
        var page = await ShowAsync();
        Assert.Empty(page.FindAll("input, textarea"));
        Assert.Contains("This space is closed", page.Words(), StringComparison.Ordinal);
    }
}
