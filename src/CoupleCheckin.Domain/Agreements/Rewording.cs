using System.Text.RegularExpressions;

namespace CoupleCheckin.Domain.Agreements;

/// <summary>Other ways to say "you may not …": what one asks for, and what one will do oneself.</summary>
/// <param name="Request">The same as a request.</param>
/// <param name="Boundary">The beginning of a boundary, for its author to finish.</param>
public sealed partial record Rewording(string Request, string Boundary)
{
    /// <summary>The longest piece of a sentence that is worded anew; a longer one is left to its author.</summary>
    private const int MaxActLength = 160;

    /// <summary>Words a text anew that forbids or orders something to the other; null where there is nothing to word anew.</summary>
    public static Rewording? Of(string text)
    {
        if (Forbidding().Match(text) is { Success: true } forbidden && Act(forbidden) is { } act)
            return new($"Would you not {act}? It would help me.", $"If you {act}, I will ");
        return Ordering().Match(text) is { Success: true } ordered && Act(ordered) is { } wish
            ? new($"Would you {wish}? It would help me.", $"If you do not {wish}, I will ")
            : null;
    }

    private static string? Act(Match match) =>
        match.Groups["act"].Value.Trim() is { Length: > 0 and <= MaxActLength } act ? act : null;

    [GeneratedRegex(@"\byou(?:\s+(?:may\s+not|must\s+not|mustn['’]t|can\s*not|can['’]t|should\s+not|shouldn['’]t|shall\s+not|are\s+not\s+(?:allowed\s+)?to|are\s+not\s+going\s+to|will\s+never|may\s+never|must\s+never|can\s+never)|['’]re\s+not\s+(?:allowed\s+)?to)\s+(?<act>[^.?!\r\n]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Forbidding();

    [GeneratedRegex(@"\byou(?:\s+(?:have\s+to|must|need\s+to|had\s+better|are\s+to)|['’]d\s+better)\s+(?<act>[^.?!\r\n]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Ordering();
}
