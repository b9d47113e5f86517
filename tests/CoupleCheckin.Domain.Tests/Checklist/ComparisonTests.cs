using System.Globalization;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using FsCheck.Xunit;
using static CoupleCheckin.Domain.Behaviours.Zone;

namespace CoupleCheckin.Domain.Tests.Checklist;

public sealed class ComparisonTests
{
    private static readonly BehaviourKey Key = new("ex.meet-alone");

    [Theory]
    [InlineData(GrayZone, GrayZone, GrayZone, GrayZone, Outcome.SharedAndKnown)]
    [InlineData(GrayZone, GrayZone, GrayZone, WithinBounds, Outcome.SharedAndASurprise)]
    [InlineData(GrayZone, WithinBounds, GrayZone, GrayZone, Outcome.SharedAndASurprise)]
    [InlineData(GrayZone, null, GrayZone, null, Outcome.SharedAndASurprise)]
    [InlineData(GrayZone, WithinBounds, WithinBounds, GrayZone, Outcome.KnownDifference)]
    [InlineData(GrayZone, GrayZone, WithinBounds, GrayZone, Outcome.HiddenDifference)]
    [InlineData(GrayZone, WithinBounds, WithinBounds, null, Outcome.HiddenDifference)]
    [InlineData(WithinBounds, null, ClearlyObjectionable, null, Outcome.HiddenDifference)]
    public void Two_answers_and_two_guesses_make_one_of_four_outcomes(Zone mine, Zone? myGuess, Zone partners, Zone? partnersGuess, Outcome outcome) =>
        Assert.Equal(outcome, OutcomeOf(new() { Openly = mine, Guess = myGuess }, new() { Openly = partners, Guess = partnersGuess }));

    [Fact]
    public void A_difference_only_in_what_is_kept_is_a_difference() => Assert.Equal(
        Outcome.KnownDifference,
        OutcomeOf(
            new() { Openly = WithinBounds, KeptFromMe = GrayZone, Guess = WithinBounds },
            new() { Openly = WithinBounds, KeptFromMe = ClearlyObjectionable, Guess = WithinBounds }));

    [Fact]
    public void Two_answers_about_keeping_it_alone_are_compared() => Assert.Equal(
        Outcome.HiddenDifference,
        OutcomeOf(new() { KeptFromMe = GrayZone }, new() { KeptFromMe = ClearlyObjectionable }));

    [Theory]
    [InlineData(WithinBounds)]
    [InlineData(GrayZone)]
    [InlineData(ClearlyObjectionable)]
    public void A_blank_answer_never_counts_as_yes(Zone zone)
    {
        var answer = new Placement { Openly = zone, KeptFromMe = zone, Guess = zone, Matters = Weight.Deeply };

        Assert.Equal(Outcome.NotCompared, OutcomeOf(answer, Placement.Blank));
        Assert.Equal(Outcome.NotCompared, OutcomeOf(Placement.Blank, answer));
        Assert.Equal(Outcome.NotCompared, OutcomeOf(Placement.Blank, Placement.Blank));
        Assert.Equal(Outcome.NotCompared, OutcomeOf(new() { Openly = zone }, new() { KeptFromMe = zone }));
    }

    [Fact]
    public void An_answer_without_a_zone_is_not_compared_even_when_somebody_is_unsure() => Assert.Equal(
        Outcome.NotCompared,
        OutcomeOf(new() { Sureness = Sureness.Unsure }, new() { Openly = WithinBounds }));

    [Theory]
    [InlineData(WithinBounds, Sureness.Unsure, Sureness.Sure)]
    [InlineData(WithinBounds, Sureness.Sure, Sureness.Unsure)]
    [InlineData(ClearlyObjectionable, Sureness.Unsure, Sureness.Unsure)]
    public void Unsure_wins_over_every_other_outcome(Zone partners, Sureness mySureness, Sureness partnersSureness) => Assert.Equal(
        Outcome.SomeoneIsUnsure,
        OutcomeOf(
            new() { Openly = WithinBounds, Guess = partners, Sureness = mySureness },
            new() { Openly = partners, Guess = WithinBounds, Sureness = partnersSureness }));

    [Fact]
    public void Leaning_is_sure_enough_to_be_compared() => Assert.Equal(
        Outcome.SharedAndASurprise,
        OutcomeOf(new() { Openly = GrayZone, Sureness = Sureness.Leaning }, new() { Openly = GrayZone, Sureness = Sureness.Sure }));

    [Theory]
    [InlineData(WithinBounds, ClearlyObjectionable, true)]
    [InlineData(WithinBounds, GrayZone, false)]
    [InlineData(GrayZone, ClearlyObjectionable, false)]
    [InlineData(ClearlyObjectionable, ClearlyObjectionable, false)]
    [InlineData(null, ClearlyObjectionable, false)]
    [InlineData(WithinBounds, null, false)]
    public void The_hiding_matters_where_it_is_fine_openly_and_not_when_it_is_kept(Zone? openly, Zone? kept, bool matters)
    {
        var answer = new Placement { Openly = openly, KeptFromMe = kept };
        var other = new Placement { Openly = GrayZone, KeptFromMe = GrayZone };

        Assert.Equal(matters, Comparison.Compare(Key, answer, other).TheHidingMatters);
        Assert.Equal(matters, Comparison.Compare(Key, other, answer).TheHidingMatters);
    }

    [Fact]
    public void Hard_limits_of_either_are_pinned_in_the_order_of_the_round()
    {
        var comparison = Compare(
            (Differs(Weight.Deeply), Answer(WithinBounds)),
            (Answer(GrayZone) with { HardLimit = true }, Answer(GrayZone)),
            (Answer(WithinBounds), Differs(Weight.Deeply) with { HardLimit = true }),
            (Answer(GrayZone) with { HardLimit = true }, Placement.Blank));

        Assert.Equal(["ex.b1", "ex.b2", "ex.b3"], Keys(comparison.HardLimits));
        Assert.Equal(["ex.b0"], Keys(comparison.TalkFirst));
        Assert.Empty(comparison.Rest);
    }

    [Fact]
    public void Three_hidden_differences_a_sitting_come_first_by_what_matters_most_to_either()
    {
        var comparison = Compare(
            (Differs(Weight.ALittle), Answer(WithinBounds)),
            (Differs(Weight.Some), Answer(WithinBounds) with { Matters = Weight.Deeply }),
            (Differs(Weight.ALot), Answer(WithinBounds) with { Matters = Weight.Not }),
            (Differs(null), Answer(WithinBounds)),
            (Differs(Weight.ALot), Answer(WithinBounds)));

        Assert.Equal(["ex.b1", "ex.b2", "ex.b4"], Keys(comparison.TalkFirst));
        Assert.Equal(["ex.b0", "ex.b3"], Keys(comparison.Rest));
    }

    [Fact]
    public void What_was_talked_about_makes_room_for_the_next_three_and_keeps_its_order()
    {
        (Placement, Placement)[] rows = [.. Enumerable.Range(0, 5).Select(at => (Differs((Weight)(4 - at)), Answer(WithinBounds)))];
        HashSet<BehaviourKey> talked = [new("ex.b2"), new("ex.b0"), new("ex.b1")];
        var comparison = Compare(rows, talked);

        Assert.True(Compare(rows).HasMoreToTalkAbout);
        Assert.Equal(["ex.b3", "ex.b4"], Keys(comparison.TalkFirst));
        Assert.Equal(["ex.b0", "ex.b1", "ex.b2"], Keys(comparison.TalkedAbout));
        Assert.False(comparison.HasMoreToTalkAbout);
        Assert.Equal(5, comparison.Rows.Count());
    }

    [Fact]
    public void A_hard_limit_stays_pinned_whatever_was_talked_about()
    {
        var comparison = Compare([(Differs(Weight.Some) with { HardLimit = true }, Answer(WithinBounds))], new HashSet<BehaviourKey> { new("ex.b0") });

        Assert.Equal(["ex.b0"], Keys(comparison.HardLimits));
        Assert.Empty(comparison.TalkedAbout);
    }

    [Fact]
    public void What_both_know_of_is_not_offered_first_however_much_it_matters()
    {
        var comparison = Compare(
            (Answer(WithinBounds) with { Guess = GrayZone, Matters = Weight.Deeply }, Answer(GrayZone) with { Guess = WithinBounds }),
            (Differs(Weight.Not), Answer(WithinBounds)));

        Assert.Equal(["ex.b1"], Keys(comparison.TalkFirst));
        Assert.Equal(["ex.b0"], Keys(comparison.Rest));
    }

    [Fact]
    public void The_rest_goes_from_differences_to_what_was_not_compared()
    {
        var comparison = Compare(
            (Placement.Blank, Placement.Blank),
            (Answer(GrayZone) with { Guess = GrayZone }, Answer(GrayZone) with { Guess = GrayZone }),
            (Answer(GrayZone), Answer(GrayZone)),
            (Answer(GrayZone) with { Sureness = Sureness.Unsure }, Answer(GrayZone)),
            (Answer(WithinBounds) with { Guess = GrayZone }, Answer(GrayZone) with { Guess = WithinBounds }));

        Assert.Equal(["ex.b4", "ex.b3", "ex.b2", "ex.b1", "ex.b0"], Keys(comparison.Rest));
        Assert.Equal(
            [Outcome.KnownDifference, Outcome.SomeoneIsUnsure, Outcome.SharedAndASurprise, Outcome.SharedAndKnown, Outcome.NotCompared],
            comparison.Rest.Select(row => row.Outcome));
    }

    [Property(MaxTest = 300)]
    public void Every_behaviour_stands_in_exactly_one_place(Pair[] pairs)
    {
        var comparison = Compare([.. pairs.Select(pair => (pair.Mine.Placed(), pair.Partners.Placed()))]);
        var all = comparison.HardLimits.Concat(comparison.TalkFirst).Concat(comparison.Rest).ToList();

        Assert.Equal(pairs.Length, all.Select(row => row.Behaviour).Distinct().Count());
        Assert.Equal(pairs.Length, all.Count);
        Assert.True(comparison.TalkFirst.Count <= Comparison.PerSitting);
        Assert.All(comparison.HardLimits, row => Assert.True(row.HasHardLimit));
        Assert.DoesNotContain(comparison.TalkFirst.Concat(comparison.Rest), row => row.HasHardLimit);
    }

    [Property(MaxTest = 300)]
    public void Both_partners_see_the_same_outcome(Pair pair)
    {
        var seenByMe = Comparison.Compare(Key, pair.Mine.Placed(), pair.Partners.Placed());
        var seenByPartner = Comparison.Compare(Key, pair.Partners.Placed(), pair.Mine.Placed());

        Assert.Equal(seenByMe.Outcome, seenByPartner.Outcome);
        Assert.Equal(seenByMe.TheHidingMatters, seenByPartner.TheHidingMatters);
        Assert.Equal(seenByMe.HasHardLimit, seenByPartner.HasHardLimit);
    }

    [Fact]
    public void A_sheet_forgets_an_answer_that_is_made_blank_again()
    {
        var sheet = AnswerSheet.Empty.With(Key, Answer(GrayZone));

        Assert.Equal(Answer(GrayZone), sheet[Key]);
        Assert.Empty(sheet.With(Key, new Placement()).Placements);
        Assert.Equal(Placement.Blank, AnswerSheet.Empty[Key]);
    }

    [Fact]
    public void Neither_a_sheet_nor_an_answer_shows_itself_as_text()
    {
        var answer = Answer(GrayZone) with { Note = "only for us" };

        Assert.Equal("[placement]", answer.ToString());
        Assert.Equal("[answer sheet]", AnswerSheet.Empty.With(Key, answer).ToString());
        Assert.DoesNotContain("only for us", Comparison.Compare(Key, answer, answer).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_is_kept_up_to_its_length_and_only_when_it_can_be_kept_exactly()
    {
        Assert.Equal(PlacementFlaw.None, new Placement { Note = new('n', Placement.MaxNoteLength) }.Flaw);
        Assert.Equal(PlacementFlaw.NoteTooLong, new Placement { Note = new('n', Placement.MaxNoteLength + 1) }.Flaw);
        Assert.Equal(PlacementFlaw.NoteUnreadable, new Placement { Note = "a\0b" }.Flaw);
    }

    private static Outcome OutcomeOf(Placement mine, Placement partners) => Comparison.Compare(Key, mine, partners).Outcome;

    private static Placement Answer(Zone zone) => new() { Openly = zone };

    private static Placement Differs(Weight? weight) => new() { Openly = ClearlyObjectionable, Matters = weight };

    private static Comparison Compare(params (Placement Mine, Placement Partners)[] rows) => Compare(rows, talkedAbout: null);

    private static Comparison Compare((Placement Mine, Placement Partners)[] rows, IReadOnlySet<BehaviourKey>? talkedAbout)
    {
        var keys = rows.Select((_, at) => new BehaviourKey("ex.b" + at.ToString(CultureInfo.InvariantCulture))).ToList();
        var (mine, partners) = (AnswerSheet.Empty, AnswerSheet.Empty);
        for (var at = 0; at < rows.Length; at++)
            (mine, partners) = (mine.With(keys[at], rows[at].Mine), partners.With(keys[at], rows[at].Partners));
        return Comparison.Of(keys, mine, partners, talkedAbout);
    }

    private static IEnumerable<string> Keys(IEnumerable<ComparedRow> rows) => rows.Select(row => row.Behaviour.Value);

    public sealed record Answered(Zone? Openly, Zone? Kept, Zone? Guess, Sureness? Sureness, Weight? Matters, bool HardLimit)
    {
        public Placement Placed() =>
            new() { Openly = Openly, KeptFromMe = Kept, Guess = Guess, Sureness = Sureness, Matters = Matters, HardLimit = HardLimit };
    }

    public sealed record Pair(Answered Mine, Answered Partners);
}
