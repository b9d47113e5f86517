using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.Web.Features.Concerns;

/// <summary>A finding of the linter with the words that it is about. Its text may have changed since it was read.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Words">The words; empty where it is about the whole draft.</param>
public sealed record Hint(LintFinding Finding, string Words)
{
    /// <summary>A finding in a text.</summary>
    public static Hint In(LintFinding finding, string text) => new(finding, finding.Span.IsEmpty ? "" : finding.Span.Of(text));

    /// <summary>Where the words stand in a text; null when they are not there any more.</summary>
    public (int Start, int Length)? PlaceIn(string text)
    {
        if (Words.Length == 0)
            return null;
        var start = Finding.Span.Start;
        var at = start + Words.Length <= text.Length && string.CompareOrdinal(text, start, Words, 0, Words.Length) == 0 ? start : text.IndexOf(Words, StringComparison.Ordinal);
        return at < 0 ? null : (at, Words.Length);
    }
}
