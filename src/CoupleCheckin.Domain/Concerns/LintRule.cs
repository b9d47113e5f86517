using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Safety;

namespace CoupleCheckin.Domain.Concerns;

/// <summary>
/// A rule of the linter (content.md 11e). It advises the author alone, about the author's own draft; it gives no score and
/// blocks nothing.
/// </summary>
/// <param name="Id">Its stable name ("A01").</param>
/// <param name="Kind">Where it applies.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Severity">3: likely to start a fight. 2: often heard as blame. 1: style. 0: nothing but a part without words.</param>
/// <param name="Precedence">Its place among all rules; the lowest is shown first.</param>
/// <param name="Why">How it might be heard.</param>
/// <param name="Offer">What to write in its place.</param>
/// <param name="ClarityGuard">When the plain words are right as they are; safety rules have none.</param>
/// <param name="Patterns">How it shows in a sentence; none where it is a count.</param>
/// <param name="Hits">Texts that it is to find.</param>
/// <param name="Misses">Texts that it is to leave alone.</param>
public sealed record LintRule(
    string Id,
    LintKind Kind,
    string Name,
    int Severity,
    int Precedence,
    string Why,
    string Offer,
    string? ClarityGuard,
    IReadOnlyList<TextPattern> Patterns,
    IReadOnlyList<string> Hits,
    IReadOnlyList<string> Misses)
{
    /// <summary>The parts of the composer to which it belongs; none where it belongs to all of them.</summary>
    public IReadOnlyList<DraftField> Fields { get; init; } = [];

    /// <summary>What it counts, where it is no pattern.</summary>
    public LintCount? Count { get; init; }

    /// <summary>It shows where its patterns do not: something is missing from the part.</summary>
    public bool IsLack { get; init; }

    /// <summary>The kinds of the corpus that it speaks for when the learned reading finds them.</summary>
    public IReadOnlyList<string> Learned { get; init; } = [];

    /// <summary>It is about clear writing, not about how it might be heard.</summary>
    public bool IsGap => Severity == 0 || Kind == LintKind.Clarity || Count == LintCount.TooLong;

    /// <summary>The credits that cancel it when the draft has any of them.</summary>
    public IReadOnlyList<string> OnlyWithout { get; init; } = [];

    /// <summary>Not in a repair plan: there the word may be exact.</summary>
    public bool OffInRepair { get; init; }

    /// <summary>The script that helps further.</summary>
    public string? Script { get; init; }

    /// <summary>The gate that a safety rule opens.</summary>
    public GateId? Gate { get; init; }
}

/// <summary>What a draft has that helps it to be heard. It is named and not counted.</summary>
/// <param name="Id">Its stable name ("P01").</param>
/// <param name="Side">The kind of draft to which it belongs.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Patterns">How it shows in a sentence.</param>
/// <param name="Hits">Texts that have it.</param>
/// <param name="Misses">Texts that do not.</param>
public sealed record LintCredit(
    string Id, LintSide Side, string Name, IReadOnlyList<TextPattern> Patterns, IReadOnlyList<string> Hits, IReadOnlyList<string> Misses);

/// <summary>Where a rule applies.</summary>
public enum LintKind
{
    /// <summary>To what somebody raises.</summary>
    Opener,

    /// <summary>To what somebody answers.</summary>
    Answer,

    /// <summary>To both: it protects plain speech.</summary>
    Clarity,

    /// <summary>To both: it switches the rest off.</summary>
    Safety,
}

/// <summary>What a draft is.</summary>
public enum LintSide
{
    /// <summary>Somebody raises something.</summary>
    Opener,

    /// <summary>Somebody answers.</summary>
    Answer,
}

/// <summary>The parts of the composer.</summary>
public enum DraftField
{
    /// <summary>What I saw.</summary>
    Saw,

    /// <summary>What I felt.</summary>
    Felt,

    /// <summary>What I am unsure of.</summary>
    Unsure,

    /// <summary>What I would like.</summary>
    WouldLike,
}

/// <summary>What a rule counts.</summary>
public enum LintCount
{
    /// <summary>Four times "you" or more, and more than twice as many as "I" and "we".</summary>
    YouHeavy,

    /// <summary>Two words in capitals, or marks one after the other.</summary>
    Shouting,

    /// <summary>More than 120 words.</summary>
    TooLong,

    /// <summary>Four soft words or more.</summary>
    OverHedged,

    /// <summary>A part of the composer without words.</summary>
    EmptyPart,
}
