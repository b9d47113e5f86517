using Bunit;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Web.Shared;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Shared;

public sealed class PeopleAndZonesTests : OnScreen
{
    [Fact]
    public void Whoever_opened_the_space_is_round_and_the_other_a_diamond()
    {
        Assert.Contains("round", Tab.Render<Marker>(m => m.Add(p => p.Partner, Sample.Ann)).Find(".mk").ClassList);
        Assert.Contains("diamond", Tab.Render<Marker>(m => m.Add(p => p.Partner, Sample.Bo)).Find(".mk").ClassList);
    }

    [Fact]
    public void Filled_is_me_and_outlined_the_other()
    {
        Assert.Contains("mine", Tab.Render<Marker>(m => m.Add(p => p.Partner, Sample.Bo).Add(p => p.IsMine, true)).Find(".mk").ClassList);
        Assert.DoesNotContain("mine", Tab.Render<Marker>(m => m.Add(p => p.Partner, Sample.Bo)).Find(".mk").ClassList);
    }

    [Fact]
    public void A_marker_shows_the_first_letter_and_says_nothing_to_a_screen_reader()
    {
        var marker = Tab.Render<Marker>(m => m.Add(p => p.Partner, Sample.Bo)).Find(".mk");
        Assert.Equal("B", marker.TextContent);
        Assert.Equal("true", marker.GetAttribute("aria-hidden"));
    }

    [Theory]
    [InlineData(Zone.WithinBounds, "w")]
    [InlineData(Zone.GrayZone, "g")]
    [InlineData(Zone.ClearlyObjectionable, "o")]
    public void A_glyph_is_a_line_and_a_dot_in_the_ink_of_its_zone_and_hidden_from_a_screen_reader(Zone zone, string letter)
    {
        var glyph = Tab.Render<ZoneGlyph>(g => g.Add(p => p.Zone, zone)).Find("svg");
        Assert.Contains(letter, glyph.ClassList);
        Assert.Equal(2, glyph.ChildElementCount);
        Assert.Single(glyph.QuerySelectorAll("circle.dot"));
        Assert.Equal("true", glyph.GetAttribute("aria-hidden"));
    }

    [Fact]
    public void No_two_zones_share_a_glyph() =>
        Assert.Equal(3, Words.Zones.Select(zone => Tab.Render<ZoneGlyph>(g => g.Add(p => p.Zone, zone)).Find("svg").InnerHtml).Distinct().Count());

    [Fact]
    public void A_big_glyph_is_marked_as_big() =>
        Assert.Contains("big", Tab.Render<ZoneGlyph>(g => g.Add(p => p.Zone, Zone.GrayZone).Add(p => p.IsBig, true)).Find("svg").ClassList);
}
