using System.Globalization;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Safety;
using YamlDotNet.RepresentationModel;

namespace CoupleCheckin.App.Catalogue;

/// <summary>Reads the scripts, one file for each family, and the frame around them.</summary>
internal static class ScriptFiles
{
    internal static readonly (int Min, int Max) NameLength = (4, 60);
    internal static readonly (int Min, int Max) RoleLength = (4, 50);
    internal static readonly (int Min, int Max) TextLength = (10, 260);
    internal static readonly (int Min, int Max) StarterLength = (5, 160);

    private const string Folder = "en/scripts";
    private const string FrameName = "frame";
    private const int LongestPhase = 24 * 60;

    private static readonly string[] ScriptRequired = ["key", "name", "purpose", "whenToChoose", "whenNot", "opener", "other", "lane", "margin", "needsTwo", "phases"];
    private static readonly string[] ScriptOptional = ["gates", "followedBy"];
    private static readonly string[] PhaseRequired = ["key", "name", "kind", "speaker", "minutes", "purpose", "toSpeaker", "starters", "ifHot"];
    private static readonly string[] PhaseOptional = ["toListener", "prompts", "optional"];

    private static readonly Words<ScriptFamily> Families = Words<ScriptFamily>.OfNames();
    private static readonly Words<PhaseKind> Kinds = Words<PhaseKind>.OfNames();
    private static readonly Words<Speaker> Speakers = Words<Speaker>.OfNames();
    private static readonly Words<GateId> Gates = Words<GateId>.OfIds();

    private static readonly Words<Lane> Lanes = Words<Lane>.OfNames();

    /// <summary>Reads all scripts.</summary>
    /// <param name="seedsFolder">The folder of all seed files.</param>
    /// <exception cref="CatalogueException">A file is missing or not right; the message says which, on which line, and why.</exception>
    public static ScriptCatalogue Load(string seedsFolder)
    {
        var names = SeedValues.NamesIn(seedsFolder, Folder);
        if (names.FirstOrDefault(name => name != FrameName && Families.Find(name) is null) is { } unknown)
            throw new CatalogueException($"{Folder}/{unknown}.yaml, line 1: \"{unknown}\" is not a family of scripts.");

        var frameFile = SeedFile.Read(seedsFolder, $"{Folder}/{FrameName}.yaml");
        var frame = frameFile.Fields(frameFile.Root, "the frame", ["before", "after"], []);
        var before = Phases(frameFile, frame, "before");
        var after = Phases(frameFile, frame, "after");
        var margin = Minutes.Sum(before.Concat(after).Select(phase => phase.Minutes)).To;

        var scripts = new Dictionary<ScriptKey, Script>();
        var follows = new List<(SeedFile File, YamlNode Node, ScriptKey Key)>();
        foreach (var (name, family) in Families.All.Where(family => names.Contains(family.Word)))
        {
            var file = SeedFile.Read(seedsFolder, $"{Folder}/{name}.yaml");
            foreach (var entry in file.Entries)
            {
                var script = Read(file, entry, family, margin, follows);
                if (!scripts.TryAdd(script.Key, script))
                    throw file.Fault(entry, $"the key \"{script.Key}\" stands twice.");
            }
        }

        return follows.FirstOrDefault(follow => !scripts.ContainsKey(follow.Key)) is { File: { } where } missing
            ? throw where.Fault(missing.Node, $"\"{missing.Key}\" is not a script.")
            : new([.. scripts.Values], before, after);
    }

    private static Script Read(SeedFile file, YamlNode entry, ScriptFamily family, int margin, List<(SeedFile File, YamlNode Node, ScriptKey Key)> follows)
    {
        var fields = file.Fields(entry, "a script", ScriptRequired, ScriptOptional);
        return new(
            Key(file, fields["key"]),
            family,
            file.Text(fields["name"], "\"name\"", NameLength),
            file.Text(fields["purpose"], "\"purpose\"", TextLength),
            file.Text(fields["whenToChoose"], "\"whenToChoose\"", TextLength),
            file.Text(fields["whenNot"], "\"whenNot\"", TextLength),
            file.Text(fields["opener"], "\"opener\"", RoleLength),
            file.Text(fields["other"], "\"other\"", RoleLength),
            file.Word(fields["lane"], "a lane") == "either" ? null : file.OneOf(fields["lane"], "a lane", Lanes),
            Phases(file, fields, "phases"))
        {
            MarginMinutes = file.Number(fields["margin"], "\"margin\"", 0, margin) is var minutes && (minutes == 0 || minutes == margin)
                ? minutes
                : throw file.Fault(fields["margin"], $"the margin is the frame's {margin} minutes, or 0 where there is no frame."),
            NeedsTwo = file.Flag(fields["needsTwo"], "\"needsTwo\""),
            Gates = file.ListOf(fields, "gates", node => file.OneOf(node, "a gate", Gates)),
            FollowedBy = file.ListOf(fields, "followedBy", node =>
            {
                var key = Key(file, node);
                follows.Add((file, node, key));
                return key;
            }),
        };
    }

    private static List<Phase> Phases(SeedFile file, Dictionary<string, YamlNode> fields, string field)
    {
        var keys = new HashSet<PhaseKey>();
        var phases = new List<Phase>();
        foreach (var node in file.List(fields[field], $"\"{field}\""))
        {
            var phase = Phase(file, node);
            if (!keys.Add(phase.Key))
                throw file.Fault(node, $"the key \"{phase.Key}\" stands twice.");
            phases.Add(phase);
        }

        return phases;
    }

    private static Phase Phase(SeedFile file, YamlNode node)
    {
        var fields = file.Fields(node, "a phase", PhaseRequired, PhaseOptional);
        var speaker = file.OneOf(fields["speaker"], "somebody who speaks", Speakers);
        var toListener = file.TextOrNone(fields, "toListener", TextLength);
        if (speaker is Speaker.Opener or Speaker.Other && toListener is null)
            throw file.Fault(node, "where one speaks, \"toListener\" says what the other one does.");
        var starters = file.Texts(fields, "starters", StarterLength);
        if (starters.Count is < 1 or > 3)
            throw file.Fault(fields["starters"], $"there are {starters.Count} starters; one to three are right.");
        return new(
            PhaseKeyOf(file, fields["key"]),
            file.Text(fields["name"], "\"name\"", NameLength),
            file.OneOf(fields["kind"], "a kind of phase", Kinds),
            speaker,
            MinutesOf(file, fields["minutes"]),
            file.Text(fields["purpose"], "\"purpose\"", TextLength),
            file.Text(fields["toSpeaker"], "\"toSpeaker\"", TextLength),
            starters,
            file.Text(fields["ifHot"], "\"ifHot\"", TextLength))
        {
            ToListener = toListener,
            Prompts = file.Texts(fields, "prompts", StarterLength),
            IsOptional = fields.TryGetValue("optional", out var optional) && file.Flag(optional, "\"optional\""),
        };
    }

    /// <summary>"5", or "2-6" for a range.</summary>
    private static Minutes MinutesOf(SeedFile file, YamlNode node)
    {
        var parts = file.Word(node, "\"minutes\"").Split('-');
        return parts.Length is 1 or 2 && Number(parts[0]) is { } from && Number(parts[^1]) is { } to && from <= to
            ? new(from, to)
            : throw file.Fault(node, "\"minutes\" is written like 5, or like 2-6.");

        static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= LongestPhase ? number : null;
    }

    private static ScriptKey Key(SeedFile file, YamlNode node)
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

    private static PhaseKey PhaseKeyOf(SeedFile file, YamlNode node)
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
}
