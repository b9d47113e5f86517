using CoupleCheckin.Domain.Catalogue;

namespace CoupleCheckin.Domain.Concerns;

/// <summary>A part of a text that is looked at by itself, so that a hard sentence among many kind ones is not drowned.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Seen">What is seen in it.</param>
/// <param name="Torn">A sentence alone is torn from what makes it kinder, so it has to weigh this much more.</param>
public sealed record LintWindow(int Start, LintFeatures Seen, double Torn)
{
    private const int Most = 3;
    private const double Alone = 0.8;

    /// <summary>Three sentences after the other, and each by itself.</summary>
    internal static IEnumerable<LintWindow> Of(LintRules rules, LintSubject subject, string text, WordClasses words)
    {
        var sentences = Sentences.Placed(text);
        var showing = sentences.Select(sentence => rules.Showing(subject, sentence.Text).ToList()).ToList();
        for (var first = 0; first == 0 ? sentences.Count > 0 : first + Most <= sentences.Count; first++)
            yield return Window(first, Math.Min(first + Most, sentences.Count), 0);
        for (var at = 0; at < sentences.Count && sentences.Count > 1; at++)
            yield return Window(at, at + 1, Alone);

        LintWindow Window(int first, int end, double torn)
        {
            var (start, last) = (sentences[first].Start, sentences[end - 1]);
            return new(start, LintFeatures.Of(text[start..(last.Start + last.Text.Length)], words, showing[first..end].SelectMany(ids => ids)), torn);
        }
    }
}
