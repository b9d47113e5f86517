using Bunit;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Web.Shared;
using CoupleCheckin.Web.Tests.Harness;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Tests.Shared;

public sealed class PickTests : OnScreen
{
    private readonly List<Zone?> chosen = [];

    private IRenderedComponent<Pick<Zone>> Show(Zone? value = null, string? help = null) => Tab.Render<Pick<Zone>>(pick => pick
        .Add(p => p.Label, "Done openly")
        .Add(p => p.Legend, builder => builder.AddContent(0, "Done openly"))
        .Add(p => p.Help, help)
        .Add(p => p.Choices, [.. Words.Zones.Select(zone => new Pick<Zone>.Choice(zone, builder => builder.AddContent(0, zone.Name()), zone.Letter()))])
        .Add(p => p.Value, value)
        .Add(p => p.ValueChanged, EventCallback.Factory.Create<Zone?>(this, chosen.Add)));

    [Fact]
    public void A_choice_is_made_of_native_radios_that_belong_together()
    {
        var pick = Show();
        var radios = pick.FindAll("input");
        Assert.Equal(3, radios.Count);
        Assert.All(radios, radio => Assert.Equal("radio", radio.GetAttribute("type")));
        Assert.Single(radios.Select(radio => radio.GetAttribute("name")).Distinct());
        Assert.NotEqual("", radios[0].GetAttribute("name"));
    }

    [Fact]
    public void Two_questions_on_one_page_do_not_share_their_radios() =>
        Assert.NotEqual(Show().Find("input").GetAttribute("name"), Show().Find("input").GetAttribute("name"));

    [Fact]
    public void Each_radio_is_called_by_its_own_words_and_the_group_by_the_question()
    {
        var pick = Show(help: "The other knows.");
        Assert.Equal(["within bounds", "gray zone", "clearly objectionable"], pick.FindAll("label").Select(label => label.Words()));
        Assert.All(pick.FindAll("label"), label => Assert.Single(label.QuerySelectorAll("input")));
        var group = pick.Find("[role=radiogroup]");
        Assert.Equal("Done openly", group.GetAttribute("aria-label"));
        Assert.Equal("horizontal", group.GetAttribute("aria-orientation"));
        Assert.Equal("Done openly The other knows.", pick.Find("fieldset > legend").Words());
    }

    [Fact]
    public void Blank_checks_nothing_and_offers_nothing_to_clear()
    {
        var pick = Show();
        Assert.Empty(pick.FindAll("input[checked]"));
        Assert.Empty(pick.FindAll("button"));
    }

    [Theory]
    [InlineData(Zone.WithinBounds, 0)]
    [InlineData(Zone.GrayZone, 1)]
    [InlineData(Zone.ClearlyObjectionable, 2)]
    public void What_is_chosen_is_checked_and_nothing_else(Zone zone, int at) =>
        Assert.Equal(Enumerable.Range(0, 3).Select(index => index == at), Show(zone).FindAll("input").Select(radio => radio.HasAttribute("checked")));

    [Fact]
    public void A_press_on_a_radio_chooses_it()
    {
        Show().FindAll("input")[2].Change(true);
        Assert.Equal([Zone.ClearlyObjectionable], chosen);
    }

    [Fact]
    public void A_choice_can_be_left_blank_again()
    {
        var pick = Show(Zone.GrayZone);
        pick.Button("Clear").Click();
        Assert.Equal([null], chosen);
    }

    [Fact]
    public void An_answer_of_zero_is_an_answer_and_not_a_blank()
    {
        var pick = Tab.Render<Pick<Weight>>(pick => pick
            .Add(p => p.Label, "How much")
            .Add(p => p.Legend, builder => builder.AddContent(0, "How much"))
            .Add(p => p.From, 0)
            .Add(p => p.Choices, [.. Enum.GetValues<Weight>().Select(weight => new Pick<Weight>.Choice(weight, builder => builder.AddContent(0, weight.Name()), null))])
            .Add(p => p.Value, Weight.Not));
        Assert.True(pick.FindAll("input")[0].HasAttribute("checked"));
        Assert.True(pick.HasButton("Clear"));
        Assert.Equal("0", pick.Find("fieldset").GetAttribute("data-question"));
    }
}
