using CoupleCheckin.Domain.Behaviours;
using FsCheck.Xunit;

namespace CoupleCheckin.Domain.Tests.Behaviours;

/// <summary>The rules of content.md 8.4, one by one, and what holds whatever somebody answers.</summary>
[Properties(MaxTest = 2000)]
public sealed class ZoneEngineTests
{
    private const Zone W = Zone.WithinBounds;
    private const Zone G = Zone.GrayZone;
    private const Zone O = Zone.ClearlyObjectionable;

    // As they stand in the catalogue: default, hidden, romantic, known.
    private static readonly Behaviour OpenFriendship = Fidelity(W, G, G, W);
    private static readonly Behaviour MeetAlone = Fidelity(G, O, O, W);
    private static readonly Behaviour Closeness = Fidelity(G, O, O, G);
    private static readonly Behaviour SecretChannel = Fidelity(O, O, O, G);
    private static readonly Behaviour Sexting = Fidelity(O, O, O, O, BehaviourLock.ExplicitAgreement);
    private static readonly Behaviour Noticing = Fidelity(W, W, W, W, BehaviourLock.InnerLife);
    private static readonly Behaviour FollowingStrangers = Fidelity(W, W, G, W, BehaviourLock.InnerLife);
    private static readonly Behaviour LookingUpACrush = Fidelity(G, G, O, W, BehaviourLock.InnerLife);

    private static readonly bool[] NoThenYes = [false, true];

    private static readonly FidelitySituation Plain = new() { Told = Told.Not };
    private static readonly FidelitySituation Known = new() { Told = Told.InTime, AtEase = YesNoUnsure.Yes };
    private static readonly FidelitySituation Objected = Plain with { WhyHidden = WhyHidden.TheyWouldObject };

    [Fact]
    public void Rule_1_fear_of_their_reaction_shows_no_zone_and_stops()
    {
        foreach (var behaviour in new[] { OpenFriendship, MeetAlone, Sexting, Noticing })
        {
            Assert.IsType<Sitting.NoZone>(ZoneEngine.Place(behaviour, Plain with { WhyHidden = WhyHidden.Fear, OurLine = OurLine.NotFine }));
            Assert.IsType<Sitting.NoZone>(ZoneEngine.Place(behaviour, Known with { Afraid = true, OurLine = OurLine.Fine }));
        }

        Assert.IsType<Sitting.NoZone>(ZoneEngine.Place(Control(O, O, O, G, SafetyTag.OwnBehaviour), new ControlSituation { Afraid = true }));
        Assert.IsType<Sitting.NoZone>(ZoneEngine.Place(null, Plain with { WhyHidden = WhyHidden.Fear }));
    }

    [Fact]
    public void Rule_2_inner_life_stays_where_it_is_hidden_or_not()
    {
        Assert.Equal(W, ZoneOf(Noticing, Objected));
        Assert.Equal(W, ZoneOf(FollowingStrangers, Objected with { Gives = Gives.Romance }));
        Assert.Equal(G, ZoneOf(LookingUpACrush, Objected));
        Assert.Equal(W, ZoneOf(LookingUpACrush, Known));
        Assert.Equal(W, ZoneOf(Noticing, Plain with { OurLine = OurLine.NotFine }));
        Assert.Contains(Reason.InnerLife, Placed(Noticing, Plain).Because);
    }

    [Fact]
    public void Rule_2_only_desire_that_was_acted_upon_moves_inner_life()
    {
        Assert.Equal(O, ZoneOf(LookingUpACrush, Plain with { Gives = Gives.Romance, ActedUpon = true }));
        Assert.Equal(W, ZoneOf(Noticing, Plain with { Gives = Gives.Romance, ActedUpon = true }));
        Assert.Equal(G, ZoneOf(LookingUpACrush, Plain with { Gives = Gives.Validation, ActedUpon = true }));
    }

    [Fact]
    public void Rule_3_fine_and_told_is_inside_the_agreement_wherever_many_couples_put_it()
    {
        Assert.IsType<Sitting.InsideAgreement>(ZoneEngine.Place(Sexting, Known with { OurLine = OurLine.Fine }));
        Assert.IsType<Sitting.InsideAgreement>(ZoneEngine.Place(MeetAlone, Plain with { OurLine = OurLine.Fine, Told = Told.Late }));
        Assert.Equal(G, ZoneOf(MeetAlone, Plain with { OurLine = OurLine.Fine }));
        Assert.Equal(O, ZoneOf(MeetAlone, Objected with { OurLine = OurLine.Fine }));
    }

    [Fact]
    public void Rule_3_not_fine_is_outside_the_agreement_wherever_many_couples_put_it() =>
        Assert.IsType<Sitting.OutsideAgreement>(ZoneEngine.Place(OpenFriendship, Known with { OurLine = OurLine.NotFine }));

    [Fact]
    public void Rule_3_fine_if_asks_whether_the_if_held_and_then_follows_it()
    {
        var fineIf = Plain with { OurLine = OurLine.FineIf };
        Assert.IsType<Sitting.DependsOnTheIf>(ZoneEngine.Place(MeetAlone, fineIf));
        Assert.IsType<Sitting.DependsOnTheIf>(ZoneEngine.Place(MeetAlone, fineIf with { IfHeld = YesNoUnsure.Unsure }));
        Assert.IsType<Sitting.InsideAgreement>(ZoneEngine.Place(MeetAlone, fineIf with { IfHeld = YesNoUnsure.Yes }));
        Assert.IsType<Sitting.OutsideAgreement>(ZoneEngine.Place(MeetAlone, fineIf with { IfHeld = YesNoUnsure.No }));
    }

    [Theory]
    [InlineData(OurLine.Unsettled)]
    [InlineData(OurLine.NotExclusive)]
    public void Rule_4_without_an_explicit_line_it_begins_at_the_default(OurLine line)
    {
        Assert.Equal((W, G, O), (ZoneOf(OpenFriendship, Plain with { OurLine = line }), ZoneOf(MeetAlone, Plain with { OurLine = line }), ZoneOf(SecretChannel, Plain with { OurLine = line })));
    }

    [Theory]
    [InlineData(WhyHidden.NotHidden)]
    [InlineData(WhyHidden.NeverCameUp)]
    [InlineData(WhyHidden.Surprise)]
    [InlineData(WhyHidden.Privacy)]
    public void Rule_5_only_their_objection_moves_it_and_no_other_reason_for_silence(WhyHidden why) =>
        Assert.Equal((W, G), (ZoneOf(OpenFriendship, Plain with { WhyHidden = why }), ZoneOf(MeetAlone, Plain with { WhyHidden = why })));

    [Fact]
    public void Rule_5_kept_back_because_they_would_object_is_one_step_up() =>
        Assert.Equal((G, O, O), (ZoneOf(OpenFriendship, Objected), ZoneOf(MeetAlone, Objected), ZoneOf(SecretChannel, Objected)));

    [Theory]
    [InlineData(Gives.Romance)]
    [InlineData(Gives.ComfortMissingAtHome)]
    public void Rule_6_romance_or_comfort_missing_at_home_is_one_step_up(Gives gives)
    {
        Assert.Equal((G, O), (ZoneOf(OpenFriendship, Plain with { Gives = gives }), ZoneOf(MeetAlone, Plain with { Gives = gives })));
        Assert.Equal(O, ZoneOf(OpenFriendship, Objected with { Gives = gives }));
    }

    [Theory]
    [InlineData(Gives.Nothing)]
    [InlineData(Gives.Friendship)]
    [InlineData(Gives.Validation)]
    public void Rule_6_nothing_else_that_it_gives_moves_it(Gives gives) => Assert.Equal(G, ZoneOf(MeetAlone, Plain with { Gives = gives }));

    [Fact]
    public void Rule_7_told_in_time_and_at_ease_is_one_step_down_from_gray()
    {
        Assert.Equal(W, ZoneOf(MeetAlone, Known));
        Assert.Equal(W, ZoneOf(OpenFriendship, Known with { Gives = Gives.Romance }));
        Assert.Equal(G, ZoneOf(MeetAlone, Known with { Told = Told.Late }));
        Assert.Equal(G, ZoneOf(MeetAlone, Known with { AtEase = YesNoUnsure.Unsure }));
        Assert.Equal(O, ZoneOf(MeetAlone, Known with { Gives = Gives.Romance }));
        Assert.Equal(O, ZoneOf(Sexting, Known));
    }

    [Fact]
    public void Where_the_table_says_where_one_condition_leads_it_wins_over_the_step()
    {
        Assert.Equal(G, ZoneOf(Closeness, Known));
        Assert.Equal(G, ZoneOf(SecretChannel, Known));
        Assert.Equal(W, ZoneOf(Fidelity(W, W, G, W), Objected));
        Assert.Equal(O, ZoneOf(Fidelity(W, O, G, W), Objected));
    }

    [Fact]
    public void Rule_8_not_knowing_shows_both_neighbouring_zones()
    {
        Assert.Equal((W, G), BetweenOf(OpenFriendship, Plain with { WhyHidden = WhyHidden.DoNotKnow }));
        Assert.Equal((G, O), BetweenOf(MeetAlone, Plain with { Gives = Gives.Unsure }));
        Assert.Equal((W, G), BetweenOf(OpenFriendship, Plain with { WhyHidden = WhyHidden.DoNotKnow, Gives = Gives.Unsure }));

        // Where neither answer would move it, there is nothing between.
        Assert.Equal(O, ZoneOf(SecretChannel, Plain with { WhyHidden = WhyHidden.DoNotKnow }));
        Assert.Equal(O, ZoneOf(MeetAlone, Objected with { Gives = Gives.Unsure }));
    }

    [Fact]
    public void Rule_9_how_often_moves_nothing_and_most_days_is_noted()
    {
        foreach (var often in Enum.GetValues<HowOften>())
        {
            var placed = Placed(MeetAlone, Plain with { HowOften = often });
            Assert.Equal((G, often == HowOften.MostDays), (Assert.IsType<Sitting.InZone>(placed).Zone, placed.MostDays));
        }
    }

    [Fact]
    public void What_no_catalogue_knows_begins_in_the_middle_or_where_the_two_put_it()
    {
        Assert.Equal(G, Assert.IsType<Sitting.InZone>(ZoneEngine.Place(null, Plain)).Zone);
        Assert.Equal(O, Assert.IsType<Sitting.InZone>(ZoneEngine.Place(null, Objected)).Zone);
        Assert.Equal(W, Assert.IsType<Sitting.InZone>(ZoneEngine.Place(null, Known)).Zone);
        Assert.Equal(G, Assert.IsType<Sitting.InZone>(ZoneEngine.Place(W, Objected)).Zone);
        Assert.IsType<Sitting.InsideAgreement>(ZoneEngine.Place(O, Known with { OurLine = OurLine.Fine }));
    }

    [Fact]
    public void On_the_axis_of_control_a_secret_and_an_old_hurt_raise_and_a_free_agreement_lowers()
    {
        var shared = Control(W, O, G, W);
        var check = Control(O, O, O, G);
        Assert.Equal((W, O, G), (ControlZone(shared, Done()), ControlZone(shared, Done() with { Covert = true }), ControlZone(shared, Done() with { Defended = true })));
        Assert.Equal((O, G), (ControlZone(check, Done()), ControlZone(check, Done() with { Agreed = YesNoUnsure.Yes })));
        Assert.Equal(O, ControlZone(check, Done() with { Agreed = YesNoUnsure.Yes, Defended = true }));
        Assert.Equal(O, ControlZone(check, Done() with { Agreed = YesNoUnsure.Yes, Covert = true }));
        Assert.Equal((G, O), ZoneEngine.Place(check, Done() with { Agreed = YesNoUnsure.Unsure }) is Sitting.Between between ? (between.Lower, between.Upper) : default);
    }

    [Fact]
    public void Where_no_fair_agreement_exists_agreeing_moves_nothing()
    {
        var tracking = Control(O, O, O, null, SafetyTag.Affected, SafetyTag.OwnBehaviour);
        var placed = Assert.IsType<Sitting.InZone>(ZoneEngine.Place(tracking, Done() with { Agreed = YesNoUnsure.Yes }));
        Assert.Equal((O, true), (placed.Zone, placed.OffersHelp));
        Assert.Contains(Reason.NoFairAgreement, placed.Because);
        Assert.Equal(SittingStep.TalkToSomebody, placed.Step);
    }

    [Fact]
    public void Whoever_says_that_they_check_or_forbid_gets_a_page_of_their_own()
    {
        var tracking = Control(O, O, O, null, SafetyTag.OwnBehaviour);
        Assert.IsType<Sitting.OwnControl>(ZoneEngine.Place(tracking, Done() with { Whose = WhoseAct.Mine }));
        Assert.IsType<Sitting.InZone>(ZoneEngine.Place(Control(W, W, W, W), Done() with { Whose = WhoseAct.Mine }));
    }

    [Fact]
    public void A_situation_of_the_other_axis_is_a_mistake_of_the_program() =>
        Assert.Throws<ArgumentException>(() => ZoneEngine.Place(MeetAlone, Done()));

    [Property]
    public void Fear_stops_everything(FidelitySituation situation, Zone start, Zone hidden, Zone romantic, Zone known, bool inner)
    {
        var behaviour = Fidelity(start, hidden, romantic, known, inner ? BehaviourLock.InnerLife : BehaviourLock.ExplicitAgreement);
        Assert.IsType<Sitting.NoZone>(ZoneEngine.Place(behaviour, situation with { WhyHidden = WhyHidden.Fear }));
        Assert.IsType<Sitting.NoZone>(ZoneEngine.Place(behaviour, situation with { Afraid = true }));
    }

    [Property]
    public void Inner_life_never_rises_unless_desire_was_acted_upon(FidelitySituation situation, Zone start, Zone romantic, Zone known)
    {
        var calm = NotAfraid(situation);
        if (calm is { Gives: Gives.Romance, ActedUpon: true })
            calm = calm with { ActedUpon = false };
        var found = ZoneEngine.Place(Fidelity(start, start, romantic, known < start ? known : start, BehaviourLock.InnerLife), calm);
        Assert.True(Assert.IsType<Sitting.InZone>(found).Zone <= start);
    }

    [Property]
    public void An_explicit_agreement_wins_over_the_default(FidelitySituation situation, Zone start, Zone hidden, Zone romantic, Zone known)
    {
        var behaviour = Fidelity(start, hidden, romantic, known);
        var calm = NotAfraid(situation);
        Assert.IsType<Sitting.OutsideAgreement>(ZoneEngine.Place(behaviour, calm with { OurLine = OurLine.NotFine }));
        Assert.IsType<Sitting.InsideAgreement>(ZoneEngine.Place(behaviour, calm with { OurLine = OurLine.Fine, Told = calm.Told == Told.Not ? Told.InTime : calm.Told }));
        Assert.IsNotType<Sitting.InZone>(ZoneEngine.Place(behaviour, calm with { OurLine = OurLine.FineIf }));
    }

    [Property]
    public void More_concealment_never_places_it_lower(FidelitySituation situation, Zone start, bool hiddenUp, bool romanticUp, bool knownDown, bool inner)
    {
        var behaviour = Fidelity(start, hiddenUp ? Up(start) : start, romanticUp ? Up(start) : start, knownDown ? Down(start) : start, inner ? [BehaviourLock.InnerLife] : []);
        var calm = NotAfraid(situation);
        WhyHidden[][] ladders =
        [
            [WhyHidden.NotHidden, WhyHidden.DoNotKnow, WhyHidden.TheyWouldObject], [WhyHidden.NeverCameUp, WhyHidden.DoNotKnow, WhyHidden.TheyWouldObject],
            [WhyHidden.Surprise, WhyHidden.TheyWouldObject], [WhyHidden.Privacy, WhyHidden.TheyWouldObject],
        ];
        foreach (var ladder in ladders)
            AssertRises(ladder.Select(why => ZoneEngine.Place(behaviour, calm with { WhyHidden = why })));
        AssertRises(new[] { Told.InTime, Told.Late, Told.Not }.Select(told => ZoneEngine.Place(behaviour, calm with { Told = told })));
    }

    [Property]
    public void There_are_always_two_or_three_reasons_and_each_once(FidelitySituation situation, Zone start, Zone hidden, Zone romantic, Zone known, bool inner)
    {
        if (ZoneEngine.Place(Fidelity(start, hidden, romantic, known, inner ? [BehaviourLock.InnerLife] : []), NotAfraid(situation)) is Sitting.Placed placed)
        {
            Assert.InRange(placed.Because.Count, 2, 3);
            Assert.Equal(placed.Because.Count, placed.Because.Distinct().Count());
            Assert.True(placed is not Sitting.Between between || between.Upper == between.Lower + 1);
            Assert.Equal(situation.HowOften == HowOften.MostDays, placed.MostDays);
        }
    }

    [Property]
    public void On_the_axis_of_control_secrecy_and_old_hurts_never_lower(ControlSituation situation, Zone start, Zone covert, Zone defended, Zone agreed)
    {
        var behaviour = Control(start, covert, defended, agreed);
        var calm = situation with { Afraid = false, Whose = WhoseAct.Partners };
        AssertRises(NoThenYes.Select(secret => ZoneEngine.Place(behaviour, calm with { Covert = secret })));
        AssertRises(NoThenYes.Select(old => ZoneEngine.Place(behaviour, calm with { Defended = old })));
        Assert.InRange(Assert.IsAssignableFrom<Sitting.Placed>(ZoneEngine.Place(behaviour, calm)).Because.Count, 2, 3);
    }

    private static void AssertRises(IEnumerable<Sitting> sittings)
    {
        var ranks = sittings.Select(Rank).ToList();
        Assert.All(ranks.Zip(ranks.Skip(1)), pair => Assert.True(pair.First.Lower <= pair.Second.Lower && pair.First.Upper <= pair.Second.Upper, string.Join(' ', ranks)));
    }

    private static (int Lower, int Upper) Rank(Sitting sitting) => sitting switch
    {
        Sitting.InsideAgreement => (0, 0),
        Sitting.InZone zone => ((int)zone.Zone, (int)zone.Zone),
        Sitting.Between between => ((int)between.Lower, (int)between.Upper),
        Sitting.OutsideAgreement => (4, 4),
        Sitting.DependsOnTheIf => (5, 5),
        _ => throw new InvalidOperationException(),
    };

    private static FidelitySituation NotAfraid(FidelitySituation situation) =>
        situation with { Afraid = false, WhyHidden = situation.WhyHidden == WhyHidden.Fear ? WhyHidden.TheyWouldObject : situation.WhyHidden };

    private static Sitting.Placed Placed(Behaviour behaviour, Situation situation) => Assert.IsAssignableFrom<Sitting.Placed>(ZoneEngine.Place(behaviour, situation));

    private static Zone ZoneOf(Behaviour behaviour, FidelitySituation situation) => Assert.IsType<Sitting.InZone>(ZoneEngine.Place(behaviour, situation)).Zone;

    private static Zone ControlZone(Behaviour behaviour, ControlSituation situation) => Assert.IsType<Sitting.InZone>(ZoneEngine.Place(behaviour, situation)).Zone;

    private static (Zone Lower, Zone Upper) BetweenOf(Behaviour behaviour, FidelitySituation situation) =>
        Assert.IsType<Sitting.Between>(ZoneEngine.Place(behaviour, situation)) is var between ? (between.Lower, between.Upper) : default;

    private static ControlSituation Done() => new() { Whose = WhoseAct.Partners };

    private static Zone Up(Zone zone) => zone == O ? O : zone + 1;

    private static Zone Down(Zone zone) => zone == W ? W : zone - 1;

    private static Behaviour Fidelity(Zone start, Zone hidden, Zone romantic, Zone known, params BehaviourLock[] locks) =>
        Of(Topic.Friends, start, new FidelityShifts(hidden, romantic, known)) with { Locks = locks };

    private static Behaviour Control(Zone start, Zone covert, Zone defended, Zone? agreed, params SafetyTag[] tags) =>
        Of(Topic.PrivacyAndControl, start, new ControlShifts(covert, defended, agreed)) with { SafetyTags = tags };

    private static Behaviour Of(Topic topic, Zone start, Shifts shifts) => new(new("some.thing"), topic, "Something", "", "", "", "", [], start, shifts);
}
