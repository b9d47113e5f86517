using System.Text;

namespace CoupleCheckin.Domain.Catalogue;

/// <summary>Text as the patterns expect it: straight quotation marks, cut into sentences.</summary>
internal static class Sentences
{
    /// <summary>The text with straight quotation marks and apostrophes.</summary>
    public static string WithStraightQuotes(string text)
    {
        var straight = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            straight.Append(sign switch
            {
                '’' or '‘' or '‛' or 'ʼ' => '\'',
                '“' or '”' or '„' or '«' or '»' => '"',
                _ => sign,
            });
        }

        return straight.ToString();
    }

    /// <summary>The text without what stands between quotation marks. A mark that is not closed hides nothing.</summary>
    public static string WithoutQuoted(string text)
    {
        var parts = text.Split('"');
        var rest = new StringBuilder(text.Length);
        for (var at = 0; at < parts.Length; at++)
        {
            var quoted = at % 2 == 1 && at < parts.Length - 1;
            rest.Append(quoted ? " " : parts[at]);
        }

        return rest.ToString();
    }

    /// <summary>The sentences, each with the mark that ends it. A line break ends one too.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var ends = text[at] is '\n' or '\r' || (text[at] is '.' or '?' or '!' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])));
            if (!ends)
                continue;
            Add(text[start..(at + 1)]);
            start = at + 1;
        }

        Add(text[start..]);
        return sentences;

        void Add(string sentence)
        {
            if (!string.IsNullOrWhiteSpace(sentence))
                sentences.Add(sentence.Trim());
        }
    }
}
