using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Safety;

namespace CoupleCheckin.App.Tests.Catalogue;

/// <summary>The scripts of this repository.</summary>
public sealed class ScriptTests
{
    /// <summary>The table of content.md 10.1: the minutes of each phase, and of all with the margin.</summary>
    public static TheoryData<string, string, string, string> Table => new()
    {
        { "s.raise", "2 3 3 6 3 8 4 3 1", "38", "38" },
        { "s.respond", "2 2 4 6 4 5 3", "31", "31" },
        { "s.tell", "2 1 8 5 3 10 5 1", "40", "40" },
        { "s.misread", "2 2 4 2", "15", "15" },
        { "s.checked", "2 5 4 3 2", "21", "21" },
        { "s.agree-1", "3 5 6 3 6 3 8 6 3", "48", "48" },
        { "s.agree-2", "3 25 8 6 2", "49", "49" },
        { "s.turns", "1 1-6 1-6 2", "5-15", "5-15" },
        { "s.pause", "1 20-1440 3", "24-1444", "24-1444" },
        { "s.wave", "1 4 2 2 1", "10", "8" },
        { "s.repair-1", "8 4 5 4 10 3 1", "40", "40" },
        { "s.limit", "3 8 5 3 1", "25", "20" },
        { "s.weekly", "2 3 4 8 2 1", "25", "15" },
        { "s.monthly", "5 8 10 5 2", "35", "35" },
        { "s.paths", "5 3 5 3 8 4 3", "36", "36" },
        { "s.close", "4 8 4 4", "25", "25" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_script_has_its_phases_and_their_minutes_add_up(string key, string minutes, string total, string shortest)
    {
        var script = Kinds.Scripts.Find(new(key))!;

        Assert.Equal(minutes, string.Join(' ', script.Phases.Select(phase => Written(phase.Minutes))));
        Assert.Equal(total, Written(script.Total));
        Assert.Equal(shortest, Written(script.Shortest));
    }

    [Fact]
    public void All_sixteen_are_there_in_the_order_of_the_library()
    {
        Assert.Equal(Table.Select(row => (string)row[0]), Kinds.Scripts.All.Select(script => script.Key.Value));
        Assert.All(Enum.GetValues<ScriptFamily>(), family => Assert.NotEmpty(Kinds.Scripts.Of(family)));
        Assert.Null(Kinds.Scripts.Find(new("s.gone")));
    }

    [Fact]
    public void The_frame_takes_the_margin_and_stands_around_every_script_that_has_one()
    {
        Assert.Equal(Minutes.Of(5), Minutes.Sum(Kinds.Scripts.Before.Concat(Kinds.Scripts.After).Select(phase => phase.Minutes)));
        Assert.Equal(["s.turns", "s.pause", "s.wave"], Kinds.Scripts.All.Where(script => script.MarginMinutes == 0).Select(script => script.Key.Value));
        Assert.All(Kinds.Scripts.All, script => Assert.Equal(
            script.MarginMinutes > 0 ? script.Total : Minutes.Sum(script.Phases.Select(phase => phase.Minutes)),
            Minutes.Sum(Kinds.Scripts.StagesOf(script).Select(phase => phase.Minutes))));
    }

    [Fact]
    public void No_two_phases_that_follow_one_another_in_a_talk_have_the_same_key() => Assert.All(
        Kinds.Scripts.All, script => Assert.Distinct(Kinds.Scripts.StagesOf(script).Select(phase => phase.Key)));

    [Fact]
    public void Where_one_speaks_the_other_is_told_what_to_do() => Assert.All(
        Phases.Where(phase => phase.Speaker is Speaker.Opener or Speaker.Other), phase => Assert.NotNull(phase.ToListener));

    [Fact]
    public void Both_get_the_floor_in_every_talk() => Assert.All(Kinds.Scripts.All, script =>
    {
        Assert.Contains(script.Phases, phase => phase.IsSpokenBy(Role.Opener));
        Assert.Contains(script.Phases, phase => phase.IsSpokenBy(Role.Other));
    });

    [Fact]
    public void Nobody_says_back_their_own_words() => Assert.All(Kinds.Scripts.All, script => Assert.All(
        script.Phases.Zip(script.Phases.Skip(1)).Where(pair => pair.Second.Kind == PhaseKind.SayBack),
        pair => Assert.NotEqual(pair.First.Speaker, pair.Second.Speaker)));

    [Fact]
    public void Every_kind_of_phase_and_every_speaker_occurs()
    {
        Assert.Equal(Enum.GetValues<PhaseKind>(), Phases.Select(phase => phase.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<Speaker>(), Phases.Select(phase => phase.Speaker).Distinct().Order());
    }

    [Theory]
    [InlineData("s.raise", GateId.GT3)]
    [InlineData("s.tell", GateId.GT3, GateId.GT12)]
    [InlineData("s.repair-1", GateId.GT3)]
    [InlineData("s.checked", GateId.GT5)]
    [InlineData("s.paths", GateId.GT12)]
    [InlineData("s.close", GateId.GT8)]
    public void What_may_be_dangerous_to_raise_is_behind_its_gates(string key, params GateId[] gates) => Assert.Equal(gates, Kinds.Scripts.Find(new(key))!.Gates);

    [Fact]
    public void What_is_agreed_in_general_and_one_situation_are_kept_apart()
    {
        Assert.Equal(["s.agree-1", "s.agree-2", "s.monthly"], Kinds.Scripts.All.Where(script => script.Lane == Lane.General).Select(script => script.Key.Value));
        Assert.Equal(["s.turns", "s.pause", "s.weekly"], Kinds.Scripts.All.Where(script => script.Lane is null).Select(script => script.Key.Value));
    }

    [Fact]
    public void Looking_at_a_private_thing_and_what_was_found_are_two_talks()
    {
        var checkedIt = Kinds.Scripts.Find(new("s.checked"))!;

        Assert.DoesNotContain(checkedIt.Phases, phase => phase.Kind == PhaseKind.Questions);
        Assert.Contains(new ScriptKey("s.raise"), checkedIt.FollowedBy);
    }

    private static IEnumerable<Phase> Phases => Kinds.Scripts.Before.Concat(Kinds.Scripts.All.SelectMany(script => script.Phases)).Concat(Kinds.Scripts.After);

    private static string Written(Minutes minutes) => minutes.From == minutes.To ? $"{minutes.From}" : $"{minutes.From}-{minutes.To}";
}
