namespace CoupleCheckin.Domain.Concerns;

/// <summary>The rules that are counts (content.md 11e: A20 to A22, C01).</summary>
internal static class LintCounts
{
    private const int ManyYous = 4;
    private const int ManyWords = 120;
    private const int ManyHedges = 4;
    private const int WordsInCapitals = 2;

    private static readonly HashSet<string> You = new(StringComparer.Ordinal) { "you", "your", "yours", "yourself", "u", "ya" };
    private static readonly HashSet<string> Us = new(StringComparer.Ordinal) { "i", "we" };
    private static readonly HashSet<string> Hedges = new(StringComparer.Ordinal) { "maybe", "perhaps", "just" };
    private static readonly HashSet<string> HedgesOfTwo = new(StringComparer.Ordinal) { "kind of", "sort of", "i guess" };

    /// <summary>Whether a draft has what is counted. The text has straight quotation marks.</summary>
    public static bool IsIn(LintCount count, string text) => count switch
    {
        LintCount.YouHeavy => IsYouHeavy(Words(text)),
        LintCount.Shouting => IsShouting(text),
        LintCount.TooLong => Words(text).Count > ManyWords,
        LintCount.OverHedged => HedgesIn(Words(text)) >= ManyHedges,
        LintCount.EmptyPart => string.IsNullOrWhiteSpace(text),
    };

    private static bool IsYouHeavy(List<string> words)
    {
        var yous = words.Count(word => You.Contains(Stem(word)));
        return yous >= ManyYous && yous > 2 * words.Count(word => Us.Contains(Stem(word)));
    }

    private static bool IsShouting(string text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '!' && text[at - 1] is '!' or '?')
                return true;
            if (text[at] == '?' && text[at - 1] == '!')
                return true;
        }

        return text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Count(word => word.Count(char.IsLetter) > 1 && word.Where(char.IsLetter).All(char.IsUpper)) >= WordsInCapitals;
    }

    private static int HedgesIn(List<string> words) =>
        words.Count(Hedges.Contains) + words.Zip(words.Skip(1), (first, second) => $"{first} {second}").Count(HedgesOfTwo.Contains);

    private static string Stem(string word) => word.IndexOf('\'', StringComparison.Ordinal) is > 0 and var at ? word[..at] : word;

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var piece in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var word = piece.Trim('.', ',', ';', ':', '?', '!', '(', ')', '"', '…', '–', '—').ToLowerInvariant();
            if (word.Length > 0)
                words.Add(word);
        }

        return words;
    }
}
