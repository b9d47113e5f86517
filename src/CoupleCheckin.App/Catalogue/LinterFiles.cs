using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Safety;
using YamlDotNet.RepresentationModel;

namespace CoupleCheckin.App.Catalogue;

/// <summary>Reads the rules of the linter, one file for each kind, and compiles their patterns.</summary>
internal static class LinterFiles
{
    internal static readonly (int Min, int Max) NameLength = (5, 60);
    internal static readonly (int Min, int Max) TextLength = (10, 220);

    private const string Folder = "en/linter";

    private static readonly string[] RuleRequired = ["id", "name", "precedence", "why", "offer", "hits", "misses"];
    private static readonly string[] RuleOptional = ["severity", "clarityGuard", "fields", "patterns", "count", "onlyWithout", "offInRepair", "script", "gate", "learned", "lacking"];
    private static readonly string[] CreditFields = ["id", "name", "patterns", "hits", "misses"];

    private static readonly (string File, LintKind Kind, string Letter)[] Kinds =
    [
        ("opener", LintKind.Opener, "A"), ("answer", LintKind.Answer, "R"), ("clarity", LintKind.Clarity, "C"), ("safety", LintKind.Safety, "S"),
    ];

    private static readonly Words<DraftField> DraftFields = Words<DraftField>.OfNames();
    private static readonly Words<LintCount> Counts = Words<LintCount>.OfNames();
    private static readonly Words<GateId> Gates = Words<GateId>.OfIds();

    /// <summary>Reads all rules and credits, and what was learned.</summary>
    /// <param name="seedsFolder">The folder of all seed files.</param>
    /// <exception cref="CatalogueException">A file is missing or not right; the message says which, on which line, and why.</exception>
    public static LintRules Load(string seedsFolder) => LoadRules(seedsFolder).With(LintModelFile.Read(seedsFolder, LoadWords(seedsFolder)));

    /// <summary>Reads the classes of words.</summary>
    /// <exception cref="CatalogueException">The file is missing or not right.</exception>
    public static WordClasses LoadWords(string seedsFolder)
    {
        const string name = $"{Folder}/words.txt";
        var classes = new List<KeyValuePair<string, IReadOnlyList<string>>>();
        try
        {
            foreach (var (number, line) in File.ReadLines(Path.Combine(seedsFolder, name)).Index().Where(line => line.Item.Length > 0 && line.Item[0] != '#'))
            {
                if (line.Split(": ", 2) is not [var label, var words])
                    throw new CatalogueException($"{name}, line {number + 1}: a class and its words are written like \"strike: hit slap\".");
                classes.Add(new(label, [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace('_', ' '))]));
            }
        }
        catch (IOException fault)
        {
            throw new CatalogueException($"{name}, line 1: the file cannot be opened.", fault);
        }

        return new(classes);
    }

    /// <summary>Reads all rules and credits, without what was learned.</summary>
    public static LintRules LoadRules(string seedsFolder)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var credits = new List<LintCredit>();
        var creditFile = SeedFile.Read(seedsFolder, $"{Folder}/credits.yaml");
        foreach (var entry in creditFile.Entries)
            credits.Add(Credit(creditFile, entry, ids));

        var known = ids.ToHashSet(StringComparer.Ordinal);
        var rules = new List<LintRule>();
        foreach (var (name, kind, letter) in Kinds)
        {
            var file = SeedFile.Read(seedsFolder, $"{Folder}/{name}.yaml");
            foreach (var entry in file.Entries)
            {
                var rule = Rule(file, entry, kind, letter, ids, known);
                if (rules.Exists(other => other.Precedence == rule.Precedence))
                    throw file.Fault(entry, $"the precedence {rule.Precedence} stands twice.");
                rules.Add(rule);
            }
        }

        return new(rules, credits);
    }

    private static LintRule Rule(SeedFile file, YamlNode entry, LintKind kind, string letter, HashSet<string> ids, HashSet<string> credits)
    {
        var fields = file.Fields(entry, "a rule", RuleRequired, RuleOptional);
        var safety = kind == LintKind.Safety;
        foreach (var (field, wanted) in (ReadOnlySpan<(string, bool)>)[("severity", !safety), ("clarityGuard", !safety), ("gate", safety), ("patterns", !fields.ContainsKey("count") && !fields.ContainsKey("learned") || fields.ContainsKey("patterns"))])
        {
            if (fields.ContainsKey(field) != wanted)
                throw file.Fault(entry, wanted ? $"the field \"{field}\" is missing." : $"the field \"{field}\" does not belong here.");
        }

        return new(
            NewId(file, fields["id"], letter, ids),
            kind,
            file.Text(fields["name"], "\"name\"", NameLength),
            safety ? 0 : file.Number(fields["severity"], "\"severity\"", 0, 3),
            file.Number(fields["precedence"], "\"precedence\"", 1, 9_999),
            file.Text(fields["why"], "\"why\"", TextLength),
            file.Text(fields["offer"], "\"offer\"", TextLength),
            file.TextOrNone(fields, "clarityGuard", TextLength),
            Patterns(file, fields),
            Examples(file, fields["hits"]),
            Examples(file, fields["misses"]))
        {
            Learned = file.ListOf(fields, "learned", node => file.Word(node, "a kind of the corpus")),
            Fields = file.ListOf(fields, "fields", node => file.OneOf(node, "a part of the composer", DraftFields)),
            Count = fields.TryGetValue("count", out var count) ? file.OneOf(count, "something that is counted", Counts) : null,
            OnlyWithout = file.ListOf(fields, "onlyWithout", node => file.Word(node, "a credit") is var id && credits.Contains(id) ? id : throw file.Fault(node, $"\"{id}\" is not a credit.")),
            IsLack = fields.TryGetValue("lacking", out var lacking) && file.Flag(lacking, "\"lacking\""),
            OffInRepair = fields.TryGetValue("offInRepair", out var off) && file.Flag(off, "\"offInRepair\""),
            Script = fields.TryGetValue("script", out var script) ? file.Word(script, "a script") : null,
            Gate = fields.TryGetValue("gate", out var gate) ? file.OneOf(gate, "a gate", Gates) : null,
        };
    }

    private static LintCredit Credit(SeedFile file, YamlNode entry, HashSet<string> ids)
    {
        var fields = file.Fields(entry, "a credit", CreditFields, []);
        var ofAnswer = file.Word(fields["id"], "an id").StartsWith('R');
        return new(
            NewId(file, fields["id"], ofAnswer ? "RP" : "P", ids),
            ofAnswer ? LintSide.Answer : LintSide.Opener,
            file.Text(fields["name"], "\"name\"", NameLength),
            Patterns(file, fields),
            Examples(file, fields["hits"]),
            Examples(file, fields["misses"]));
    }

    private static IReadOnlyList<TextPattern> Patterns(SeedFile file, Dictionary<string, YamlNode> fields) =>
        file.ListOf(fields, "patterns", node =>
        {
            var pattern = file.Fields(node, "a pattern", ["hit"], ["unless"]);
            return file.Pattern(pattern["hit"], pattern.GetValueOrDefault("unless"));
        });

    private static IReadOnlyList<string> Examples(SeedFile file, YamlNode node) =>
        file.List(node, "examples") is { Count: > 0 } examples
            ? [.. examples.Select(example => file.Word(example, "an example"))]
            : throw file.Fault(node, "at least one example is needed.");

    private static string NewId(SeedFile file, YamlNode node, string letter, HashSet<string> ids)
    {
        var id = file.Word(node, "an id");
        if (!id.StartsWith(letter, StringComparison.Ordinal) || id.Length == letter.Length || !id.AsSpan(letter.Length).ContainsOnlyDigits())
            throw file.Fault(node, $"\"{id}\" has to be \"{letter}\" and a number.");
        return ids.Add(id) ? id : throw file.Fault(node, $"the id \"{id}\" stands twice.");
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
