using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Reflections;
using CoupleCheckin.Domain.Safety;

namespace CoupleCheckin.App.Tests.Catalogue;

/// <summary>Which exercises there are, and what none of them does.</summary>
public sealed class ExercisesTests
{
    /// <summary>The table of content.md 9: name, minutes, and how many steps at least.</summary>
    private static readonly (string Key, int Minutes, int Steps)[] Table =
    [
        ("mean.three-tests", 8, 6), ("mean.critics", 6, 3), ("spec.sort", 15, 4), ("spec.depends", 7, 4), ("case.five", 15, 5), ("case.effort", 8, 4),
        ("why.need", 12, 5), ("why.before-us", 7, 3), ("touch.investment", 10, 3), ("touch.flip", 8, 3), ("att.dials", 5, 3), ("att.loop", 20, 4),
        ("att.signal", 10, 6), ("sym.lists", 10, 2), ("sym.if-it-stopped", 8, 3), ("raise.ready", 3, 2), ("raise.compose", 10, 7), ("raise.wrong", 4, 3),
        ("agr.four", 15, 4), ("agr.spirit", 8, 3), ("deal.decision", 25, 10), ("deal.responses", 5, 4), ("after.feel", 5, 4), ("after.lever", 4, 2),
        ("after.more-open", 7, 3), ("after.clearer", 6, 3),
    ];

    public static TheoryData<string> Keys => [.. Kinds.Exercises.All.Select(exercise => exercise.Key.Value)];

    [Fact]
    public void All_twenty_six_are_there_each_as_long_as_it_is_to_be()
    {
        Assert.Equal(26, Table.Length);
        Assert.Equal(Table.Select(row => (row.Key, row.Minutes)), Kinds.Exercises.All.Select(exercise => (exercise.Key.Value, exercise.Minutes)));
        Assert.All(Table, row => Assert.InRange(Kinds.Exercises.Find(new(row.Key))!.Steps.Count, row.Steps, 12));
    }

    [Fact]
    public void Every_section_of_the_article_has_two_or_more() => Assert.All(
        Enum.GetValues<ExerciseSection>(), section => Assert.InRange(Kinds.Exercises.All.Count(exercise => exercise.Section == section), 2, 4));

    [Fact]
    public void Names_and_sections_stand_once()
    {
        Assert.Equal(26, Kinds.Exercises.All.Select(exercise => exercise.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(11, Enum.GetValues<ExerciseSection>().Select(Kinds.Exercises.TitleOf).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Three_have_a_form_for_two() => Assert.Equal(
        ["spec.sort", "att.loop", "agr.four"], Kinds.Exercises.All.Where(exercise => exercise.HasFormForTwo).Select(exercise => exercise.Key.Value));

    [Theory]
    [InlineData("mean.three-tests", GateId.GT4)]
    [InlineData("mean.critics", GateId.GT5)]
    [InlineData("case.effort", GateId.GT4)]
    [InlineData("raise.ready", GateId.GT3)]
    [InlineData("raise.compose", GateId.GT3)]
    [InlineData("deal.decision", GateId.GT12)]
    [InlineData("deal.responses", GateId.GT4)]
    public void A_gate_stands_where_it_is_to_stand(string key, GateId gate) =>
        Assert.Contains(gate, GatesOf(Kinds.Exercises.Find(new(key))!));

    [Fact]
    public void The_decision_begins_with_its_gate() =>
        Assert.Equal(GateId.GT12, Assert.IsType<GateStep>(Kinds.Exercises.Find(new("deal.decision"))!.Steps[0]).Gate);

    [Fact]
    public void Fear_is_always_a_gate_and_no_plain_answer() => Assert.All(
        Kinds.Exercises.All.SelectMany(exercise => exercise.Steps).OfType<ChoiceStep>().SelectMany(choice => choice.Options).Where(option => Fearful(option.Text)),
        option => Assert.Equal(GateId.GT4, option.Gate));

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_exercise_names_no_behaviour_that_is_shown_only_on_choice(string key)
    {
        var exercise = Kinds.Exercises.Find(new(key))!;
        var named = exercise.Behaviours.Concat(exercise.Steps.SelectMany(step => step switch
        {
            PickStep pick => pick.Behaviours,
            SortStep sort => sort.Behaviours,
            _ => [],
        }));

        Assert.DoesNotContain(named, behaviour => Seeds.Catalogue.Find(behaviour)!.Topic is Topic.Sexual or Topic.Solitary);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_exercise_gives_no_number_label_or_verdict(string key) => Assert.DoesNotContain(
        Kinds.TextsOf(Kinds.Exercises.Find(new(key))!),
        text => text.Any(char.IsDigit) || ((string[])["avoidant", "anxious", "score", "points", "per cent", "%"]).Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void The_steps_have_all_kinds() => Assert.Equal(
        typeof(Step).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Step))).Select(type => type.Name).Order(StringComparer.Ordinal),
        Kinds.Exercises.All.SelectMany(exercise => exercise.Steps).Select(step => step.GetType().Name).Distinct().Order(StringComparer.Ordinal));

    private static bool Fearful(string text) => ((string[])["afraid", "frighten", "scare"]).Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<GateId> GatesOf(Exercise exercise) => exercise.Steps.SelectMany(step => step switch
    {
        GateStep gate => [gate.Gate],
        EachStep { Gate: { } gate } => [gate],
        ChoiceStep choice => choice.Options.Select(option => option.Gate).OfType<GateId>(),
        _ => (IEnumerable<GateId>)[],
    });
}
