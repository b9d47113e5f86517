using Bunit;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Web.Shared;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Shared;

public sealed class BandTests : OnScreen
{
    private static Band.Place Me(Zone? zone, bool isUnsure = false, bool isLimit = false) => new(Sample.Ann, true, zone, isUnsure, isLimit);

    private static Band.Place Bo(Zone? zone, bool isUnsure = false, bool isLimit = false) => new(Sample.Bo, false, zone, isUnsure, isLimit);

    private IRenderedComponent<Band> Show(params Band.Place[] places) => Tab.Render<Band>(band => band.Add(p => p.Way, "Openly").Add(p => p.Places, places));

    private string? Said(params Band.Place[] places) => Show(places).Find("[role=img]").GetAttribute("aria-label");

    [Fact]
    public void Two_in_one_zone_are_one_sentence() =>
        Assert.Equal("Openly: you and Bo, gray zone.", Said(Me(Zone.GrayZone), Bo(Zone.GrayZone)));

    [Fact]
    public void Two_in_two_zones_are_named_one_after_the_other() =>
        Assert.Equal("Openly: you, gray zone. Bo, within bounds.", Said(Me(Zone.GrayZone), Bo(Zone.WithinBounds)));

    [Fact]
    public void Unsure_is_said_of_whoever_is_unsure()
    {
        Assert.Equal("Openly: you, gray zone, unsure. Bo, within bounds.", Said(Me(Zone.GrayZone, isUnsure: true), Bo(Zone.WithinBounds)));
        Assert.Equal("Openly: you, gray zone. Bo, gray zone, unsure.", Said(Me(Zone.GrayZone), Bo(Zone.GrayZone, isUnsure: true)));
    }

    [Fact]
    public void A_hard_limit_is_said_of_whose_it_is()
    {
        Assert.Equal("Openly: you, clearly objectionable, hard limit. Bo, within bounds.", Said(Me(Zone.ClearlyObjectionable, isLimit: true), Bo(Zone.WithinBounds)));
        Assert.Equal("Openly: you, gray zone. Bo, gray zone, hard limit.", Said(Me(Zone.GrayZone), Bo(Zone.GrayZone, isLimit: true)));
        Assert.Equal("Openly: you, gray zone, unsure, hard limit. Bo, gray zone, hard limit.", Said(Me(Zone.GrayZone, isUnsure: true, isLimit: true), Bo(Zone.GrayZone, isLimit: true)));
    }

    [Fact]
    public void Of_one_who_left_it_blank_nothing_is_said()
    {
        Assert.Equal("Openly: you, gray zone.", Said(Me(Zone.GrayZone), Bo(null)));
        Assert.Equal("Openly: Bo, gray zone, unsure.", Said(Me(null), Bo(Zone.GrayZone, isUnsure: true)));
    }

    [Fact]
    public void The_three_cells_stand_in_the_order_of_the_zones_and_a_marker_stands_in_the_cell_of_its_zone()
    {
        var cells = Show(Me(Zone.WithinBounds), Bo(Zone.ClearlyObjectionable)).FindAll(".band > span");
        Assert.Equal(["w", "g", "o"], cells.Select(cell => cell.ClassName));
        Assert.Equal(["A", "", "B"], cells.Select(cell => cell.Words()));
        Assert.NotNull(cells[0].QuerySelector(".mk.mine"));
        Assert.Null(cells[2].QuerySelector(".mk.mine"));
    }

    [Fact]
    public void Both_markers_stand_in_one_cell_and_unsure_is_written_beside_its_marker()
    {
        var cells = Show(Me(Zone.GrayZone), Bo(Zone.GrayZone, isUnsure: true)).FindAll(".band > span");
        Assert.Equal(["", "A B unsure", ""], cells.Select(cell => cell.Words()));
    }
}
