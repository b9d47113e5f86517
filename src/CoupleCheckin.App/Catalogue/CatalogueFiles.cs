using System.Globalization;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using YamlDotNet.RepresentationModel;

namespace CoupleCheckin.App.Catalogue;

/// <summary>Reads the catalogue from the seed files. Whatever is not right in them stops it: a half-read catalogue would be worse.</summary>
public static class CatalogueFiles
{
    internal static readonly (int Min, int Max) NameLength = (5, 70);
    internal static readonly (int Min, int Max) ShortTextLength = (20, 300);
    internal static readonly (int Min, int Max) LongTextLength = (20, 400);
    internal static readonly (int Min, int Max) QuestionLength = (10, 150);

    private const string Folder = "en/behaviours";

    private static readonly (string Prefix, Topic Topic)[] Topics =
    [
        ("ex", Topic.ExPartners), ("work", Topic.CoWorkers), ("friend", Topic.Friends), ("social", Topic.SocialMedia),
        ("msg", Topic.Messaging), ("dating", Topic.DatingApps), ("flirt", Topic.Flirting), ("sex", Topic.Sexual),
        ("emo", Topic.EmotionalDisclosure), ("mgt", Topic.MoneyGiftsTime), ("solo", Topic.Solitary),
        ("priv", Topic.PrivacyAndControl), ("ctrl", Topic.PrivacyAndControl),
    ];

    private static readonly string[] Required =
        ["key", "name", "description", "notMeant", "whyCouplesDiffer", "concealment", "questions", "defaultZone", "shifts"];

    private static readonly string[] Optional = ["facets", "seedRefs", "locks", "evidence", "safetyTags", "retired"];

    private static readonly string[] FidelityFields = ["hidden", "romantic", "known"];

    private static readonly string[] ControlFields = ["covert", "defended", "agreed"];

    private static readonly Words<Zone> Zones = new()
    {
        ["within-bounds"] = Zone.WithinBounds, ["gray-zone"] = Zone.GrayZone, ["clearly-objectionable"] = Zone.ClearlyObjectionable,
    };

    private static readonly Words<Facet> Facets = new()
    {
        ["sexual"] = Facet.Sexual, ["technology"] = Facet.Technology, ["emotional"] = Facet.Emotional,
        ["solitary"] = Facet.Solitary, ["deceptive"] = Facet.Deceptive,
    };

    private static readonly Words<SeedRef> SeedRefs = Words<SeedRef>.OfIds();

    private static readonly Words<BehaviourLock> Locks = new()
    {
        ["inner-life"] = BehaviourLock.InnerLife, ["explicit-agreement"] = BehaviourLock.ExplicitAgreement,
    };

    private static readonly Words<SourceMark> SourceMarks = new()
    {
        ["S"] = SourceMark.Read, ["S2"] = SourceMark.Reported,
    };

    private static readonly Words<SafetyTag> SafetyTags = new()
    {
        ["affected"] = SafetyTag.Affected, ["own-behaviour"] = SafetyTag.OwnBehaviour,
    };

    /// <summary>Reads all behaviours and the starter set: the files at once, and of several faults the first in order is told.</summary>
    /// <param name="seedsFolder">The folder of all seed files.</param>
    /// <exception cref="CatalogueException">A file is missing or not right; the message says which, on which line, and why.</exception>
    public static BehaviourCatalogue Load(string seedsFolder)
    {
        if (!Directory.Exists(Path.Combine(seedsFolder, Folder)))
            throw new CatalogueException($"{Folder}, line 1: the folder is missing.");
        var files = Directory.EnumerateFiles(Path.Combine(seedsFolder, Folder), "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!).ToHashSet(StringComparer.Ordinal);
        if (files.Except(Topics.Select(topic => topic.Prefix)).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new CatalogueException($"{Folder}/{unknown}.yaml, line 1: \"{unknown}\" is not a topic.");

        var behaviours = new Dictionary<BehaviourKey, Behaviour>();
        var inOrder = new List<Behaviour>();
        var reading = files.ToDictionary(prefix => prefix, prefix => Task.Run(() => SeedFile.Read(seedsFolder, $"{Folder}/{prefix}.yaml")));
        foreach (var (prefix, topic) in Topics)
        {
            if (reading.GetValueOrDefault(prefix)?.GetAwaiter().GetResult() is not { } file)
                continue;
            foreach (var entry in file.Entries)
            {
                var behaviour = Read(file, entry, prefix, topic);
                if (!behaviours.TryAdd(behaviour.Key, behaviour))
                    throw file.Fault(entry, $"the key \"{behaviour.Key}\" stands twice.");
                inOrder.Add(behaviour);
            }
        }

        return new(inOrder, Starter(seedsFolder, behaviours));
    }

    private static Behaviour Read(SeedFile file, YamlNode entry, string prefix, Topic topic)
    {
        var fields = file.Fields(entry, "a behaviour", Required, Optional);
        var key = Key(file, fields["key"]);
        if (!key.Value.StartsWith(prefix + '.', StringComparison.Ordinal))
            throw file.Fault(fields["key"], $"the key \"{key}\" has to begin with \"{prefix}.\".");
        return new(
            key,
            topic,
            file.Text(fields["name"], "\"name\"", NameLength),
            file.Text(fields["description"], "\"description\"", ShortTextLength),
            file.Text(fields["notMeant"], "\"notMeant\"", ShortTextLength),
            file.Text(fields["whyCouplesDiffer"], "\"whyCouplesDiffer\"", LongTextLength),
            file.Text(fields["concealment"], "\"concealment\"", LongTextLength),
            Questions(file, fields["questions"]),
            ZoneOf(file, fields["defaultZone"]),
            ShiftsOf(file, fields["shifts"], topic),
            fields.TryGetValue("retired", out var retired) && YesOrNo(file, retired))
        {
            Facets = file.ListOf(fields, "facets", node => file.OneOf(node, "a facet", Facets)),
            SeedRefs = file.ListOf(fields, "seedRefs", node => file.OneOf(node, "a mark of the article", SeedRefs)),
            Locks = file.ListOf(fields, "locks", node => file.OneOf(node, "a lock", Locks)),
            Evidence = file.ListOf(fields, "evidence", node => EvidenceOf(file, node)),
            SafetyTags = file.ListOf(fields, "safetyTags", node => file.OneOf(node, "a safety tag", SafetyTags)),
        };
    }

    private static List<BehaviourKey> Starter(string seedsFolder, Dictionary<BehaviourKey, Behaviour> behaviours)
    {
        var file = SeedFile.Read(seedsFolder, "en/starter.yaml");
        var starter = new List<BehaviourKey>();
        foreach (var entry in file.Entries)
        {
            var key = Key(file, entry);
            if (behaviours.GetValueOrDefault(key) is not { Retired: false })
                throw file.Fault(entry, $"the starter set names \"{key}\", which is not offered.");
            if (starter.Contains(key))
                throw file.Fault(entry, $"the key \"{key}\" stands twice.");
            starter.Add(key);
        }

        return starter;
    }

    private static BehaviourKey Key(SeedFile file, YamlNode node)
    {
        try
        {
            return new(file.Word(node, "a key"));
        }
        catch (FormatException fault)
        {
            throw file.Fault(node, fault.Message);
        }
    }

    private static List<string> Questions(SeedFile file, YamlNode node)
    {
        var questions = file.List(node, "\"questions\"");
        if (questions.Count is < 2 or > 3)
            throw file.Fault(node, $"there are {questions.Count} questions; two or three are right.");
        return [.. questions.Select(question => file.Text(question, "a question", QuestionLength) is var text && text.EndsWith('?')
            ? text
            : throw file.Fault(question, "a question has to end with a question mark."))];
    }

    private static Shifts ShiftsOf(SeedFile file, YamlNode node, Topic topic)
    {
        if (topic == Topic.PrivacyAndControl)
        {
            var shifts = file.Fields(node, "\"shifts\"", ControlFields, []);
            return new ControlShifts(
                ZoneOf(file, shifts["covert"]),
                ZoneOf(file, shifts["defended"]),
                file.Word(shifts["agreed"], "a zone") == "n/a" ? null : ZoneOf(file, shifts["agreed"]));
        }
        else
        {
            var shifts = file.Fields(node, "\"shifts\"", FidelityFields, []);
            return new FidelityShifts(ZoneOf(file, shifts["hidden"]), ZoneOf(file, shifts["romantic"]), ZoneOf(file, shifts["known"]));
        }
    }

    private static Evidence EvidenceOf(SeedFile file, YamlNode node)
    {
        var fields = file.Fields(node, "evidence", ["reference", "mark"], ["fact"]);
        return new(
            int.TryParse(file.Word(fields["reference"], "a reference"), NumberStyles.None, CultureInfo.InvariantCulture, out var reference) && reference > 0
                ? reference
                : throw file.Fault(fields["reference"], "a reference is the number of a source."),
            file.OneOf(fields["mark"], "a mark of a source", SourceMarks),
            fields.TryGetValue("fact", out var fact) ? file.Text(fact, "\"fact\"", ShortTextLength) : null);
    }

    private static Zone ZoneOf(SeedFile file, YamlNode node) => file.OneOf(node, "a zone", Zones);

    private static bool YesOrNo(SeedFile file, YamlNode node) => file.Word(node, "\"retired\"") switch
    {
        "true" => true,
        "false" => false,
        var other => throw file.Fault(node, $"\"retired\" is true or false, not \"{other}\"."),
    };
}
