using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;

namespace CoupleCheckin.Domain.Tests.Catalogue;

public sealed class BehaviourCatalogueTests
{
    private static readonly Behaviour Chat = Entry("ex.chat");
    private static readonly Behaviour Letters = Entry("ex.letters");

    [Fact]
    public void Behaviours_and_starters_keep_their_order()
    {
        var catalogue = new BehaviourCatalogue([Letters, Chat], [Chat.Key, Letters.Key]);

        Assert.Equal([Letters, Chat], catalogue.All);
        Assert.Equal([Chat.Key, Letters.Key], catalogue.Starter);
        Assert.Same(Chat, catalogue.Find(Chat.Key));
        Assert.Null(catalogue.Find(new("ex.other")));
    }

    [Fact]
    public void A_retired_behaviour_is_found_but_not_offered()
    {
        var retired = Letters with { Retired = true };
        var catalogue = new BehaviourCatalogue([Chat, retired], [Chat.Key]);

        Assert.Equal([Chat], catalogue.All);
        Assert.Same(retired, catalogue.Find(Letters.Key));
        Assert.Throws<ArgumentException>(() => new BehaviourCatalogue([Chat, retired], [retired.Key]));
    }

    [Fact]
    public void A_key_stands_once_and_the_starter_set_knows_its_behaviours()
    {
        Assert.Throws<ArgumentException>(() => new BehaviourCatalogue([Chat, Chat], []));
        Assert.Throws<ArgumentException>(() => new BehaviourCatalogue([Chat], [Letters.Key]));
    }

    private static Behaviour Entry(string key) => new(
        new(key), Topic.ExPartners, "name", "description", "not meant", "why", "concealment", ["One?", "Two?"], Zone.GrayZone,
        new FidelityShifts(Zone.GrayZone, Zone.GrayZone, Zone.WithinBounds));
}
