using CoupleCheckin.Domain.Privacy;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CoupleCheckin.App.Catalogue;

/// <summary>One YAML file, mostly with a list in it. What is not as expected is a fault with the file's name and the line.</summary>
internal sealed class SeedFile
{
    private readonly string name;

    private SeedFile(string name, string path)
    {
        this.name = name;
        var yaml = new YamlStream();
        try
        {
            using var reader = File.OpenText(path);
            yaml.Load(reader);
        }
        catch (YamlException fault)
        {
            throw Fault(fault.Start.Line, $"this is not readable as YAML ({fault.Message.TrimEnd('.')}).", fault);
        }
        catch (IOException fault)
        {
            throw Fault(1, "the file cannot be opened.", fault);
        }

        Root = yaml.Documents is [{ RootNode: var root }] ? root : throw Fault(1, "one list is expected.");
    }

    /// <summary>What the file holds.</summary>
    public YamlNode Root { get; }

    /// <summary>What the list holds.</summary>
    public IReadOnlyList<YamlNode> Entries => List(Root, "the file");

    /// <summary>Reads a file.</summary>
    /// <param name="seedsFolder">The folder of all seed files.</param>
    /// <param name="name">The file's place in that folder, with "/"; it stands in every message.</param>
    public static SeedFile Read(string seedsFolder, string name) => new(name, Path.Combine(seedsFolder, name));

    /// <summary>The nodes of a list.</summary>
    public IReadOnlyList<YamlNode> List(YamlNode node, string what) =>
        node is YamlSequenceNode list ? [.. list] : throw Fault(node, $"{what} has to be a list.");

    /// <summary>The fields of an entry: all that are required, and nothing that is not known.</summary>
    public Dictionary<string, YamlNode> Fields(YamlNode node, string what, string[] required, string[] optional)
    {
        var mapping = node as YamlMappingNode ?? throw Fault(node, $"{what} has to be written as fields.");
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (label, value) in mapping)
        {
            var field = Word(label, "a field's name");
            if (!required.Contains(field) && !optional.Contains(field))
                throw Fault(label, $"the field \"{field}\" is unknown.");
            fields.Add(field, value);
        }

        return required.FirstOrDefault(field => !fields.ContainsKey(field)) is { } missing
            ? throw Fault(node, $"the field \"{missing}\" is missing.")
            : fields;
    }

    /// <summary>One paragraph within its length.</summary>
    public string Text(YamlNode node, string what, (int Min, int Max) length)
    {
        var text = Word(node, what);
        if (text.Length < length.Min || text.Length > length.Max)
            throw Fault(node, $"{what} has {text.Length} characters; {length.Min} to {length.Max} are right.");
        return PlainText.IsOneLine(text) ? text : throw Fault(node, $"{what} has to be one paragraph.");
    }

    /// <summary>A bare value.</summary>
    public string Word(YamlNode node, string what) =>
        node is YamlScalarNode { Value: { } value } ? value : throw Fault(node, $"{what} has to be text.");

    /// <summary>A fault at the line where this begins.</summary>
    public CatalogueException Fault(YamlNode at, string reason) => Fault(at.Start.Line, reason);

    private CatalogueException Fault(long line, string reason, Exception? cause = null) =>
        new($"{name}, line {line}: {reason}", cause);
}
