using System.Text.Json.Nodes;
using CoupleCheckin.App.Catalogue;
using CoupleCheckin.Domain.Behaviours;
using NJsonSchema;

namespace CoupleCheckin.App.Tests.Catalogue;

public sealed class SchemaTests
{
    public static TheoryData<string> BehaviourFiles => [.. Seeds.BehaviourFiles.Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(BehaviourFiles))]
    public async Task Every_file_of_behaviours_has_the_form_of_the_schema(string file)
    {
        var yaml = await File.ReadAllTextAsync(Path.Combine(Seeds.Folder, "en", "behaviours", file));

        Assert.Empty((await Schema("behaviours")).Validate(Seeds.AsJson(yaml)));
        Assert.StartsWith("# yaml-language-server: $schema=../../schema/behaviours.schema.json\n", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_starter_set_has_the_form_of_its_schema()
    {
        var yaml = await File.ReadAllTextAsync(Path.Combine(Seeds.Folder, "en", "starter.yaml"));

        Assert.Empty((await Schema("starter")).Validate(Seeds.AsJson(yaml)));
        Assert.StartsWith("# yaml-language-server: $schema=../schema/starter.schema.json\n", yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: A friendly chat", "name: Chat")]
    [InlineData("defaultZone: gray-zone", "defaultZone: grey")]
    [InlineData("  known: within-bounds", "  known: within-bounds\n    other: within-bounds")]
    [InlineData("notMeant:", "not_meant:")]
    [InlineData("- key: ex.chat", "- key: Ex chat")]
    public async Task The_schema_refuses_what_the_loader_refuses(string right, string wrong)
    {
        using var seeds = new ScratchSeeds();
        var schema = await Schema("behaviours");
        Assert.Empty(schema.Validate(Seeds.AsJson(ScratchSeeds.ExFile)));

        var broken = ScratchSeeds.ExFile.Replace(right, wrong, StringComparison.Ordinal);
        seeds.Write("en/behaviours/ex.yaml", broken);

        Assert.NotEmpty(schema.Validate(Seeds.AsJson(broken)));
        Assert.Throws<CatalogueException>(() => CatalogueFiles.Load(seeds.Folder));
    }

    [Fact]
    public async Task The_schema_and_the_loader_have_the_same_lengths()
    {
        var json = JsonNode.Parse(await File.ReadAllTextAsync(SchemaFile("behaviours")))!["items"]!["properties"]!;

        Assert.Equal(CatalogueFiles.NameLength, LengthIn(json["name"]!));
        Assert.Equal(CatalogueFiles.ShortTextLength, LengthIn(json["description"]!));
        Assert.Equal(CatalogueFiles.ShortTextLength, LengthIn(json["notMeant"]!));
        Assert.Equal(CatalogueFiles.LongTextLength, LengthIn(json["whyCouplesDiffer"]!));
        Assert.Equal(CatalogueFiles.LongTextLength, LengthIn(json["concealment"]!));
        Assert.Equal(CatalogueFiles.QuestionLength, LengthIn(json["questions"]!["items"]!));
        Assert.Equal(CatalogueFiles.ShortTextLength, LengthIn(json["evidence"]!["items"]!["properties"]!["fact"]!));
    }

    [Fact]
    public async Task The_schema_and_the_loader_know_the_same_marks_of_the_article()
    {
        var json = JsonNode.Parse(await File.ReadAllTextAsync(SchemaFile("behaviours")))!["items"]!["properties"]!["seedRefs"]!["items"]!;

        Assert.All(Enum.GetNames<SeedRef>(), mark => Assert.Matches((string)json["pattern"]!, mark));
        Assert.All(["SW6", "X4", "X", "S", "SO0"], mark => Assert.DoesNotMatch((string)json["pattern"]!, mark));
    }

    [Theory]
    [InlineData("[emotional, deceptive]", "[warm]")]
    [InlineData("X4a", "X4")]
    [InlineData("inner-life", "inner")]
    [InlineData("reference: 12", "reference: twelve")]
    [InlineData("reference: 12", "reference: 0")]
    [InlineData("mark: S2", "mark: K")]
    [InlineData("fact: In one study, people had friendly chats.", "fact: Short.")]
    [InlineData("own-behaviour", "both")]
    public async Task The_schema_refuses_faults_in_what_a_behaviour_may_have(string right, string wrong)
    {
        var schema = await Schema("behaviours");
        Assert.Empty(schema.Validate(Seeds.AsJson(ScratchSeeds.ExFile + ScratchSeeds.Besides)));
        Assert.Contains(right, ScratchSeeds.Besides, StringComparison.Ordinal);

        Assert.NotEmpty(schema.Validate(Seeds.AsJson(ScratchSeeds.ExFile + ScratchSeeds.Besides.Replace(right, wrong, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task The_schema_knows_the_shifts_of_both_axes()
    {
        var schema = await Schema("behaviours");

        Assert.Empty(schema.Validate(Seeds.AsJson(ScratchSeeds.CtrlFile)));
        Assert.NotEmpty(schema.Validate(Seeds.AsJson(ScratchSeeds.CtrlFile.Replace("covert: gray-zone", "hidden: gray-zone", StringComparison.Ordinal))));
        Assert.NotEmpty(schema.Validate(Seeds.AsJson(ScratchSeeds.CtrlFile.Replace("covert: gray-zone", "covert: n/a", StringComparison.Ordinal))));
    }

    private static (int Min, int Max) LengthIn(JsonNode field) => ((int)field["minLength"]!, (int)field["maxLength"]!);

    private static string SchemaFile(string name) => Path.Combine(Seeds.Folder, "schema", $"{name}.schema.json");

    private static Task<JsonSchema> Schema(string name) => JsonSchema.FromFileAsync(SchemaFile(name));
}
