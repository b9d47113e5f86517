namespace CoupleCheckin.Domain.Concerns;

/// <summary>Words that go together, such as those of fear. They let the learned reading understand a word that it has not met.</summary>
public sealed class WordClasses
{
    private readonly Dictionary<string, List<Entry>> byFirst = new(StringComparer.Ordinal);

    /// <summary>The classes.</summary>
    /// <param name="classes">Each class with its words; a word may be several, with blanks.</param>
    public WordClasses(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> classes)
    {
        foreach (var (name, words) in classes)
        {
            foreach (var word in words)
            {
                var tokens = LintTokens.Of(word).Select(token => token.Word).ToArray();
                if (tokens.Length == 0)
                    continue;
                if (!byFirst.TryGetValue(tokens[0], out var entries))
                    byFirst[tokens[0]] = entries = [];
                entries.Add(new(tokens, name));
            }
        }
    }

    /// <summary>The classes that begin at each token.</summary>
    internal List<string>[] Of(IReadOnlyList<LintToken> tokens)
    {
        var found = new List<string>[tokens.Count];
        for (var at = 0; at < tokens.Count; at++)
        {
            found[at] = [];
            if (!byFirst.TryGetValue(tokens[at].Word, out var entries))
                continue;
            foreach (var entry in entries)
            {
                if (!found[at].Contains(entry.Name) && IsAt(entry.Words, tokens, at))
                    found[at].Add(entry.Name);
            }
        }

        return found;
    }

    private static bool IsAt(string[] words, IReadOnlyList<LintToken> tokens, int at)
    {
        if (at + words.Length > tokens.Count)
            return false;
        for (var step = 1; step < words.Length; step++)
        {
            if (tokens[at + step].Word != words[step])
                return false;
        }

        return true;
    }

    private sealed record Entry(string[] Words, string Name);
}
