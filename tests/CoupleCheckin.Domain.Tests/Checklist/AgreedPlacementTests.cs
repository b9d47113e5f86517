using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.Domain.Tests.Checklist;

public sealed class AgreedPlacementTests
{
    private static readonly Placement Within = new() { Openly = Zone.WithinBounds };
    private static readonly Placement Gray = new() { Openly = Zone.GrayZone };

    [Fact]
    public void What_both_put_alike_is_agreed() => Assert.Equal(new(Zone.WithinBounds, null), AgreedPlacement.Of(Within, Within));

    [Fact]
    public void Each_way_is_agreed_by_itself() =>
        Assert.Equal(
            new(null, Zone.ClearlyObjectionable),
            AgreedPlacement.Of(Within with { KeptFromMe = Zone.ClearlyObjectionable }, Gray with { KeptFromMe = Zone.ClearlyObjectionable }));

    [Fact]
    public void What_they_put_differently_or_only_one_of_them_put_is_not_agreed()
    {
        Assert.Null(AgreedPlacement.Of(Within, Gray));
        Assert.Null(AgreedPlacement.Of(Within, Placement.Blank));
        Assert.Null(AgreedPlacement.Of(Placement.Blank, Placement.Blank));
    }

    [Fact]
    public void Whoever_is_unsure_has_not_agreed() => Assert.Null(AgreedPlacement.Of(Within, Within with { Sureness = Sureness.Unsure }));
}
