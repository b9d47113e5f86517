using System.Collections.Immutable;
using CoupleCheckin.Domain.Privacy;
using CoupleCheckin.Domain.Prompts;

namespace CoupleCheckin.Domain.CheckIns;

/// <summary>How at ease somebody was, in words. A plot has no other scale.</summary>
public enum Ease
{
    /// <summary>Not at ease.</summary>
    NotAtEase = 1,

    /// <summary>A little.</summary>
    ALittle = 2,

    /// <summary>Partly.</summary>
    Partly = 3,

    /// <summary>Mostly.</summary>
    Mostly = 4,

    /// <summary>At ease.</summary>
    AtEase = 5,
}

/// <summary>What keeps an answer from being saved.</summary>
public enum CheckInFlaw
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An answer is too long.</summary>
    TooLong,

    /// <summary>An answer has characters that cannot be kept.</summary>
    Unreadable,
}

/// <summary>One partner's answers in a check-in.</summary>
/// <param name="Answers">The answers by question. What is not here was passed over, and nobody counts it.</param>
/// <param name="Ease">How at ease one was; null when that was passed over.</param>
public sealed record CheckInSheet(ImmutableSortedDictionary<PromptKey, string> Answers, Ease? Ease)
{
    /// <summary>The longest that one answer may be, in characters.</summary>
    public const int MaxAnswer = 2_000;

    /// <summary>A sheet with nothing on it.</summary>
    public static readonly CheckInSheet Empty = new(
        ImmutableSortedDictionary.Create<PromptKey, string>(Comparer<PromptKey>.Create(static (a, b) => string.CompareOrdinal(a.Value, b.Value))), null);

    /// <summary>Whether nothing was written.</summary>
    public bool IsEmpty => Answers.IsEmpty && Ease is null;

    /// <summary>What keeps it from being saved.</summary>
    public CheckInFlaw Flaw =>
        Answers.Values.Any(answer => answer.Length > MaxAnswer) ? CheckInFlaw.TooLong
        : !Answers.Values.All(PlainText.IsKeepable) ? CheckInFlaw.Unreadable
        : CheckInFlaw.None;

    /// <summary>The answer to one question; empty where there is none.</summary>
    public string this[PromptKey prompt] => Answers.GetValueOrDefault(prompt, "");

    /// <summary>The sheet with one answer put in place of what was there.</summary>
    public CheckInSheet With(PromptKey prompt, string answer) =>
        this with { Answers = answer.Length == 0 ? Answers.Remove(prompt) : Answers.SetItem(prompt, answer) };

    /// <summary>This sheet with a change made to it: what another tab changed elsewhere stays, and of the same answer the later one.</summary>
    public CheckInSheet WithChange(CheckInSheet before, CheckInSheet after) =>
        before.Answers.Keys.Union(after.Answers.Keys).Where(prompt => before[prompt] != after[prompt]).Aggregate(
            before.Ease == after.Ease ? this : this with { Ease = after.Ease },
            (sheet, prompt) => sheet.With(prompt, after[prompt]));

    /// <inheritdoc/>
    public bool Equals(CheckInSheet? other) => other is not null && Ease == other.Ease && Answers.SequenceEqual(other.Answers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Ease, Answers.Count);

    /// <summary>Nothing of the answers.</summary>
    public override string ToString() => "[check-in]";
}
