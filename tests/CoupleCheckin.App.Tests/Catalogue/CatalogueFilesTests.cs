using CoupleCheckin.App.Catalogue;
using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.App.Tests.Catalogue;

public sealed class CatalogueFilesTests : IDisposable
{
    private readonly ScratchSeeds seeds = new();

    public void Dispose() => seeds.Dispose();

    [Fact]
    public void A_behaviour_is_read_with_all_its_words_and_zones()
    {
        var behaviour = Assert.Single(CatalogueFiles.Load(seeds.Folder).All);

        Assert.Equal(new BehaviourKey("ex.chat"), behaviour.Key);
        Assert.Equal(Topic.ExPartners, behaviour.Topic);
        Assert.Equal("A friendly chat", behaviour.Name);
        Assert.Equal("Someone has a friendly chat with a former partner.", behaviour.Description);
        Assert.Equal("A talk about the children is not meant here.", behaviour.NotMeant);
        Assert.Equal("Some are at ease with it, and some are not.", behaviour.WhyCouplesDiffer);
        Assert.Equal("Not mentioning it can have more than one reason.", behaviour.Concealment);
        Assert.Equal(["Would I like to hear of it?", "What would I like to hear?"], behaviour.Questions);
        Assert.Equal(Zone.GrayZone, behaviour.DefaultZone);
        Assert.Equal(new FidelityShifts(Zone.ClearlyObjectionable, Zone.ClearlyObjectionable, Zone.WithinBounds), behaviour.Shifts);
        Assert.False(behaviour.IsOptIn);
        Assert.Empty(behaviour.Facets);
        Assert.Empty(behaviour.SeedRefs);
        Assert.Empty(behaviour.Locks);
        Assert.Empty(behaviour.Evidence);
        Assert.Empty(behaviour.SafetyTags);
    }

    [Fact]
    public void What_a_behaviour_may_have_besides_is_read_too()
    {
        seeds.Write("en/behaviours/ex.yaml", ScratchSeeds.ExFile + ScratchSeeds.Besides);

        var behaviour = Assert.Single(CatalogueFiles.Load(seeds.Folder).All);

        Assert.Equal([Facet.Emotional, Facet.Deceptive], behaviour.Facets);
        Assert.Equal([SeedRef.SW4, SeedRef.X4a], behaviour.SeedRefs);
        Assert.Equal([BehaviourLock.InnerLife, BehaviourLock.ExplicitAgreement], behaviour.Locks);
        Assert.Equal([new Evidence(12, SourceMark.Read, "In one study, people had friendly chats."), new Evidence(13, SourceMark.Reported, null)], behaviour.Evidence);
        Assert.Equal([SafetyTag.Affected, SafetyTag.OwnBehaviour], behaviour.SafetyTags);
    }

    [Theory]
    [InlineData("[emotional,", "[3,", 16, "\"3\" is not a facet.")]
    [InlineData("X4a", "X4", 17, "\"X4\" is not a mark of the article.")]
    [InlineData("X4a", "3", 17, "\"3\" is not a mark of the article.")]
    [InlineData("inner-life", "inner", 18, "\"inner\" is not a lock.")]
    [InlineData("reference: 12", "reference: twelve", 20, "a reference is the number of a source.")]
    [InlineData("reference: 12", "reference: 0", 20, "a reference is the number of a source.")]
    [InlineData("mark: S\n", "mark: K\n", 21, "\"K\" is not a mark of a source.")]
    [InlineData("In one study, people had friendly chats.", "Short.", 22, "\"fact\" has 6 characters; 20 to 300 are right.")]
    [InlineData("affected", "both", 25, "\"both\" is not a safety tag.")]
    public void A_fault_in_what_a_behaviour_may_have_is_told_too(string right, string wrong, int line, string reason)
    {
        Assert.Contains(right, ScratchSeeds.Besides, StringComparison.Ordinal);
        seeds.Write("en/behaviours/ex.yaml", ScratchSeeds.ExFile + ScratchSeeds.Besides.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal($"en/behaviours/ex.yaml, line {line}: {reason}", MessageOfLoading());
    }

    [Theory]
    [InlineData("agreed: gray-zone", Zone.GrayZone)]
    [InlineData("agreed: n/a", null)]
    public void A_behaviour_of_privacy_and_control_has_shifts_of_its_own(string agreed, Zone? expected)
    {
        seeds.Write("en/behaviours/ctrl.yaml", ScratchSeeds.CtrlFile.Replace("agreed: n/a", agreed, StringComparison.Ordinal));

        var behaviour = CatalogueFiles.Load(seeds.Folder).Find(new("ctrl.chat"))!;

        Assert.Equal(Topic.PrivacyAndControl, behaviour.Topic);
        Assert.Equal(new ControlShifts(Zone.GrayZone, Zone.ClearlyObjectionable, expected), behaviour.Shifts);
    }

    [Fact]
    public void Each_axis_has_its_own_shifts_only()
    {
        seeds.Write("en/behaviours/ctrl.yaml", ScratchSeeds.ExFile.Replace("ex.chat", "ctrl.chat", StringComparison.Ordinal));
        Assert.Equal("en/behaviours/ctrl.yaml, line 13: the field \"hidden\" is unknown.", MessageOfLoading());

        seeds.Write("en/behaviours/ctrl.yaml", ScratchSeeds.CtrlFile.Replace("covert: gray-zone", "covert: n/a", StringComparison.Ordinal));
        Assert.Equal("en/behaviours/ctrl.yaml, line 13: \"n/a\" is not a zone.", MessageOfLoading());
    }

    [Theory]
    [InlineData("name: A friendly chat", "nmae: A friendly chat", 3, "the field \"nmae\" is unknown.")]
    [InlineData("  name: A friendly chat\n", "", 2, "the field \"name\" is missing.")]
    [InlineData("    known: within-bounds\n", "", 13, "the field \"known\" is missing.")]
    [InlineData("known: within-bounds", "sometimes: within-bounds", 15, "the field \"sometimes\" is unknown.")]
    [InlineData("defaultZone: gray-zone", "defaultZone: grey-zone", 11, "\"grey-zone\" is not a zone.")]
    [InlineData("romantic: clearly-objectionable", "romantic: 3", 14, "\"3\" is not a zone.")]
    [InlineData("A friendly chat\n", "Chat\n", 3, "\"name\" has 4 characters; 5 to 70 are right.")]
    [InlineData("Some are at ease with it, and some are not.", "", 6, "\"whyCouplesDiffer\" has 0 characters; 20 to 400 are right.")]
    [InlineData("name: A friendly chat", "name: [A friendly chat]", 3, "\"name\" has to be text.")]
    [InlineData("name: A friendly chat", "name: \"A friendly\\nchat\"", 3, "\"name\" has to be one paragraph.")]
    [InlineData("    - What would I like to hear?\n", "", 9, "there are 1 questions; two or three are right.")]
    [InlineData("What would I like to hear?", "What I would like to hear.", 10, "a question has to end with a question mark.")]
    [InlineData("key: ex.chat", "key: work.chat", 2, "the key \"work.chat\" has to begin with \"ex.\".")]
    [InlineData("key: ex.chat", "key: Ex chat", 2, "\"Ex chat\" is not a behaviour key.")]
    [InlineData("  name: A friendly chat\n", "  name: A friendly chat\n  retired: perhaps\n", 4, "\"retired\" is true or false, not \"perhaps\".")]
    [InlineData("# A comment.\n", "- ex.other\n", 1, "a behaviour has to be written as fields.")]
    public void A_fault_in_a_file_is_told_with_file_line_and_reason(string right, string wrong, int line, string reason)
    {
        Assert.Contains(right, ScratchSeeds.ExFile, StringComparison.Ordinal);
        seeds.Write("en/behaviours/ex.yaml", ScratchSeeds.ExFile.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal($"en/behaviours/ex.yaml, line {line}: {reason}", MessageOfLoading());
    }

    [Fact]
    public void A_text_that_is_too_long_is_a_fault()
    {
        seeds.Write("en/behaviours/ex.yaml", ScratchSeeds.ExFile.Replace("A friendly chat", new string('a', 71), StringComparison.Ordinal));

        Assert.Equal("en/behaviours/ex.yaml, line 3: \"name\" has 71 characters; 5 to 70 are right.", MessageOfLoading());
    }

    [Fact]
    public void A_key_that_stands_twice_is_a_fault()
    {
        seeds.Write("en/behaviours/ex.yaml", ScratchSeeds.ExFile + ScratchSeeds.ExFile);

        Assert.Equal("en/behaviours/ex.yaml, line 17: the key \"ex.chat\" stands twice.", MessageOfLoading());
    }

    [Theory]
    [InlineData("- key: ex.chat\n  key: ex.chat\n", 2)]
    [InlineData("- key: \"ex.chat\n", 1)]
    public void A_file_that_is_not_YAML_or_has_a_field_twice_is_a_fault(string text, int line)
    {
        seeds.Write("en/behaviours/ex.yaml", text);

        Assert.StartsWith($"en/behaviours/ex.yaml, line {line}: this is not readable as YAML (", MessageOfLoading(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "one list is expected.")]
    [InlineData("key: ex.chat\n", "the file has to be a list.")]
    public void A_file_without_a_list_is_a_fault(string text, string reason)
    {
        seeds.Write("en/behaviours/ex.yaml", text);

        Assert.Equal($"en/behaviours/ex.yaml, line 1: {reason}", MessageOfLoading());
    }

    [Fact]
    public void A_file_of_an_unknown_topic_is_a_fault()
    {
        seeds.Write("en/behaviours/pets.yaml", "- key: pets.walk\n");

        Assert.Equal("en/behaviours/pets.yaml, line 1: \"pets\" is not a topic.", MessageOfLoading());
    }

    [Theory]
    [InlineData("- ex.chat\n- ex.gone\n", 2, "the starter set names \"ex.gone\", which is not offered.")]
    [InlineData("- ex.chat\n- ex.chat\n", 2, "the key \"ex.chat\" stands twice.")]
    [InlineData("- ex.chat\n- Ex\n", 2, "\"Ex\" is not a behaviour key.")]
    public void A_fault_in_the_starter_set_is_told_with_file_line_and_reason(string text, int line, string reason)
    {
        seeds.Write("en/starter.yaml", text);

        Assert.Equal($"en/starter.yaml, line {line}: {reason}", MessageOfLoading());
    }

    [Fact]
    public void A_missing_file_or_folder_is_a_fault()
    {
        File.Delete(Path.Combine(seeds.Folder, "en", "starter.yaml"));
        Assert.Equal("en/starter.yaml, line 1: the file cannot be opened.", MessageOfLoading());

        Directory.Delete(Path.Combine(seeds.Folder, "en"), recursive: true);
        Assert.Equal("en/behaviours, line 1: the folder is missing.", MessageOfLoading());
    }

    [Fact]
    public void A_retired_behaviour_is_no_longer_offered_but_still_has_its_name()
    {
        var second = ScratchSeeds.ExFile.Replace("ex.chat", "ex.letters", StringComparison.Ordinal);
        seeds.Write("en/behaviours/ex.yaml", ScratchSeeds.ExFile + second + "  retired: true\n");

        var catalogue = CatalogueFiles.Load(seeds.Folder);

        Assert.Equal(["ex.chat"], catalogue.All.Select(behaviour => behaviour.Key.Value));
        Assert.Equal("A friendly chat", catalogue.Find(new("ex.letters"))?.Name);
    }

    [Fact]
    public void A_retired_behaviour_cannot_be_in_the_starter_set()
    {
        seeds.Write("en/behaviours/ex.yaml", ScratchSeeds.ExFile + "  retired: true\n");

        Assert.Equal("en/starter.yaml, line 1: the starter set names \"ex.chat\", which is not offered.", MessageOfLoading());
    }

    private string MessageOfLoading() => Assert.Throws<CatalogueException>(() => CatalogueFiles.Load(seeds.Folder)).Message;
}
