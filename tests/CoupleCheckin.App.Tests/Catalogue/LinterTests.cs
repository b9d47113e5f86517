using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Safety;

namespace CoupleCheckin.App.Tests.Catalogue;

public sealed class LinterTests
{
    private static readonly ConcernLinter Concern = new(Kinds.LintRules);
    private static readonly ResponderLinter Responder = new(Kinds.LintRules);

    public static TheoryData<string> Rules => [.. Kinds.LintRules.All.Select(rule => rule.Id)];

    public static TheoryData<string> Credits => [.. Kinds.LintRules.Credits.Select(credit => credit.Id)];

    [Fact]
    public void All_rules_are_there() => Assert.Equal(
        [.. Numbers("A", 32), .. Numbers("C", 9), .. Numbers("R", 12), .. Numbers("S", 3)],
        Kinds.LintRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void All_credits_are_there() => Assert.Equal(
        ["P01", "P02", "P03", "P04", "P05", "P06", "P08", "RP1", "RP2", "RP3", "RP4"], Kinds.LintRules.Credits.Select(credit => credit.Id));

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_finds_its_examples_and_leaves_the_others_alone(string id)
    {
        var rule = Kinds.LintRules.Find(id)!;

        Assert.All(rule.Hits, text => Assert.True(Finds(rule, text), text));
        Assert.All(rule.Misses, text => Assert.False(Finds(rule, text), text));
    }

    [Theory]
    [MemberData(nameof(Credits))]
    public void A_credit_finds_its_examples_and_leaves_the_others_alone(string id)
    {
        var credit = Kinds.LintRules.Credits.Single(credit => credit.Id == id);

        Assert.All(credit.Hits, text => Assert.Contains(credit, Check(credit.Side, text).Credits));
        Assert.All(credit.Misses, text => Assert.DoesNotContain(credit, Check(credit.Side, text).Credits));
    }

    [Fact]
    public void Safety_comes_first_then_the_worst()
    {
        Assert.Equal(["S02", "S01", "S03"], Kinds.LintRules.All.Take(3).Select(rule => rule.Id));
        var severities = Kinds.LintRules.All.Skip(3).Where(rule => !rule.IsGap).Select(rule => rule.Severity).ToList();
        Assert.Equal(severities.OrderDescending(), severities);
            }

    [Fact]
    public void A_safety_rule_opens_its_gate_and_switches_the_rest_off()
    {
        var reading = Concern.Check("You always shout. You hit me on Sunday. I felt sad.");

        Assert.Equal([GateId.GT4], reading.Safety.Select(finding => finding.Rule.Gate!.Value));
        Assert.Empty(reading.Findings);
        Assert.Empty(reading.Credits);
    }

    [Fact]
    public void Safety_looks_between_quotation_marks_too_and_the_rest_does_not()
    {
        Assert.NotEmpty(Responder.Check("It said “I want to kill myself”.").Safety);
        Assert.Empty(Concern.Check("I heard “you never listen” in my head, and I felt sad.").Findings);
    }

    [Fact]
    public void Curly_apostrophes_are_apostrophes() =>
        Assert.Contains(Concern.Check("You’re a liar.").Findings, finding => finding.RuleId == "A02");

    [Fact]
    public void At_most_three_findings_the_worst_first_each_with_its_words()
    {
        const string text = "Why did you go? You never ask. Show me your phone. Everyone thinks so. And another thing, you lied.";

        var findings = Concern.Check(text).Findings;

        Assert.Equal(["A17", "A01", "A25"], findings.Select(finding => finding.RuleId));
        Assert.Equal(["Show me your phone", "You never", "you lied"], findings.Select(finding => finding.Span.Of(text)));
    }

    [Fact]
    public void A_rule_that_was_put_away_stays_away() => Assert.DoesNotContain(
        Concern.Check("You never ask.", settings: new() { PutAway = new HashSet<string> { "A01" } }).Findings, finding => finding.RuleId == "A01");

    [Fact]
    public void In_a_repair_plan_the_strong_feeling_may_be_the_exact_one()
    {
        Assert.Equal(["A08"], Concern.Check("I feel betrayed.", DraftField.Felt).Findings.Select(finding => finding.RuleId));
        Assert.Empty(Concern.Check("I feel betrayed.", DraftField.Felt, new() { InRepair = true }).Findings);
    }

    [Fact]
    public void A_rule_looks_only_at_its_part_of_the_composer()
    {
        var parts = new Dictionary<DraftField, string>
        {
            [DraftField.Saw] = "On Friday you were with him until two.",
            [DraftField.Felt] = "I feel like you were far away.",
            [DraftField.Unsure] = "I do not know what it means to you.",
            [DraftField.WouldLike] = "I would like to meet him.",
        };

        Assert.Equal(["A07"], Read(parts).Findings.Select(finding => finding.RuleId));

        parts[DraftField.Saw] = "I feel like you were far away.";
        parts[DraftField.Felt] = "I felt lonely.";
        Assert.Empty(Read(parts).Findings);

        parts[DraftField.Unsure] = " ";
        Assert.Equal([DraftField.Unsure], Read(parts).Gaps.Where(gap => gap.RuleId == "C03").Select(gap => gap.Field!.Value));
    }

    [Fact]
    public void An_empty_draft_has_no_findings()
    {
        Assert.Empty(Concern.Check("").Findings);
        Assert.Empty(Read([]).Findings);
    }

    [Fact]
    public void A_gentle_opener_has_no_findings_and_some_credits()
    {
        var reading = Concern.Check("I noticed her name comes up a lot these days. I feel a bit uneasy, and I might be wrong about it. Could we talk on Sunday? I would like to understand it better.");

        Assert.Empty(reading.Findings);
        Assert.Equal(["P01", "P02", "P03", "P04", "P05", "P08"], reading.Credits.Select(credit => credit.Id));
    }

    [Fact]
    public void Openers_and_answers_have_rules_of_their_own()
    {
        Assert.DoesNotContain(Concern.Check("Nothing happened.").Findings, finding => finding.Rule.Kind == LintKind.Answer);
        Assert.DoesNotContain(Responder.Check("You never ask.").Findings, finding => finding.Rule.Kind == LintKind.Opener);
    }

    [Fact]
    public void Every_rule_but_those_of_safety_guards_plain_speech() =>
        Assert.All(Kinds.LintRules.All, rule => Assert.Equal(rule.Kind == LintKind.Safety, rule.ClarityGuard is null));

    [Fact]
    public void Hints_speak_of_how_it_might_be_heard_and_never_of_the_writer() => Assert.All(
        Kinds.LintRules.All, rule => Assert.DoesNotMatch(@"\byou are\b|\byour tone\b", rule.Why));

    [Fact]
    public void A_span_is_a_place_in_the_text_as_it_was_typed()
    {
        const string text = "  I heard “you never listen” in my head.\n\nYou’re a liar. ";

        var finding = Concern.Check(text).Findings[0];

        Assert.Equal("You’re a liar", finding.Span.Of(text));
    }

    [Theory]
    [InlineData("\ud800 you never \udfff listen \u202e and \ud83d")]
    [InlineData("<b>You never listen</b> &amp; ' \" ” “ ’")]
    [InlineData("???!!! ... ,,, \t\r\n\0")]
    public void Odd_signs_are_read_like_any_other(string text)
    {
        var reading = Concern.Check(text);

        Assert.All([.. reading.Safety, .. reading.Findings, .. Responder.Check(text).Findings], finding => Assert.NotNull(finding.Span.Of(text)));
    }

    [Fact]
    public void Of_a_pasted_book_the_beginning_is_read()
    {
        var book = string.Concat(Enumerable.Repeat("You never listen to me and I was sad on Sunday. ", 4_000));

        Assert.All(Concern.Check(book).Findings, finding => Assert.InRange(finding.Span.Start + finding.Span.Length, 0, 8_000));
    }

    [Theory]
    [InlineData("Funny how your phone is always on silent when I walk in.")]
    [InlineData("must be nice to have someone to laugh with at midnight")]
    [InlineData("I put the keys in my pocket before I say anything, in case I have to go.")]
    public void What_no_pattern_says_was_learned_and_names_its_words(string text)
    {
        var reading = Concern.Check(text);

        var finding = Assert.Single([.. reading.Safety, .. reading.Findings.Take(1)]);
        Assert.False(finding.Span.IsEmpty);
        Assert.Empty(new ConcernLinter(Kinds.LintRules.With(null)).Check(text).Safety);
    }

    [Theory]
    [InlineData("You told me on Sunday you would call; you did not. I was hurt.")]
    [InlineData("You always make me laugh.")]
    [InlineData("I saw that you wrote to her after midnight. I felt scared, and I would like to hear from you what it is.")]
    public void Plain_speech_and_thanks_are_left_alone(string text) => Assert.Empty(Concern.Check(text).Findings);

    [Theory]
    [InlineData("This traffic is killing me.")]
    [InlineData("I'd kill for a coffee.")]
    [InlineData("He hit the ball over the fence.")]
    [InlineData("I'm scared of spiders.")]
    [InlineData("I am scared of losing you.")]
    public void A_manner_of_speaking_opens_no_gate(string text) => Assert.Empty(Concern.Check(text).Safety);

    [Fact]
    public void A_hard_sentence_among_many_kind_ones_is_still_heard()
    {
        const string kind = "I have been thinking about our summer. We had good days at the lake. I liked the evenings on the porch. ";
        const string text = kind + "You are a selfish liar and you ruined everything. " + kind;

        Assert.Contains(Concern.Check(text).Findings, finding => finding.Span.Start >= kind.Length);
        Assert.Empty(Concern.Check(kind + kind).Findings);
        Assert.Empty(Concern.Check(kind + kind).Safety);
    }

    [Fact]
    public void Parts_of_the_composer_say_what_they_could_still_have()
    {
        Assert.Contains(Concern.Check("You were far away.", DraftField.Saw).Gaps, gap => gap.RuleId == "C04");
        Assert.Contains(Concern.Check("It was late.", DraftField.WouldLike).Gaps, gap => gap.RuleId == "C08");
        Assert.DoesNotContain(Concern.Check("You were far away.").Gaps, gap => gap.RuleId == "C04");
    }

    /// <summary>The rules alone.</summary>
    private static LintReading Read(Dictionary<DraftField, string> parts) => new ConcernLinter(Kinds.LintRules.With(null)).Check(parts);

    private static LintReading Check(LintSide side, string text) => side == LintSide.Answer ? Responder.Check(text) : Concern.Check(text);

    /// <summary>The rule alone: all others are put away, and what was learned is asked only where the rule has nothing else.</summary>
    private static bool Finds(LintRule rule, string text)
    {
        var settings = new LintSettings { PutAway = Kinds.LintRules.All.Select(other => other.Id).Where(id => id != rule.Id).ToHashSet(StringComparer.Ordinal) };
        var rules = rule.Patterns.Count > 0 || rule.Count is not null ? Kinds.LintRules.With(null) : Kinds.LintRules;
        var reading = (rule.Count, rule.Kind) switch
        {
            (LintCount.EmptyPart, _) => new ConcernLinter(rules).Check(Enum.GetValues<DraftField>().ToDictionary(field => field, field => field == DraftField.Saw ? text : "Some words."), settings),
            _ when rule.IsGap && rule.Fields.Count > 0 => new ConcernLinter(rules).Check(text, rule.Fields[0], settings),
            (_, LintKind.Answer) => new ResponderLinter(rules).Check(text, settings),
            _ => new ConcernLinter(rules).Check(text, settings: settings),
        };
        return ((IEnumerable<LintFinding>)[.. reading.Safety, .. reading.Findings, .. reading.Gaps]).Any(finding => finding.Rule == rule);
    }

    private static IEnumerable<string> Numbers(string letter, int count) => Enumerable.Range(1, count).Select(number => $"{letter}{number:D2}");
}
