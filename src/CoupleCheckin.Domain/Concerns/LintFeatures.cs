namespace CoupleCheckin.Domain.Concerns;

/// <summary>
/// What the learned reading sees in a text: words, neighbours, pieces of words, who is spoken about and how, and which rules
/// show. A feature is a number made from its name; it keeps the place of the words that it came from.
/// </summary>
public sealed class LintFeatures
{
    private const int Reach = 4;

    private readonly Dictionary<uint, LintFeature> all = [];
    private readonly List<LintToken> tokens;
    private readonly List<string>[] classes;
    private readonly List<string>[] signs;

    private LintFeatures(IReadOnlyList<LintToken> tokens, WordClasses words, IEnumerable<string> rules)
    {
        this.tokens = [.. tokens];
        classes = words.Of(tokens);
        signs = [.. tokens.Select((token, at) => Person(token.Word) is { } person ? [.. classes[at], person] : classes[at])];
        AddWords();
        AddPieces();
        AddSigns();
        AddWhole();
        foreach (var rule in rules)
            Add("r", rule, "", "", 0, 0, LintFeatureGroup.Sign);
    }

    /// <summary>The features, each once.</summary>
    public IReadOnlyCollection<LintFeature> All => all.Values;

    /// <summary>The words.</summary>
    public IReadOnlyList<LintToken> Tokens => tokens;

    /// <summary>The features of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">The classes of words.</param>
    /// <param name="rules">The ids of the rules that show in it.</param>
    public static LintFeatures Of(string text, WordClasses words, IEnumerable<string> rules) => new(LintTokens.Of(text), words, rules);

    private void AddWords()
    {
        for (var at = -1; at <= tokens.Count; at++)
        {
            var stem = StemAt(at);
            if (at >= 0 && at < tokens.Count)
            {
                Add("1", tokens[at].Word, "", "", at, at + 1);
                Add("s", stem, "", "", at, at + 1);
            }

            if (at + 1 <= tokens.Count)
                Add("2", stem, StemAt(at + 1), "", at, at + 2);
            if (at + 2 > tokens.Count)
                continue;
            Add("3", stem, StemAt(at + 1), StemAt(at + 2), at, at + 3);
            Add("k", stem, "_", StemAt(at + 2), at, at + 3);
        }

        for (var at = 0; at < tokens.Count; at++)
        {
            if (Party(tokens[at].Word) is not { } party)
                continue;
            for (var step = 1; step <= Reach && at + step < tokens.Count && !tokens[at + step].EndsSentence; step++)
                Add("w", party, tokens[at + step].Stem, "", at, at + step + 1);
        }
    }

    private void AddPieces()
    {
        var line = new System.Text.StringBuilder(" ");
        var from = new List<int> { 0 };
        for (var at = 0; at < tokens.Count; at++)
        {
            line.Append(tokens[at].Word).Append(' ');
            from.AddRange(Enumerable.Repeat(at, tokens[at].Word.Length + 1));
        }

        var whole = line.ToString();
        for (var length = 3; length <= 5; length++)
        {
            for (var at = 0; at + length <= whole.Length; at++)
                Add("c", whole.AsSpan(at, length), from[at], from[at + length - 1] + 1);
        }
    }

    private void AddSigns()
    {
        var start = 0;
        for (var at = 0; at <= tokens.Count; at++)
        {
            if (at < tokens.Count && !tokens[at].EndsSentence)
                continue;
            AddPairsOfClasses(start, Math.Min(at + 1, tokens.Count));
            start = at + 1;
        }

        for (var at = 0; at < tokens.Count; at++)
        {
            foreach (var sign in signs[at])
            {
                AddAfter(sign, at);
                if (at + 1 < tokens.Count)
                    Add("n", sign, tokens[at + 1].Stem, "", at, at + 2, LintFeatureGroup.Sign);
                if (at > 0)
                    Add("p", tokens[at - 1].Stem, sign, "", at - 1, at + 1, LintFeatureGroup.Sign);
            }
        }
    }

    private void AddAfter(string sign, int at)
    {
        for (var step = 1; step <= Reach && at + step < tokens.Count; step++)
        {
            if (tokens[at + step].EndsSentence)
            {
                Add("e", sign, tokens[at + step].Word, "", at, at + step + 1, LintFeatureGroup.Sign);
                break;
            }

            foreach (var next in signs[at + step])
            {
                Add("f", sign, next, "", at, at + step + 1, LintFeatureGroup.Sign);
                if (step <= 2)
                    Add("g", sign, next, "", at, at + step + 1, LintFeatureGroup.Sign);
            }
        }
    }

    private void AddPairsOfClasses(int start, int end)
    {
        var first = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var at = start; at < end; at++)
        {
            foreach (var name in classes[at])
                first.TryAdd(name, at);
        }

        var who = Who(start, end);
        var names = first.Keys.ToList();
        for (var one = 0; one < names.Count; one++)
        {
            var at = first[names[one]];
            Add("a", names[one], "", "", at, at + 1, LintFeatureGroup.Sign);
            Add("b", names[one], who, "", at, at + 1, LintFeatureGroup.Sign);
            for (var other = one + 1; other < names.Count; other++)
                Add("d", names[one], names[other], "", Math.Min(at, first[names[other]]), Math.Max(at, first[names[other]]) + 1, LintFeatureGroup.Sign);
        }
    }

    private void AddWhole()
    {
        var you = tokens.Count(token => token.Word is "you" or "your");
        var me = tokens.Count(token => token.Word is "i" or "me" or "my");
        var length = tokens.Count switch { < 6 => "tiny", < 12 => "short", < 20 => "middle", < 35 => "long", _ => "longer" };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("you", Few(you, 4)), ("me", Few(me, 4)), ("more", Few(Math.Clamp(you - me, -3, 3) + 3, 6)), ("asks", Few(tokens.Count(token => token.Word == "?"), 2)),
            ("length", length), ("who", Who(0, tokens.Count)), ("first", StemAt(0)), ("last", StemAt(tokens.Count - 1)),
        ])
        {
            Add("z", name, value, "", 0, 0);
        }
    }

    private string Who(int start, int end)
    {
        var (i, you, third) = (false, false, false);
        for (var at = start; at < end; at++)
        {
            i |= tokens[at].Word is "i" or "me" or "my";
            you |= tokens[at].Word is "you" or "your";
            third |= tokens[at].Word is "he" or "she" or "him" or "his" or "her" or "they";
        }

        return (i ? "I" : "") + (you ? "Y" : "") + (third ? "T" : "");
    }

    private string StemAt(int at) => at < 0 ? "<" : at >= tokens.Count ? ">" : tokens[at].Stem;

    private void Add(string form, string one, string two, string three, int from, int to, LintFeatureGroup group = LintFeatureGroup.Word)
    {
        var hash = Hash(Hash(Hash(Hash(2166136261, form), one), two), three);
        all.TryAdd(hash, new(hash, group, Math.Max(from, 0), Math.Min(to, tokens.Count)));
    }

    private void Add(string form, ReadOnlySpan<char> one, int from, int to)
    {
        var hash = Hash(Hash(2166136261, form), one);
        all.TryAdd(hash, new(hash, LintFeatureGroup.Piece, Math.Max(from, 0), Math.Min(to, tokens.Count)));
    }

    private static uint Hash(uint hash, ReadOnlySpan<char> part)
    {
        foreach (var sign in part)
            hash = (hash ^ sign) * 16777619;
        return (hash ^ '\n') * 16777619;
    }

    private static string Few(int number, int most) => Math.Min(number, most).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string? Party(string word) => word switch
    {
        "you" or "your" or "yours" => "YOU",
        "i" or "me" or "my" => "I",
        "he" or "she" or "they" or "him" or "her" or "them" or "his" => "THEY",
        "we" or "us" or "our" => "WE",
        _ => null,
    };

    private static string? Person(string word) => word switch
    {
        "you" or "yourself" => "YOU",
        "your" or "yours" => "YOUR",
        "i" => "I",
        "me" or "my" or "myself" => "ME",
        "he" or "she" or "they" => "HE",
        "him" or "them" => "HIM",
        "her" => "HER",
        "his" or "their" => "HIS",
        "we" or "us" or "our" => "WE",
        "not" or "never" or "no" => "NOT",
        _ => null,
    };
}

/// <summary>One feature of a text.</summary>
/// <param name="Hash">Its name as a number.</param>
/// <param name="Group">What it is made of.</param>
/// <param name="From">The first of its tokens.</param>
/// <param name="To">Behind the last of its tokens; the same as the first where it is about all of the text.</param>
public readonly record struct LintFeature(uint Hash, LintFeatureGroup Group, int From, int To);

/// <summary>What a feature is made of. The groups weigh the same, however many features they have.</summary>
public enum LintFeatureGroup
{
    /// <summary>Words and their neighbours.</summary>
    Word,

    /// <summary>Pieces of words, so that a slip of the pen does not hide one.</summary>
    Piece,

    /// <summary>Classes of words, persons and rules.</summary>
    Sign,
}
