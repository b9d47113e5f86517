using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Reflections;
using CoupleCheckin.Domain.Safety;
using YamlDotNet.RepresentationModel;

namespace CoupleCheckin.App.Catalogue;

/// <summary>Reads the exercises, one file for each section of the article.</summary>
internal static class ExerciseFiles
{
    internal static readonly (int Min, int Max) NameLength = (4, 40);
    internal static readonly (int Min, int Max) SectionLength = (4, 50);
    internal static readonly (int Min, int Max) AboutLength = (30, 260);
    internal static readonly (int Min, int Max) ClosingLength = (20, 220);
    internal static readonly (int Min, int Max) TitleLength = (5, 90);
    internal static readonly (int Min, int Max) HintLength = (10, 260);
    internal static readonly (int Min, int Max) PartLength = (2, 140);

    private const string Folder = "en/exercises";

    private static readonly string[] Required = ["key", "name", "minutes", "about", "steps", "closing"];
    private static readonly string[] Optional = ["forTwo", "behaviours", "scripts"];

    private static readonly Words<ExerciseSection> Families = new()
    {
        ["mean"] = ExerciseSection.Meaning, ["spec"] = ExerciseSection.Spectrum, ["case"] = ExerciseSection.Examples, ["why"] = ExerciseSection.Why,
        ["touch"] = ExerciseSection.Untouched, ["att"] = ExerciseSection.Attachment, ["sym"] = ExerciseSection.Symptom, ["raise"] = ExerciseSection.Raising,
        ["agr"] = ExerciseSection.Agreement, ["deal"] = ExerciseSection.Workable, ["after"] = ExerciseSection.After,
    };

    private static readonly Words<GateId> Gates = Words<GateId>.OfIds();

    /// <summary>What each kind of step has besides its key, kind, title and hint.</summary>
    private static readonly Dictionary<string, (string[] Required, string[] Optional)> Kinds = new(StringComparer.Ordinal)
    {
        ["text"] = (["boxes"], []),
        ["choice"] = (["options"], ["many", "other", "overTime"]),
        ["list"] = (["row"], ["rows"]),
        ["each"] = (["of"], ["box", "tick", "gate", "answers"]),
        ["sliders"] = (["sliders"], ["overTime"]),
        ["bars"] = (["bars", "shares"], []),
        ["two-lists"] = (["left", "right"], []),
        ["paths"] = (["paths", "asks"], []),
        ["loop"] = (["stations"], ["facing"]),
        ["sort"] = ([], ["cards", "behaviours", "piles"]),
        ["pick"] = (["behaviours"], []),
        ["read-back"] = (["of"], []),
        ["gate"] = (["gate"], []),
    };

    /// <summary>Reads all exercises. No section may be without.</summary>
    /// <param name="seedsFolder">The folder of all seed files.</param>
    /// <param name="behaviours">The behaviours to which they refer.</param>
    /// <param name="scripts">The scripts to which they refer.</param>
    /// <exception cref="CatalogueException">A file is missing or not right; the message says which, on which line, and why.</exception>
    public static ExerciseCatalogue Load(string seedsFolder, BehaviourCatalogue behaviours, ScriptCatalogue scripts)
    {
        var names = SeedValues.NamesIn(seedsFolder, Folder);
        if (names.FirstOrDefault(name => Families.Find(name) is null) is { } unknown)
            throw new CatalogueException($"{Folder}/{unknown}.yaml, line 1: \"{unknown}\" is not a family of exercises.");

        var exercises = new Dictionary<ExerciseKey, Exercise>();
        var titles = new Dictionary<ExerciseSection, string>();
        foreach (var (name, section) in Families.All)
        {
            var file = SeedFile.Read(seedsFolder, $"{Folder}/{name}.yaml");
            var fields = file.Fields(file.Root, "the file", ["section", "exercises"], []);
            titles.Add(section, file.Text(fields["section"], "\"section\"", SectionLength));
            var reader = new Reader(file, name, section, behaviours, scripts);
            foreach (var entry in file.List(fields["exercises"], "\"exercises\""))
            {
                var exercise = reader.Read(entry);
                if (!exercises.TryAdd(exercise.Key, exercise))
                    throw file.Fault(entry, $"the key \"{exercise.Key}\" stands twice.");
            }
        }

        return new([.. exercises.Values], titles);
    }

    /// <summary>Reads one file.</summary>
    private sealed class Reader(SeedFile file, string family, ExerciseSection section, BehaviourCatalogue behaviours, ScriptCatalogue scripts)
    {
        public Exercise Read(YamlNode entry)
        {
            var fields = file.Fields(entry, "an exercise", Required, Optional);
            var key = Key(fields["key"]);
            var steps = new Dictionary<string, Step>(StringComparer.Ordinal);
            foreach (var node in file.List(fields["steps"], "\"steps\""))
            {
                var step = StepOf(node, steps);
                if (!steps.TryAdd(step.Key, step))
                    throw file.Fault(node, $"the step \"{step.Key}\" stands twice.");
            }

            return new(
                key,
                section,
                file.Text(fields["name"], "\"name\"", NameLength),
                file.Number(fields["minutes"], "\"minutes\"", 1, 60),
                file.Text(fields["about"], "\"about\"", AboutLength),
                [.. steps.Values],
                file.Text(fields["closing"], "\"closing\"", ClosingLength))
            {
                HasFormForTwo = fields.TryGetValue("forTwo", out var forTwo) && file.Flag(forTwo, "\"forTwo\""),
                Behaviours = file.ListOf(fields, "behaviours", Behaviour),
                Scripts = file.ListOf(fields, "scripts", Script),
            };
        }

        private ExerciseKey Key(YamlNode node)
        {
            try
            {
                var key = new ExerciseKey(file.Word(node, "a key"));
                return key.Value.StartsWith(family + '.', StringComparison.Ordinal)
                    ? key
                    : throw file.Fault(node, $"the key \"{key}\" has to begin with \"{family}.\".");
            }
            catch (FormatException fault)
            {
                throw file.Fault(node, fault.Message);
            }
        }

        private Step StepOf(YamlNode node, Dictionary<string, Step> before)
        {
            var kind = node is YamlMappingNode mapping && mapping.Children.TryGetValue("kind", out var named) ? file.Word(named, "\"kind\"") : throw file.Fault(node, "a step needs a \"kind\".");
            if (!Kinds.TryGetValue(kind, out var own))
                throw file.Fault(named, $"\"{kind}\" is not a kind of step.");
            var fields = file.Fields(node, "a step", ["key", "kind", "title", .. own.Required], ["hint", .. own.Optional]);
            var (key, title) = (Name(fields["key"]), file.Text(fields["title"], "\"title\"", TitleLength));
            Step step = kind switch
            {
                "text" => new TextStep(key, title, Some(fields["boxes"], "boxes", BoxOf, box => box.Key)),
                "choice" => new ChoiceStep(key, title, Some(fields["options"], "options", OptionOf, option => option.Key))
                {
                    Many = Flag(fields, "many"), OverTime = Flag(fields, "overTime"), Other = file.TextOrNone(fields, "other", PartLength),
                },
                "list" => new ListStep(key, title, file.Text(fields["row"], "\"row\"", PartLength), fields.TryGetValue("rows", out var rows) ? file.Number(rows, "\"rows\"", 1, 10) : 1),
                "each" => Each(node, key, title, fields, before),
                "sliders" => new SlidersStep(key, title, Some(fields["sliders"], "sliders", SliderOf, slider => slider.Key)) { OverTime = Flag(fields, "overTime") },
                "bars" => new BarsStep(key, title, Parts(fields["bars"], "bars"), Parts(fields["shares"], "shares")),
                "two-lists" => new TwoListsStep(key, title, TickListOf(fields["left"]), TickListOf(fields["right"])),
                "paths" => new PathsStep(key, title, Parts(fields["paths"], "paths"), Parts(fields["asks"], "asks")),
                "loop" => Loop(key, title, fields, before),
                "sort" => Sort(node, key, title, fields),
                "pick" => new PickStep(key, title, file.ListOf(fields, "behaviours", Behaviour)),
                "read-back" => new ReadBackStep(key, title, [.. file.List(fields["of"], "\"of\"").Select(of => Earlier(of, before).Key)]),
                _ => new GateStep(key, title, file.OneOf(fields["gate"], "a gate", Gates)),
            };
            return step with { Hint = file.TextOrNone(fields, "hint", HintLength) };
        }

        private EachStep Each(YamlNode node, string key, string title, Dictionary<string, YamlNode> fields, Dictionary<string, Step> before)
        {
            var of = Earlier(fields["of"], before);
            if (of is not (ListStep or SortStep))
                throw file.Fault(fields["of"], $"\"{of.Key}\" has no rows.");
            if (fields.Keys.Count(field => field is "box" or "tick" or "answers") != 1)
                throw file.Fault(node, "a step for each row has a \"box\", a \"tick\" or \"answers\".");
            return new(key, title, of.Key)
            {
                Box = file.TextOrNone(fields, "box", PartLength),
                Tick = file.TextOrNone(fields, "tick", PartLength),
                Gate = fields.TryGetValue("gate", out var gate) ? file.OneOf(gate, "a gate", Gates) : null,
                Answers = fields.TryGetValue("answers", out var answers) ? Parts(answers, "answers") : [],
            };
        }

        private LoopStep Loop(string key, string title, Dictionary<string, YamlNode> fields, Dictionary<string, Step> before)
        {
            var stations = Parts(fields["stations"], "stations");
            if (stations.Count != 4)
                throw file.Fault(fields["stations"], $"there are {stations.Count} stations; four are right.");
            var facing = fields.TryGetValue("facing", out var node) ? Earlier(node, before) : null;
            return facing is null or LoopStep
                ? new(key, title, stations) { Facing = facing?.Key }
                : throw file.Fault(node!, $"\"{facing.Key}\" is not a loop.");
        }

        private SortStep Sort(YamlNode node, string key, string title, Dictionary<string, YamlNode> fields)
        {
            if (fields.ContainsKey("cards") == fields.ContainsKey("behaviours"))
                throw file.Fault(node, "cards to sort are \"cards\" or \"behaviours\".");
            return new(
                key,
                title,
                fields.TryGetValue("cards", out var cards) ? Parts(cards, "cards") : [],
                file.ListOf(fields, "behaviours", Behaviour),
                fields.TryGetValue("piles", out var piles) ? Parts(piles, "piles") : []);
        }

        private Step Earlier(YamlNode node, Dictionary<string, Step> before) =>
            file.Word(node, "a step") is var name && before.TryGetValue(name, out var step) ? step : throw file.Fault(node, $"there is no earlier step \"{name}\".");

        private BehaviourKey Behaviour(YamlNode node)
        {
            var word = file.Word(node, "a behaviour");
            return behaviours.All.FirstOrDefault(behaviour => behaviour.Key.Value == word) is { Retired: false } found
                ? found.Key
                : throw file.Fault(node, $"\"{word}\" is not offered.");
        }

        private ScriptKey Script(YamlNode node)
        {
            var word = file.Word(node, "a script");
            return scripts.All.FirstOrDefault(script => script.Key.Value == word) is { } found ? found.Key : throw file.Fault(node, $"\"{word}\" is not offered.");
        }

        private IReadOnlyList<Part> Parts(YamlNode node, string field) => Some(node, field, PartOf, part => part.Key);

        private List<T> Some<T>(YamlNode node, string field, Func<YamlNode, T> read, Func<T, string> keyOf)
        {
            var some = new List<T>();
            foreach (var entry in file.List(node, $"\"{field}\""))
            {
                var one = read(entry);
                if (some.Exists(other => keyOf(other) == keyOf(one)))
                    throw file.Fault(entry, $"\"{keyOf(one)}\" stands twice.");
                some.Add(one);
            }

            return some.Count > 0 ? some : throw file.Fault(node, $"\"{field}\" is empty.");
        }

        private Part PartOf(YamlNode node)
        {
            var fields = file.Fields(node, "a part", ["key", "text"], ["hint"]);
            return new(Name(fields["key"]), file.Text(fields["text"], "\"text\"", PartLength)) { Hint = file.TextOrNone(fields, "hint", HintLength) };
        }

        private Box BoxOf(YamlNode node)
        {
            var fields = file.Fields(node, "a box", ["key", "text"], ["hint", "date"]);
            return new(Name(fields["key"]), file.Text(fields["text"], "\"text\"", PartLength)) { Hint = file.TextOrNone(fields, "hint", HintLength), IsDate = Flag(fields, "date") };
        }

        private Option OptionOf(YamlNode node)
        {
            var fields = file.Fields(node, "an option", ["key", "text"], ["then", "gate"]);
            return new(Name(fields["key"]), file.Text(fields["text"], "\"text\"", PartLength))
            {
                Then = file.TextOrNone(fields, "then", HintLength),
                Gate = fields.TryGetValue("gate", out var gate) ? file.OneOf(gate, "a gate", Gates) : null,
            };
        }

        private Slider SliderOf(YamlNode node)
        {
            var fields = file.Fields(node, "a slider", ["key", "left", "right"], []);
            return new(Name(fields["key"]), file.Text(fields["left"], "\"left\"", PartLength), file.Text(fields["right"], "\"right\"", PartLength));
        }

        private TickList TickListOf(YamlNode node)
        {
            var fields = file.Fields(node, "a list", ["key", "title", "parts"], []);
            return new(Name(fields["key"]), file.Text(fields["title"], "\"title\"", TitleLength), Parts(fields["parts"], "parts"));
        }

        private bool Flag(Dictionary<string, YamlNode> fields, string field) => fields.TryGetValue(field, out var node) && file.Flag(node, $"\"{field}\"");

        private string Name(YamlNode node) => file.Word(node, "a key") is { Length: > 0 and <= 40 } name && name.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '-')
            ? name
            : throw file.Fault(node, "a key has small letters, digits and hyphens, at most 40.");
    }
}
