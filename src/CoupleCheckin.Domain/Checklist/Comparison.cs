using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.Domain.Checklist;

/// <summary>What two answers are to each other (content.md 2.3). There is no score.</summary>
public enum Outcome
{
    /// <summary>The same place, and both had guessed so.</summary>
    SharedAndKnown,

    /// <summary>The same place, and somebody had not known.</summary>
    SharedAndASurprise,

    /// <summary>Different places, and both had known.</summary>
    KnownDifference,

    /// <summary>Different places, and somebody had not known.</summary>
    HiddenDifference,

    /// <summary>At least one of the two is unsure.</summary>
    SomeoneIsUnsure,

    /// <summary>There are not two answers. Nothing is said about whose is missing.</summary>
    NotCompared,
}

/// <summary>One behaviour as both answered it.</summary>
/// <param name="Behaviour">Which behaviour.</param>
/// <param name="Mine">What I answered.</param>
/// <param name="Partners">What my partner answered.</param>
/// <param name="Outcome">What the two are to each other.</param>
/// <param name="TheHidingMatters">Somebody is fine with it openly and clearly not when it is kept from them.</param>
public sealed record ComparedRow(BehaviourKey Behaviour, Placement Mine, Placement Partners, Outcome Outcome, bool TheHidingMatters)
{
    /// <summary>Whether it is a hard limit for either.</summary>
    public bool HasHardLimit => Mine.HardLimit || Partners.HardLimit;
}

/// <summary>Two revealed sheets side by side: hard limits on top, then what to talk about first, then the rest.</summary>
/// <param name="HardLimits">Rows with a hard limit of either, in the order of the round.</param>
/// <param name="TalkFirst">The hidden differences that matter most, at most <see cref="PerSitting"/>.</param>
/// <param name="TalkedAbout">Hidden differences that the two took as talked about, in the same order.</param>
/// <param name="Rest">All other rows: further differences, someone is unsure, what is shared, what was not compared.</param>
public sealed record Comparison(
    IReadOnlyList<ComparedRow> HardLimits, IReadOnlyList<ComparedRow> TalkFirst, IReadOnlyList<ComparedRow> TalkedAbout, IReadOnlyList<ComparedRow> Rest)
{
    /// <summary>How many rows are offered to talk about in one sitting (content.md 2.3).</summary>
    public const int PerSitting = 3;

    private static readonly Outcome[] OrderOfTheRest =
        [Outcome.HiddenDifference, Outcome.KnownDifference, Outcome.SomeoneIsUnsure, Outcome.SharedAndASurprise, Outcome.SharedAndKnown, Outcome.NotCompared];

    /// <summary>Whether hidden differences are left for another sitting.</summary>
    public bool HasMoreToTalkAbout => Rest.Any(row => row.Outcome == Outcome.HiddenDifference);

    /// <summary>All rows.</summary>
    public IEnumerable<ComparedRow> Rows => HardLimits.Concat(TalkFirst).Concat(TalkedAbout).Concat(Rest);

    /// <summary>Puts two sheets side by side.</summary>
    /// <param name="behaviours">The behaviours of the round, in order.</param>
    /// <param name="mine">My sheet.</param>
    /// <param name="partners">My partner's sheet.</param>
    /// <param name="talkedAbout">What the two took as talked about.</param>
    public static Comparison Of(IReadOnlyList<BehaviourKey> behaviours, AnswerSheet mine, AnswerSheet partners, IReadOnlySet<BehaviourKey>? talkedAbout = null)
    {
        var rows = behaviours.Select(behaviour => Compare(behaviour, mine[behaviour], partners[behaviour])).ToList();
        var limits = rows.Where(row => row.HasHardLimit).ToList();
        var hidden = rows.Where(row => row is { HasHardLimit: false, Outcome: Outcome.HiddenDifference }).OrderByDescending(HowMuchItMatters).ToList();
        var talked = hidden.Where(row => talkedAbout?.Contains(row.Behaviour) == true).ToList();
        var first = hidden.Except(talked).Take(PerSitting).ToList();
        var rest = rows.Except(limits).Except(talked).Except(first)
            .OrderBy(row => Array.IndexOf(OrderOfTheRest, row.Outcome))
            .ThenByDescending(HowMuchItMatters)
            .ToList();
        return new(limits, first, talked, rest);
    }

    /// <summary>What two answers to one behaviour are to each other.</summary>
    public static ComparedRow Compare(BehaviourKey behaviour, Placement mine, Placement partners) =>
        new(behaviour, mine, partners, OutcomeOf(mine, partners), HidingMattersTo(mine) || HidingMattersTo(partners));

    private static Outcome OutcomeOf(Placement mine, Placement partners)
    {
        var openly = AreSame(mine.Openly, partners.Openly);
        var kept = AreSame(mine.KeptFromMe, partners.KeptFromMe);
        if (openly is null && kept is null)
            return Outcome.NotCompared;
        if (mine.Sureness == Sureness.Unsure || partners.Sureness == Sureness.Unsure)
            return Outcome.SomeoneIsUnsure;
        var same = openly != false && kept != false;
        var known = Guessed(mine, partners) && Guessed(partners, mine);
        return (same, known) switch
        {
            (true, true) => Outcome.SharedAndKnown,
            (true, false) => Outcome.SharedAndASurprise,
            (false, true) => Outcome.KnownDifference,
            (false, false) => Outcome.HiddenDifference,
        };
    }

    private static bool? AreSame(Zone? mine, Zone? partners) => mine is null || partners is null ? null : mine == partners;

    private static bool Guessed(Placement guesser, Placement other) => guesser.Guess is not null && guesser.Guess == other.Openly;

    private static bool HidingMattersTo(Placement placement) =>
        placement is { Openly: Zone.WithinBounds, KeptFromMe: Zone.ClearlyObjectionable };

    private static Weight HowMuchItMatters(ComparedRow row) =>
        (Weight)Math.Max((int)row.Mine.Matters.GetValueOrDefault(), (int)row.Partners.Matters.GetValueOrDefault());
}
