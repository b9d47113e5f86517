namespace CoupleCheckin.Domain.Concerns;

/// <summary>What a linter found in a draft. Nothing in it is kept anywhere, and it is for the author alone.</summary>
/// <remarks>No findings are no sign that a text is gentle or safe.</remarks>
/// <param name="Safety">The safety rules that show. While there is one, the rest is empty: it is not about wording.</param>
/// <param name="Findings">At most three, the worst first.</param>
/// <param name="Gaps">What a part of the composer could still have; shown without colour.</param>
/// <param name="Credits">What the draft has that helps it to be heard; named and not counted.</param>
public sealed record LintReading(
    IReadOnlyList<LintFinding> Safety, IReadOnlyList<LintFinding> Findings, IReadOnlyList<LintFinding> Gaps, IReadOnlyList<LintCredit> Credits);

/// <summary>One finding.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Field">The part of the composer; null for free text, or where it is about the whole draft.</param>
/// <param name="Span">The words, in the text as it was typed; empty where it is about all of it.</param>
public sealed record LintFinding(LintRule Rule, DraftField? Field, LintSpan Span)
{
    /// <summary>The rule's stable name.</summary>
    public string RuleId => Rule.Id;

    /// <summary>3: likely to start a fight. 2: often heard as blame. 1: style. 0: a gap, or safety.</summary>
    public int Severity => Rule.Severity;

    /// <summary>How it might be heard.</summary>
    public string Why => Rule.Why;

    /// <summary>What to write in its place.</summary>
    public string Suggestion => Rule.Offer;

    /// <summary>When the plain words are right as they are; null for safety.</summary>
    public string? ClarityGuard => Rule.ClarityGuard;
}

/// <summary>A place in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
public readonly record struct LintSpan(int Start, int Length)
{
    /// <summary>Whether it names no words.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The words.</summary>
    public string Of(string text) => text.Substring(Start, Length);
}

/// <summary>How a person wants their drafts read.</summary>
public sealed record LintSettings
{
    /// <summary>Everything, outside a repair plan.</summary>
    public static LintSettings Default { get; } = new();

    /// <summary>The draft belongs to a repair plan.</summary>
    public bool InRepair { get; init; }

    /// <summary>The rules that this person has put away for good. Safety rules cannot be put away.</summary>
    public IReadOnlySet<string> PutAway { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
