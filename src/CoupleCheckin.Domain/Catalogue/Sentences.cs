using System.Text;

namespace CoupleCheckin.Domain.Catalogue;

/// <summary>Text as the patterns expect it: straight quotation marks, cut into sentences. Every sign keeps its place.</summary>
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

    /// <summary>The text with blanks in place of what stands between quotation marks. A mark that is not closed hides nothing.</summary>
    public static string WithoutQuoted(string text)
    {
        var parts = text.Split('"');
        var rest = new StringBuilder(text.Length);
        for (var at = 0; at < parts.Length; at++)
        {
            if (at > 0)
                rest.Append(' ');
            var quoted = at % 2 == 1 && at < parts.Length - 1;
            if (quoted)
                rest.Append(' ', parts[at].Length);
            else
                rest.Append(parts[at]);
        }

        return rest.ToString();
    }

    /// <summary>The sentences, each with the mark that ends it. A line break ends one too.</summary>
    public static IReadOnlyList<string> Of(string text) => [.. Placed(text).Select(sentence => sentence.Text)];

    /// <summary>The sentences, each with its place in the text.</summary>
    public static IReadOnlyList<(int Start, string Text)> Placed(string text)
    {
        var sentences = new List<(int, string)>();
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var ends = text[at] is '\n' or '\r' || (text[at] is '.' or '?' or '!' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])));
            if (!ends)
                continue;
            Add(start, at + 1);
            start = at + 1;
        }

        Add(start, text.Length);
        return sentences;

        void Add(int from, int to)
        {
            while (from < to && char.IsWhiteSpace(text[from]))
                from++;
            while (to > from && char.IsWhiteSpace(text[to - 1]))
                to--;
            if (to > from)
                sentences.Add((from, text[from..to]));
        }
    }
}
