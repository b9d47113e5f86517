using System.Text.RegularExpressions;

namespace CoupleCheckin.Domain.Catalogue;

/// <summary>A pattern for one sentence, in time that grows only with the sentence (content.md, Appendix).</summary>
/// <param name="Hit">What is looked for.</param>
/// <param name="Unless">What cancels it in the same sentence.</param>
public sealed record TextPattern(Regex Hit, Regex? Unless)
{
    /// <summary>Letters of either size, the same everywhere, and no backtracking.</summary>
    public const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    /// <summary>Whether a sentence has it.</summary>
    public bool IsIn(string sentence) => Hit.IsMatch(sentence) && Unless?.IsMatch(sentence) != true;
}
