using CoupleCheckin.Domain.Behaviours;
using static CoupleCheckin.Domain.Behaviours.Zone;

namespace CoupleCheckin.App.Tests.Catalogue;

public sealed class StarterSetTests
{
    private static readonly string[] Expected =
    [
        "ex.open-friendship",
        "ex.meet-alone",
        "work.offhours-personal-chat",
        "friend.one-to-one-outing",
        "social.suggestive-likes-known",
        "msg.frequent-intimate",
        "msg.deleting-threads",
        "dating.live-profile",
        "flirt.notice-good-looking",
        "flirt.mutual-more-than-friendly",
        "emo.advice-trusted-friend",
        "emo.intimate-first-to-other",
        "mgt.small-gift",
        "mgt.person-over-couple",
        "priv.own-passcode",
    ];

    [Fact]
    public void The_first_checklist_has_its_fifteen_behaviours() => Assert.Equal(
        Expected.Order(StringComparer.Ordinal), Seeds.Catalogue.Starter.Select(key => key.Value).Order(StringComparer.Ordinal));

    [Fact]
    public void The_first_checklist_has_no_opt_in_topic_and_at_least_eight_others()
    {
        var topics = Starters().Select(behaviour => behaviour.Topic).Distinct().ToList();

        Assert.True(topics.Count >= 8, $"There are {topics.Count} topics.");
        Assert.DoesNotContain(Starters(), behaviour => behaviour.IsOptIn);
    }

    [Fact]
    public void The_first_checklist_has_all_three_zones() =>
        Assert.Equal([WithinBounds, GrayZone, ClearlyObjectionable], Starters().Select(behaviour => behaviour.DefaultZone).Distinct().Order());

    [Fact]
    public void The_first_checklist_begins_gently() => Assert.Equal(WithinBounds, Starters().First().DefaultZone);

    private static IEnumerable<Behaviour> Starters() => Seeds.Catalogue.Starter.Select(key => Seeds.Catalogue.Find(key)!);
}
