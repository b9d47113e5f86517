using System.Globalization;
using System.Text.Json.Nodes;
using CoupleCheckin.App.Catalogue;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using YamlDotNet.RepresentationModel;

namespace CoupleCheckin.App.Tests.Catalogue;

/// <summary>The seed files of this repository.</summary>
internal static class Seeds
{
    public static readonly string Root = FindRoot();

    public static readonly string Folder = Path.Combine(Root, "seeds");

    public static readonly BehaviourCatalogue Catalogue = CatalogueFiles.Load(Folder);

    public static IEnumerable<string> BehaviourFiles => Directory.EnumerateFiles(Path.Combine(Folder, "en", "behaviours"), "*.yaml");

    /// <summary>All text of one behaviour that a person reads, one entry each.</summary>
    public static IEnumerable<string> TextsOf(Behaviour behaviour) =>
        [behaviour.Name, behaviour.Description, behaviour.NotMeant, behaviour.WhyCouplesDiffer, behaviour.Concealment, .. behaviour.Questions, .. FactsOf(behaviour)];

    public static IEnumerable<string> FactsOf(Behaviour behaviour) => behaviour.Evidence.Select(evidence => evidence.Fact).OfType<string>();

    public static string AsJson(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return AsJson(stream.Documents[0].RootNode)!.ToJsonString();
    }

    private static JsonNode? AsJson(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Select(field => KeyValuePair.Create(((YamlScalarNode)field.Key).Value!, AsJson(field.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(AsJson)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" } flag => bool.Parse(flag.Value),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: { } number } when int.TryParse(number, CultureInfo.InvariantCulture, out var value) => value,
        YamlScalarNode { Value: { } text } => text,
        _ => null,
    };

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CoupleCheckin.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
