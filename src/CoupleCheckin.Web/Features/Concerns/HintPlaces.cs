using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.Web.Features.Concerns;

/// <summary>Finds the words that a hint is about in the text as it stands in its box.</summary>
internal static class HintPlaces
{
    /// <summary>Where they stand; null when they are not in this text, or not there any more.</summary>
    public static (int Start, int Length)? PlaceIn(this LintHint hint, string text)
    {
        if (hint.Sentence.Length == 0)
            return null;
        var at = Straight(text).IndexOf(hint.Sentence, StringComparison.Ordinal);
        return at < 0 ? null : (at, hint.Sentence.Length);
    }

    /// <summary>One character for one, so that places stay what they are.</summary>
    private static string Straight(string text) =>
        text.Replace('’', '\'').Replace('‘', '\'').Replace('‛', '\'').Replace('ʼ', '\'').Replace('“', '"').Replace('”', '"').Replace('„', '"').Replace('«', '"').Replace('»', '"');
}
