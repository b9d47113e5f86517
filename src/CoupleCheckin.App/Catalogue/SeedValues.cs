using System.Globalization;
using CoupleCheckin.Domain.Catalogue;
using YamlDotNet.RepresentationModel;

namespace CoupleCheckin.App.Catalogue;

/// <summary>Values of seed files that more than one kind of file has.</summary>
internal static class SeedValues
{
    /// <summary>All files of a folder that hold a list, by name, in order.</summary>
    public static IReadOnlyList<string> NamesIn(string seedsFolder, string folder) => Directory.Exists(Path.Combine(seedsFolder, folder))
        ? [.. Directory.EnumerateFiles(Path.Combine(seedsFolder, folder), "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)]
        : throw new CatalogueException($"{folder}, line 1: the folder is missing.");

    /// <summary>One of the known words.</summary>
    public static T OneOf<T>(this SeedFile file, YamlNode node, string what, Words<T> words)
        where T : struct, Enum => (T)Known(file, node, what, words);

    private static object Known(SeedFile file, YamlNode node, string what, Words words) =>
        file.Word(node, what) is var word && words.Find(word) is { } value ? value : throw file.Fault(node, $"\"{word}\" is not {what}.");

    /// <summary>A list that may be left out.</summary>
    public static IReadOnlyList<T> ListOf<T>(this SeedFile file, Dictionary<string, YamlNode> fields, string field, Func<YamlNode, T> read)
    {
        var nodes = fields.TryGetValue(field, out var node) ? file.List(node, $"\"{field}\"") : [];
        var values = new T[nodes.Count];
        for (var at = 0; at < values.Length; at++)
            values[at] = read(nodes[at]);
        return values;
    }

    /// <summary>Paragraphs within their length.</summary>
    public static IReadOnlyList<string> Texts(this SeedFile file, Dictionary<string, YamlNode> fields, string field, (int Min, int Max) length) =>
        file.ListOf(fields, field, node => file.Text(node, $"a text of \"{field}\"", length));

    /// <summary>A paragraph that may be left out.</summary>
    public static string? TextOrNone(this SeedFile file, Dictionary<string, YamlNode> fields, string field, (int Min, int Max) length) =>
        fields.TryGetValue(field, out var node) ? file.Text(node, $"\"{field}\"", length) : null;

    /// <summary>A whole number within bounds.</summary>
    public static int Number(this SeedFile file, YamlNode node, string what, int least, int most) =>
        int.TryParse(file.Word(node, what), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw file.Fault(node, $"{what} is a number from {least} to {most}.");

    /// <summary>True or false.</summary>
    public static bool Flag(this SeedFile file, YamlNode node, string what) => file.Word(node, what) switch
    {
        "true" => true,
        "false" => false,
        var other => throw file.Fault(node, $"{what} is true or false, not \"{other}\"."),
    };

    /// <summary>A pattern with what cancels it.</summary>
    public static TextPattern Pattern(this SeedFile file, YamlNode hit, YamlNode? unless)
    {
        try
        {
            return new(file.Word(hit, "a pattern"), unless is null ? null : file.Word(unless, "a pattern"));
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            throw file.Fault(hit, $"this pattern cannot be used ({fault.Message.TrimEnd('.')}).");
        }
    }
}
