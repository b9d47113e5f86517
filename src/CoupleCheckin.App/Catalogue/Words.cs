using System.Text;

namespace CoupleCheckin.App.Catalogue;

/// <summary>
/// The words that stand in seed files for the values of an enum. The values are kept as objects: a dictionary of its own for every
/// enum would be compiled anew at every start, and there are some thirty of them.
/// </summary>
/// <typeparam name="T">The enum.</typeparam>
internal sealed class Words<T>
    where T : struct, Enum
{
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);

    /// <summary>Gives a value its word.</summary>
    public T this[string word]
    {
        set => values.Add(word, value);
    }

    /// <summary>Every word and its value, in the order in which they were given.</summary>
    public IEnumerable<(string Word, T Value)> All => values.Select(pair => (pair.Key, (T)pair.Value));

    /// <summary>Every value by its name in small letters: "NotOkay" is "not-okay".</summary>
    public static Words<T> OfNames() => Of(Kebab);

    /// <summary>Every value by its name as it is.</summary>
    public static Words<T> OfIds() => Of(name => name);

    /// <summary>The value of a word; null for a word that has none.</summary>
    public T? Find(string word) => values.TryGetValue(word, out var value) ? (T)value : null;

    private static Words<T> Of(Func<string, string> wordOf)
    {
        var words = new Words<T>();
        foreach (var value in Enum.GetValues<T>())
            words.values.Add(wordOf(value.ToString()), value);
        return words;
    }

    private static string Kebab(string name)
    {
        var kebab = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && kebab.Length > 0)
                kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(letter));
        }

        return kebab.ToString();
    }
}
