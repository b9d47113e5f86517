using CoupleCheckin.Domain.Prompts;
using CoupleCheckin.Domain.Repair;

namespace CoupleCheckin.Domain.CheckIns;

/// <summary>The moment for which questions are chosen: what the depth rules of content.md 10.2 ask about.</summary>
/// <param name="Now">The time.</param>
/// <param name="BeganAt">When the two began here; null when this is their first step.</param>
/// <param name="Hour">The hour of the day where the two count their days.</param>
/// <param name="ToldAt">When something hard was told last, in a talk made for it; null when it was not.</param>
/// <param name="Stage">The stage of their repair plan; null without one.</param>
public sealed record CheckInMoment(DateTimeOffset Now, DateTimeOffset? BeganAt, int Hour, DateTimeOffset? ToldAt, RepairStage? Stage)
{
    /// <summary>How long after the first step nothing deep is asked.</summary>
    public static readonly TimeSpan Fortnight = TimeSpan.FromDays(14);

    /// <summary>How long after something hard was told nothing deep is asked.</summary>
    public static readonly TimeSpan AfterTelling = TimeSpan.FromHours(48);

    /// <summary>Whether it is night.</summary>
    public bool IsNight => Hour is >= 22 or < 6;

    /// <summary>The deepest that is asked now.</summary>
    public PromptDepth Deepest =>
        BeganAt is not { } began || Now - began < Fortnight || IsNight || (ToldAt is { } told && Now - told < AfterTelling) ? PromptDepth.Closer : PromptDepth.Deep;

    /// <summary>Whether a question may be asked of both now: deep enough and no deeper, not in a stage it is not for, and nothing that only one of the two chose to see.</summary>
    public bool Allows(Prompt prompt) =>
        prompt.BothAnswer && !prompt.IsOptIn && prompt.SafetyTags.Count == 0 && prompt.Depth <= Deepest
        && (Stage is not { } stage || !prompt.NotDuring.Contains(stage)) && (Stage is not null || prompt.Family != PromptFamily.Repair);
}

/// <summary>Chooses what a check-in asks: how at ease, something good, one or two questions in turn, one thing to say, and what can wait.</summary>
public static class CheckInQuestions
{
    /// <summary>The fewest questions of a check-in.</summary>
    public const int Fewest = 4;

    /// <summary>The most.</summary>
    public const int Most = 6;

    /// <summary>How at ease the two were; its answer has words for a plot.</summary>
    public static readonly PromptKey Ease = new("review.ease");

    /// <summary>The one thing to say.</summary>
    public static readonly PromptKey OneThing = new("review.one-thing");

    /// <summary>What to talk about next time.</summary>
    public static readonly PromptKey NextTime = new("review.next-time");

    /// <summary>Asked at the beginning of every check-in in another way: as the list of what was said.</summary>
    private static readonly PromptKey SaidAndDone = new("review.said-and-done");

    /// <summary>Chooses.</summary>
    /// <param name="catalogue">The decks.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="earlier">What was asked before, the newest first.</param>
    /// <param name="pick">A number below another one, for a turn in which several questions are as good.</param>
    public static IReadOnlyList<PromptKey> Choose(PromptCatalogue catalogue, CheckInMoment moment, IReadOnlyList<PromptKey> earlier, Func<int, int> pick)
    {
        PromptKey[] always = [Ease, OneThing, NextTime, SaidAndDone];
        var free = catalogue.All.Where(prompt => moment.Allows(prompt) && !always.Contains(prompt.Key)).ToList();
        List<PromptKey?> asked =
        [
            Ease,
            InTurn(free.Where(prompt => prompt is { Family: PromptFamily.Appreciation, For: PromptUse.CheckIn }), earlier, pick),
            moment.Stage is null ? null : InTurn(free.Where(prompt => prompt.Family == PromptFamily.Repair), earlier, pick),
            InTurn(free.Where(prompt => prompt.Family is not (PromptFamily.Appreciation or PromptFamily.Repair)), earlier, pick),
            OneThing,
            NextTime,
        ];
        return [.. asked.OfType<PromptKey>().Where(key => catalogue.Find(key) is not null).Distinct().Take(Most)];
    }

    /// <summary>The cards that may be drawn now.</summary>
    public static IEnumerable<Prompt> Cards(PromptCatalogue catalogue, CheckInMoment moment) => catalogue.All.Where(prompt => moment.Allows(prompt) && prompt.For == PromptUse.Both);

    /// <summary>One of those that were not asked for the longest time.</summary>
    private static PromptKey? InTurn(IEnumerable<Prompt> among, IReadOnlyList<PromptKey> earlier, Func<int, int> pick)
    {
        var longest = among.Select(prompt => (prompt.Key, Ago: earlier.ToList().IndexOf(prompt.Key) is var at && at < 0 ? int.MaxValue : at))
            .GroupBy(pair => pair.Ago).MaxBy(group => group.Key)?.Select(pair => pair.Key).ToList();
        return longest is null ? null : longest[pick(longest.Count)];
    }
}
