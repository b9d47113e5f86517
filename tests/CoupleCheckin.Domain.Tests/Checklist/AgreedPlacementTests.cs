using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.Domain.Tests.Checklist;

public sealed class AgreedPlacementTests
{
    private static readonly BehaviourKey Coffee = new("work.coffee");
    private static readonly Placement Within = new() { Openly = Zone.WithinBounds };
    private static readonly Placement Gray = new() { Openly = Zone.GrayZone };

    [Fact]
    public void What_both_put_alike_is_agreed() => Assert.Equal(new AgreedPlacement(Zone.WithinBounds, null), Agreed((Within, Within)));

    [Fact]
    public void Each_way_is_agreed_by_itself() =>
        Assert.Equal(
            new AgreedPlacement(null, Zone.ClearlyObjectionable),
            Agreed((Within with { KeptFromMe = Zone.ClearlyObjectionable }, Gray with { KeptFromMe = Zone.ClearlyObjectionable })));

    [Fact]
    public void What_they_put_differently_is_not_agreed() => Assert.Null(Agreed((Within, Gray)));

    [Fact]
    public void The_latest_round_in_which_both_placed_it_decides()
    {
        Assert.Equal(Zone.GrayZone, Agreed((Within, Within), (Gray, Gray))!.Openly);
        Assert.Null(Agreed((Within, Within), (Within, Gray)));
        Assert.Equal(Zone.WithinBounds, Agreed((Within, Within), (Gray, Placement.Blank))!.Openly);
    }

    [Fact]
    public void Whoever_is_unsure_has_not_agreed() => Assert.Null(Agreed((Within, Within with { Sureness = Sureness.Unsure })));

    private static AgreedPlacement? Agreed(params (Placement Mine, Placement Partners)[] rounds) =>
        AgreedPlacement.From(rounds.Select(round => (AnswerSheet.Empty.With(Coffee, round.Mine), AnswerSheet.Empty.With(Coffee, round.Partners)))).GetValueOrDefault(Coffee);
}
