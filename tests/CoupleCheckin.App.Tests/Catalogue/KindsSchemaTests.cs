using System.Text.Json.Nodes;
using CoupleCheckin.App.Catalogue;
using NJsonSchema;

namespace CoupleCheckin.App.Tests.Catalogue;

/// <summary>The schemas of prompts, commitments, rules of the linter, gates, help lines, scripts, lessons, exercises and the version.</summary>
public sealed class KindsSchemaTests
{
    public static TheoryData<string, string> Files
    {
        get
        {
            var files = new TheoryData<string, string>
            {
                { "catalogue.yaml", "catalogue" }, { "en/commitments/types.yaml", "commitment-types" }, { "en/commitments/declined.yaml", "declined-commitments" },
                { "en/linter/credits.yaml", "linter-credits" }, { "en/safety/helplines.yaml", "helplines" }, { "en/safety/gates.yaml", "safety-gates" },
                { "en/scripts/frame.yaml", "script-frame" },
            };
            foreach (var path in Directory.EnumerateFiles(Path.Combine(Seeds.Folder, "en", "scripts"), "*.yaml").Where(path => !path.EndsWith("frame.yaml", StringComparison.Ordinal)))
                files.Add($"en/scripts/{Path.GetFileName(path)}", "scripts");
            foreach (var path in Directory.EnumerateFiles(Path.Combine(Seeds.Folder, "en", "lessons"), "*.yaml"))
                files.Add($"en/lessons/{Path.GetFileName(path)}", "lesson");
            foreach (var name in (string[])["opener", "answer", "clarity", "safety"])
                files.Add($"en/linter/{name}.yaml", "linter");
            foreach (var path in Directory.EnumerateFiles(Path.Combine(Seeds.Folder, "en", "prompts"), "*.yaml"))
                files.Add($"en/prompts/{Path.GetFileName(path)}", "prompts");
            foreach (var path in Directory.EnumerateFiles(Path.Combine(Seeds.Folder, "en", "exercises"), "*.yaml"))
                files.Add($"en/exercises/{Path.GetFileName(path)}", "exercises");
            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_file_has_the_form_of_its_schema_and_names_it(string file, string schema)
    {
        var yaml = await File.ReadAllTextAsync(Path.Combine(Seeds.Folder, file));
        var up = string.Concat(Enumerable.Repeat("../", file.Count(sign => sign == '/')));

        Assert.Empty((await JsonSchema.FromFileAsync(SchemaFile(schema))).Validate(Seeds.AsJson(yaml)));
        Assert.StartsWith($"# yaml-language-server: $schema={up}schema/{schema}.schema.json\n", yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prompts", "  depth: 1\n", "  depth: 4\n")]
    [InlineData("prompts", "  for: both\n", "  for: everyone\n")]
    [InlineData("commitment-types", "  owner: involved\n", "  owner: nobody\n")]
    [InlineData("commitment-types", "  ends: done\n", "  ends: never\n")]
    [InlineData("linter", "  severity: 3\n", "  severity: 4\n")]
    [InlineData("linter", "  patterns:\n", "  pattern:\n")]
    [InlineData("helplines", "  phone: \"000\"\n", "  phone: 0\n")]
    [InlineData("safety-gates", "  kept: nothing\n", "  kept: everything\n")]
    [InlineData("scripts", "      speaker: opener\n", "      speaker: him\n")]
    [InlineData("scripts", "      minutes: 3\n", "      minutes: 0\n")]
    [InlineData("scripts", "  lane: specific\n", "  lane: both\n")]
    [InlineData("lesson", "covers: spectrum\n", "covers: pets\n")]
    [InlineData("lesson", "    mark: S\n", "    mark: K\n")]
    [InlineData("catalogue", "version: ", "version: x")]
    [InlineData("exercises", "    minutes: 8\n", "    minutes: 90\n")]
    [InlineData("exercises", "        kind: choice\n", "        kind: quiz\n")]
    [InlineData("exercises", "        many: true\n", "        lots: true\n")]
    [InlineData("exercises", "            gate: GT4\n", "            gate: GT99\n")]
    public async Task The_schema_refuses_what_the_loader_refuses(string schema, string right, string wrong)
    {
        var file = Path.Combine(Seeds.Folder, schema switch
        {
            "prompts" => "en/prompts/grid.yaml",
            "commitment-types" => "en/commitments/types.yaml",
            "linter" => "en/linter/opener.yaml",
            "helplines" => "en/safety/helplines.yaml",
            "safety-gates" => "en/safety/gates.yaml",
            "exercises" => "en/exercises/mean.yaml",
            "scripts" => "en/scripts/raising.yaml",
            "lesson" => "en/lessons/the-spectrum.yaml",
            _ => "catalogue.yaml",
        });
        var yaml = await File.ReadAllTextAsync(file);
        var at = yaml.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0);

        Assert.NotEmpty((await JsonSchema.FromFileAsync(SchemaFile(schema))).Validate(Seeds.AsJson(yaml.Remove(at, right.Length).Insert(at, wrong))));
    }

    [Fact]
    public void The_schemas_and_the_loaders_have_the_same_lengths()
    {
        Assert.Equal(PromptFiles.TextLength, LengthIn("prompts", "text"));
        Assert.Equal(PromptFiles.FollowUpLength, LengthIn("prompts", "followUp"));
        Assert.All(["offer", "cadence", "taper", "review", "guard"], field => Assert.Equal(CommitmentFiles.TextLength, LengthIn("commitment-types", field)));
        Assert.Equal(CommitmentFiles.NameLength, LengthIn("commitment-types", "name"));
        Assert.Equal(CommitmentFiles.ExampleLength, LengthOf(Properties("commitment-types")["examples"]!["items"]!));
        Assert.Equal(CommitmentFiles.NameLength, LengthIn("declined-commitments", "name"));
        Assert.Equal(CommitmentFiles.ReasonLength, LengthIn("declined-commitments", "reason"));
        Assert.All(["why", "offer", "clarityGuard"], field => Assert.Equal(LinterFiles.TextLength, LengthIn("linter", field)));
        Assert.Equal(LinterFiles.NameLength, LengthIn("linter", "name"));
        Assert.Equal(LinterFiles.NameLength, LengthIn("linter-credits", "name"));
        Assert.All(["name", "phone", "text", "tty", "chatUrl", "hours", "source", "sourceUrl", "note"], field => Assert.Equal(HelplineFiles.TextLength, LengthIn("helplines", field)));
        Assert.Equal(GateFiles.TitleLength, LengthIn("safety-gates", "title"));
        Assert.All(["moment", "whatFollows"], field => Assert.Equal(GateFiles.TextLength, LengthIn("safety-gates", field)));
        var exercises = JsonNode.Parse(File.ReadAllText(SchemaFile("exercises")))!;
        var exercise = exercises["properties"]!["exercises"]!["items"]!["properties"]!;
        Assert.Equal(ExerciseFiles.SectionLength, LengthOf(exercises["properties"]!["section"]!));
        Assert.Equal(ExerciseFiles.NameLength, LengthOf(exercise["name"]!));
        Assert.Equal(ExerciseFiles.AboutLength, LengthOf(exercise["about"]!));
        Assert.Equal(ExerciseFiles.ClosingLength, LengthOf(exercise["closing"]!));
        Assert.Equal(ExerciseFiles.TitleLength, LengthOf(exercises["definitions"]!["title"]!));
        Assert.Equal(ExerciseFiles.HintLength, LengthOf(exercises["definitions"]!["hint"]!));
        Assert.Equal(ExerciseFiles.PartLength, LengthOf(exercises["definitions"]!["words"]!));
        Assert.Equal(ScriptFiles.NameLength, LengthIn("scripts", "name"));
        Assert.All(["purpose", "whenToChoose", "whenNot"], field => Assert.Equal(ScriptFiles.TextLength, LengthIn("scripts", field)));
        Assert.All(["opener", "other"], field => Assert.Equal(ScriptFiles.RoleLength, LengthIn("scripts", field)));
        var phase = Properties("scripts")["phases"]!["items"]!;
        Assert.All(["purpose", "toSpeaker", "toListener", "ifHot"], field => Assert.Equal(ScriptFiles.TextLength, LengthOf(phase["properties"]![field]!)));
        Assert.All(["starters", "prompts"], field => Assert.Equal(ScriptFiles.StarterLength, LengthOf(phase["properties"]![field]!["items"]!)));
        Assert.True(JsonNode.DeepEquals(phase, JsonNode.Parse(File.ReadAllText(SchemaFile("script-frame")))!["properties"]!["before"]!["items"]));
        var lesson = JsonNode.Parse(File.ReadAllText(SchemaFile("lesson")))!["properties"]!;
        var part = lesson["sections"]!["items"]!["properties"]!;
        var finding = lesson["research"]!["items"]!["properties"]!;
        Assert.Equal(LessonFiles.TitleLength, LengthOf(lesson["title"]!));
        Assert.Equal(LessonFiles.GistLength, LengthOf(lesson["gist"]!));
        Assert.Equal(LessonFiles.QuestionLength, LengthOf(lesson["questions"]!["items"]!));
        Assert.Equal(LessonFiles.HeadingLength, LengthOf(part["heading"]!));
        Assert.Equal(LessonFiles.ParagraphLength, LengthOf(part["text"]!["items"]!));
        Assert.Equal(LessonFiles.PointLength, LengthOf(part["points"]!["items"]!));
        Assert.Equal(LessonFiles.FactLength, LengthOf(finding["fact"]!));
        Assert.Equal(LessonFiles.SourceLength, LengthOf(finding["source"]!));
        Assert.All(["says", "steps"], field => Assert.Equal(GateFiles.TextLength, LengthOf(Properties("safety-gates")[field]!["items"]!)));
    }

    private static (int Min, int Max) LengthIn(string schema, string field) => LengthOf(Properties(schema)[field]!);

    private static (int Min, int Max) LengthOf(JsonNode field) => ((int)field["minLength"]!, (int)field["maxLength"]!);

    private static JsonNode Properties(string schema) => JsonNode.Parse(File.ReadAllText(SchemaFile(schema)))!["items"]!["properties"]!;

    private static string SchemaFile(string name) => Path.Combine(Seeds.Folder, "schema", $"{name}.schema.json");
}
