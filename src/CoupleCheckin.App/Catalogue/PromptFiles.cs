using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Prompts;
using CoupleCheckin.Domain.Repair;
using YamlDotNet.RepresentationModel;

namespace CoupleCheckin.App.Catalogue;

/// <summary>Reads the prompts, one file for each family.</summary>
internal static class PromptFiles
{
    internal static readonly (int Min, int Max) TextLength = (15, 160);
    internal static readonly (int Min, int Max) FollowUpLength = (10, 160);

    private const string Folder = "en/prompts";

    private static readonly string[] Required = ["key", "depth", "for", "text", "followUp"];
    private static readonly string[] Optional = ["notDuring", "safetyTags"];
    private static readonly string[] GridRequired = [.. Required, "topic", "question"];

    private static readonly Words<PromptFamily> Families = Words<PromptFamily>.OfNames();
    private static readonly Words<PromptUse> Uses = Words<PromptUse>.OfNames();
    private static readonly Words<FourQuestion> Questions = Words<FourQuestion>.OfNames();
    private static readonly Words<RepairStage> Stages = Words<RepairStage>.OfNames();
    private static readonly Words<SafetyTag> SafetyTags = Words<SafetyTag>.OfNames();

    private static readonly Words<Topic> Topics = new()
    {
        ["ex"] = Topic.ExPartners, ["work"] = Topic.CoWorkers, ["friend"] = Topic.Friends, ["social"] = Topic.SocialMedia,
        ["msg"] = Topic.Messaging, ["dating"] = Topic.DatingApps, ["flirt"] = Topic.Flirting, ["sex"] = Topic.Sexual,
        ["emo"] = Topic.EmotionalDisclosure, ["mgt"] = Topic.MoneyGiftsTime, ["solo"] = Topic.Solitary,
        ["privacy"] = Topic.PrivacyAndControl,
    };

    /// <summary>Reads all prompts.</summary>
    /// <param name="seedsFolder">The folder of all seed files.</param>
    /// <exception cref="CatalogueException">A file is missing or not right; the message says which, on which line, and why.</exception>
    public static PromptCatalogue Load(string seedsFolder)
    {
        var names = SeedValues.NamesIn(seedsFolder, Folder);
        if (names.FirstOrDefault(name => Families.Find(name) is null) is { } unknown)
            throw new CatalogueException($"{Folder}/{unknown}.yaml, line 1: \"{unknown}\" is not a family of prompts.");

        var prompts = new Dictionary<PromptKey, Prompt>();
        var cells = new HashSet<GridCell>();
        foreach (var (name, family) in Families.All.Where(family => names.Contains(family.Word)))
        {
            var file = SeedFile.Read(seedsFolder, $"{Folder}/{name}.yaml");
            foreach (var entry in file.Entries)
            {
                var prompt = Read(file, entry, name, family);
                if (!prompts.TryAdd(prompt.Key, prompt))
                    throw file.Fault(entry, $"the key \"{prompt.Key}\" stands twice.");
                if (prompt.Cell is { } cell && !cells.Add(cell))
                    throw file.Fault(entry, "this place of the grid is filled twice.");
            }
        }

        return new([.. prompts.Values]);
    }

    private static Prompt Read(SeedFile file, YamlNode entry, string name, PromptFamily family)
    {
        var inGrid = family == PromptFamily.Grid;
        var fields = file.Fields(entry, "a prompt", inGrid ? GridRequired : Required, Optional);
        return new(
            Key(file, fields["key"], name),
            family,
            (PromptDepth)file.Number(fields["depth"], "\"depth\"", 1, 3),
            file.OneOf(fields["for"], "a use of a prompt", Uses),
            file.Text(fields["text"], "\"text\"", TextLength),
            file.Text(fields["followUp"], "\"followUp\"", FollowUpLength))
        {
            Cell = inGrid ? new(file.OneOf(fields["topic"], "a topic", Topics), file.OneOf(fields["question"], "one of the four questions", Questions)) : null,
            NotDuring = file.ListOf(fields, "notDuring", node => file.OneOf(node, "a stage of a repair plan", Stages)),
            SafetyTags = file.ListOf(fields, "safetyTags", node => file.OneOf(node, "a safety tag", SafetyTags)),
        };
    }

    private static PromptKey Key(SeedFile file, YamlNode node, string name)
    {
        try
        {
            var key = new PromptKey(file.Word(node, "a key"));
            return key.Value.StartsWith(name + '.', StringComparison.Ordinal)
                ? key
                : throw file.Fault(node, $"the key \"{key}\" has to begin with \"{name}.\".");
        }
        catch (FormatException fault)
        {
            throw file.Fault(node, fault.Message);
        }
    }
}
