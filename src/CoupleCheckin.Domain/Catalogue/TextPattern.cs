using System.Text.RegularExpressions;

namespace CoupleCheckin.Domain.Catalogue;

/// <summary>
/// A pattern for one sentence, matched in time that grows only with the sentence (content.md, Appendix). It is checked when
/// it is made. Its automaton costs milliseconds, so that is built at its first use, or before by <see cref="Warm"/>.
/// </summary>
public sealed class TextPattern
{
    /// <summary>Letters of either size, the same everywhere, and no backtracking.</summary>
    public const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    /// <summary>What an automaton cannot do.</summary>
    private static readonly string[] Unusable = ["(?=", "(?!", "(?<=", "(?<!", "(?>", "(?(", @"\k<", @"\1", @"\2", @"\G"];

    private readonly Lazy<Regex> hit;
    private readonly Lazy<Regex>? unless;

    /// <summary>A pattern.</summary>
    /// <param name="hit">What is looked for.</param>
    /// <param name="unless">What cancels it in the same sentence.</param>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    /// <exception cref="FormatException">It needs to look around or back.</exception>
    public TextPattern(string hit, string? unless)
    {
        this.hit = Checked(hit);
        this.unless = unless is null ? null : Checked(unless);
        Hit = hit;
        Unless = unless;
    }

    /// <summary>What is looked for, as it is written.</summary>
    public string Hit { get; }

    /// <summary>What cancels it, as it is written.</summary>
    public string? Unless { get; }

    /// <summary>Whether a sentence has it.</summary>
    public bool IsIn(string sentence) => hit.Value.IsMatch(sentence) && unless?.Value.IsMatch(sentence) != true;

    /// <summary>The place of the words that have it; null where none do.</summary>
    public (int Start, int Length)? PlaceIn(string sentence) =>
        IsIn(sentence) && hit.Value.Match(sentence) is { Success: true } found ? (found.Index, found.Length) : null;

    /// <summary>Builds what is needed, so that the first sentence does not wait for it.</summary>
    public void Warm(string sentence)
    {
        hit.Value.IsMatch(sentence);
        unless?.Value.IsMatch(sentence);
    }

    private static Lazy<Regex> Checked(string pattern)
    {
        _ = new Regex(pattern, Options & ~RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
        return Unusable.FirstOrDefault(part => pattern.Contains(part, StringComparison.Ordinal)) is { } part
            ? throw new FormatException($"\"{part}\" cannot be used here")
            : new(() => new Regex(pattern, Options));
    }
}
