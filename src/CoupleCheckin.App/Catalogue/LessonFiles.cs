using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Reflections;
using YamlDotNet.RepresentationModel;

namespace CoupleCheckin.App.Catalogue;

/// <summary>Reads the lessons, one file for each.</summary>
internal static class LessonFiles
{
    internal static readonly (int Min, int Max) TitleLength = (5, 60);
    internal static readonly (int Min, int Max) HeadingLength = (4, 60);
    internal static readonly (int Min, int Max) GistLength = (20, 160);
    internal static readonly (int Min, int Max) ParagraphLength = (20, 420);
    internal static readonly (int Min, int Max) PointLength = (5, 200);
    internal static readonly (int Min, int Max) FactLength = (20, 320);
    internal static readonly (int Min, int Max) SourceLength = (10, 120);
    internal static readonly (int Min, int Max) QuestionLength = (15, 160);

    private const string Folder = "en/lessons";
    private const int LastPlace = 100;
    private const int LastReference = 135;

    private static readonly string[] Required = ["key", "order", "title", "gist", "sections", "questions"];
    private static readonly string[] Optional = ["covers", "research", "behaviours", "exercises", "scripts", "safetyTags"];

    private static readonly Words<ExerciseSection> Sections = Words<ExerciseSection>.OfNames();
    private static readonly Words<SafetyTag> SafetyTags = Words<SafetyTag>.OfNames();

    private static readonly Words<SourceMark> Marks = new()
    {
        ["S"] = SourceMark.Read, ["S2"] = SourceMark.Reported,
    };

    /// <summary>Reads all lessons. What they point to has to be there.</summary>
    /// <param name="seedsFolder">The folder of all seed files.</param>
    /// <param name="behaviours">The behaviours they speak of.</param>
    /// <param name="exercises">The exercises that go with them.</param>
    /// <param name="scripts">The scripts that go with them.</param>
    /// <exception cref="CatalogueException">A file is missing or not right; the message says which, on which line, and why.</exception>
    public static LessonCatalogue Load(string seedsFolder, BehaviourCatalogue behaviours, ExerciseCatalogue exercises, ScriptCatalogue scripts)
    {
        var lessons = new Dictionary<int, Lesson>();
        foreach (var name in SeedValues.NamesIn(seedsFolder, Folder))
        {
            var file = SeedFile.Read(seedsFolder, $"{Folder}/{name}.yaml");
            var fields = file.Fields(file.Root, "a lesson", Required, Optional);
            if (!lessons.TryAdd(file.Number(fields["order"], "\"order\"", 1, LastPlace), Read(file, fields, name, behaviours, exercises, scripts)))
                throw file.Fault(fields["order"], "this place in the order is taken twice.");
        }

        return new([.. Enumerable.Range(1, LastPlace).Select(lessons.GetValueOrDefault).OfType<Lesson>()]);
    }

    private static Lesson Read(
        SeedFile file, Dictionary<string, YamlNode> fields, string name, BehaviourCatalogue behaviours, ExerciseCatalogue exercises, ScriptCatalogue scripts) => new(
        Key(file, fields["key"], text => new LessonKey(text)) is var key && key.Value == name ? key : throw file.Fault(fields["key"], $"the key has to be \"{name}\", as the file is called."),
        file.Text(fields["title"], "\"title\"", TitleLength),
        file.Text(fields["gist"], "\"gist\"", GistLength),
        file.ListOf(fields, "sections", node => Section(file, node)),
        file.Texts(fields, "questions", QuestionLength))
    {
        Covers = fields.TryGetValue("covers", out var covers) ? file.OneOf(covers, "a section of the article", Sections) : null,
        Research = file.ListOf(fields, "research", node => Finding(file, node)),
        Behaviours = References(file, fields, "behaviours", text => new BehaviourKey(text), key => behaviours.Find(key) is not null),
        Exercises = References(file, fields, "exercises", text => new ExerciseKey(text), key => exercises.Find(key) is not null),
        Scripts = References(file, fields, "scripts", text => new ScriptKey(text), key => scripts.Find(key) is not null),
        SafetyTags = file.ListOf(fields, "safetyTags", node => file.OneOf(node, "a safety tag", SafetyTags)),
    };

    private static LessonSection Section(SeedFile file, YamlNode node)
    {
        var fields = file.Fields(node, "a part of a lesson", ["heading", "text"], ["points"]);
        return new(
            file.Text(fields["heading"], "\"heading\"", HeadingLength),
            file.Texts(fields, "text", ParagraphLength),
            file.Texts(fields, "points", PointLength));
    }

    private static Finding Finding(SeedFile file, YamlNode node)
    {
        var fields = file.Fields(node, "a finding", ["fact", "source", "reference", "mark"], []);
        return new(
            file.Text(fields["fact"], "\"fact\"", FactLength),
            file.Text(fields["source"], "\"source\"", SourceLength),
            file.Number(fields["reference"], "\"reference\"", 1, LastReference),
            file.OneOf(fields["mark"], "a mark", Marks));
    }

    private static IReadOnlyList<T> References<T>(SeedFile file, Dictionary<string, YamlNode> fields, string field, Func<string, T> make, Func<T, bool> isThere) =>
        file.ListOf(fields, field, node => Key(file, node, make) is var key && isThere(key) ? key : throw file.Fault(node, $"\"{key}\" is not there."));

    private static T Key<T>(SeedFile file, YamlNode node, Func<string, T> make)
    {
        try
        {
            return make(file.Word(node, "a key"));
        }
        catch (FormatException fault)
        {
            throw file.Fault(node, fault.Message);
        }
    }
}
