using System.Text;

namespace CoupleCheckin.App.Catalogue;

/// <summary>
/// The words that stand in seed files for the values of some enum. The values are kept as objects, and all the work is done here: what
/// is written for every enum is compiled anew for each of the thirty, at every start.
/// </summary>
internal abstract class Words
{
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);

    /// <summary>The value of a word; null for a word that has none.</summary>
    public object? Find(string word) => values.GetValueOrDefault(word);

    protected IReadOnlyDictionary<string, object> Values => values;

    protected void Add(string word, object value) => values.Add(word, value);

    protected void AddAll(Type type, bool asNames)
    {
        foreach (var value in Enum.GetValues(type))
            Add(asNames ? Kebab(value.ToString()!) : value.ToString()!, value);
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

/// <inheritdoc/>
/// <typeparam name="T">The enum.</typeparam>
internal sealed class Words<T> : Words
    where T : struct, Enum
{
    /// <summary>Gives a value its word.</summary>
    public T this[string word]
    {
        set => Add(word, value);
    }

    /// <summary>Every word and its value, in the order in which they were given.</summary>
    public IEnumerable<(string Word, T Value)> All => Values.Select(pair => (pair.Key, (T)pair.Value));

    /// <summary>Every value by its name in small letters: "NotOkay" is "not-okay".</summary>
    public static Words<T> OfNames()
    {
        var words = new Words<T>();
        words.AddAll(typeof(T), asNames: true);
        return words;
    }

    /// <summary>Every value by its name as it is.</summary>
    public static Words<T> OfIds()
    {
        var words = new Words<T>();
        words.AddAll(typeof(T), asNames: false);
        return words;
    }
}
