using CoupleCheckin.Domain.Behaviours;
using static CoupleCheckin.Domain.Behaviours.Zone;

namespace CoupleCheckin.App.Tests.Catalogue;

public sealed class StarterSetTests
{
    private static readonly (string Key, Zone Default, Shifts Shifts)[] Expected =
    [
        ("ex.open-friendship", WithinBounds, new(GrayZone, GrayZone, WithinBounds)),
        ("ex.meet-alone", GrayZone, new(ClearlyObjectionable, ClearlyObjectionable, WithinBounds)),
        ("work.offhours-personal-chat", GrayZone, new(ClearlyObjectionable, ClearlyObjectionable, WithinBounds)),
        ("friend.one-to-one-outing", WithinBounds, new(GrayZone, GrayZone, WithinBounds)),
        ("social.suggestive-likes-known", GrayZone, new(ClearlyObjectionable, ClearlyObjectionable, GrayZone)),
        ("msg.frequent-intimate", GrayZone, new(ClearlyObjectionable, ClearlyObjectionable, GrayZone)),
        ("msg.deleting-threads", GrayZone, new(ClearlyObjectionable, ClearlyObjectionable, GrayZone)),
        ("dating.live-profile", ClearlyObjectionable, new(ClearlyObjectionable, ClearlyObjectionable, ClearlyObjectionable)),
        ("flirt.notice-good-looking", WithinBounds, new(WithinBounds, WithinBounds, WithinBounds)),
        ("flirt.mutual-more-than-friendly", GrayZone, new(ClearlyObjectionable, ClearlyObjectionable, GrayZone)),
        ("emo.advice-trusted-friend", WithinBounds, new(WithinBounds, GrayZone, WithinBounds)),
        ("emo.intimate-first-to-other", ClearlyObjectionable, new(ClearlyObjectionable, ClearlyObjectionable, GrayZone)),
        ("mgt.small-gift", WithinBounds, new(GrayZone, GrayZone, WithinBounds)),
        ("mgt.person-over-couple", GrayZone, new(ClearlyObjectionable, ClearlyObjectionable, GrayZone)),
        ("priv.own-passcode", WithinBounds, new(WithinBounds, WithinBounds, WithinBounds)),
    ];

    [Fact]
    public void The_first_checklist_has_fifteen_behaviours() => Assert.Equal(15, Seeds.Catalogue.Starter.Count);

    [Fact]
    public void The_first_checklist_has_no_opt_in_topic_and_at_least_eight_others()
    {
        var topics = Starters().Select(behaviour => behaviour.Topic).Distinct().ToList();

        Assert.True(topics.Count >= 8, $"There are {topics.Count} topics.");
        Assert.DoesNotContain(Topic.Sexual, topics);
        Assert.DoesNotContain(Topic.Solitary, topics);
    }

    [Fact]
    public void The_first_checklist_has_all_three_zones() =>
        Assert.Equal([WithinBounds, GrayZone, ClearlyObjectionable], Starters().Select(behaviour => behaviour.DefaultZone).Distinct().Order());

    [Fact]
    public void The_first_checklist_begins_gently() => Assert.Equal(WithinBounds, Starters().First().DefaultZone);

    [Fact]
    public void Every_behaviour_has_the_zone_and_the_shifts_of_the_catalogue() => Assert.Equal(
        Expected.OrderBy(row => row.Key, StringComparer.Ordinal),
        Seeds.Catalogue.All.Select(behaviour => (behaviour.Key.Value, behaviour.DefaultZone, behaviour.Shifts)).OrderBy(row => row.Value, StringComparer.Ordinal));

    private static IEnumerable<Behaviour> Starters() => Seeds.Catalogue.Starter.Select(key => Seeds.Catalogue.Find(key)!);
}
