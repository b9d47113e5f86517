using System.Diagnostics;
using CoupleCheckin.App.Catalogue;
using CoupleCheckin.Domain.Catalogue;

namespace CoupleCheckin.App.Tests.Catalogue;

/// <summary>Faults in the files of prompts, commitments, rules, gates, help lines, scripts and exercises are told with file, line and reason.</summary>
public sealed class KindsFilesTests : IDisposable
{
    private static readonly string[] FileNames =
    [
        "catalogue.yaml", "en/prompts/grid.yaml", "en/prompts/told.yaml", "en/commitments/types.yaml", "en/commitments/declined.yaml", "en/linter/opener.yaml",
        "en/linter/answer.yaml", "en/linter/clarity.yaml", "en/linter/safety.yaml", "en/linter/credits.yaml", "en/linter/words.txt", "en/safety/helplines.yaml", "en/safety/gates.yaml",
        .. ((string[])["mean", "spec", "case", "why", "touch", "att", "sym", "raise", "agr", "deal", "after"]).Select(family => $"en/exercises/{family}.yaml"),
        "en/scripts/frame.yaml", "en/scripts/raising.yaml", "en/scripts/agreeing.yaml", "en/scripts/steadying.yaml", "en/scripts/repairing.yaml", "en/scripts/keeping.yaml", "en/scripts/deciding.yaml",
    ];

    private readonly ScratchSeeds seeds = new();

    public KindsFilesTests()
    {
        foreach (var name in FileNames)
            seeds.Write(name, File.ReadAllText(Path.Combine(Seeds.Folder, name)));
        File.Copy(Path.Combine(Seeds.Folder, "en/linter/learned.bin"), Path.Combine(seeds.Folder, "en/linter/learned.bin"));
    }

    public void Dispose() => seeds.Dispose();

    [Fact]
    public void The_version_is_read()
    {
        seeds.Write("catalogue.yaml", "version: 7\nreviewedOn: 2026-03-14\n");

        Assert.Equal(new CatalogueVersion(7, new(2026, 3, 14)), CatalogueVersionFile.Load(seeds.Folder));
        Assert.True(CatalogueVersionFile.Load(Seeds.Folder).Number >= 1);
    }

    [Theory]
    [InlineData("catalogue.yaml", "version: ", "version: -", 2, "\"version\" is a number from 1 to 1000000.")]
    [InlineData("catalogue.yaml", "reviewedOn: ", "reviewedOn: on ", 3, "a date is written like 2026-03-14.")]
    [InlineData("en/prompts/grid.yaml", "depth: 1", "depth: 4", 5, "\"depth\" is a number from 1 to 3.")]
    [InlineData("en/prompts/grid.yaml", "topic: ex", "topic: pets", 3, "\"pets\" is not a topic.")]
    [InlineData("en/prompts/grid.yaml", "question: okay", "question: fine", 4, "\"fine\" is not one of the four questions.")]
    [InlineData("en/prompts/grid.yaml", "question: not-okay", "question: okay", 10, "this place of the grid is filled twice.")]
    [InlineData("en/prompts/grid.yaml", "key: grid.ex-not-okay", "key: grid.ex-okay", 10, "the key \"grid.ex-okay\" stands twice.")]
    [InlineData("en/prompts/told.yaml", "key: told.when", "key: meaning.when", 2, "the key \"meaning.when\" has to begin with \"told.\".")]
    [InlineData("en/prompts/told.yaml", "  depth: 1\n", "  depth: 1\n  topic: ex\n", 4, "the field \"topic\" is unknown.")]
    [InlineData("en/commitments/types.yaml", "owner: involved", "owner: him", 4, "\"him\" is not an owner.")]
    [InlineData("en/commitments/types.yaml", "key: c.end-contact", "key: d.end-contact", 2, "the key \"d.end-contact\" has to begin with \"c.\".")]
    [InlineData("en/commitments/declined.yaml", "instead: [c.volunteer-contact", "instead: [c.gone", 7, "\"c.gone\" is not offered.")]
    [InlineData("en/linter/opener.yaml", "severity: 3", "severity: 7", 4, "\"severity\" is a number from 0 to 3.")]
    [InlineData("en/linter/opener.yaml", "fields: [saw]", "fields: [heard]", 6, "\"heard\" is not a part of the composer.")]
    [InlineData("en/linter/opener.yaml", "- id: A01", "- id: B01", 2, "\"B01\" has to be \"A\" and a number.")]
    [InlineData("en/linter/opener.yaml", "- id: A02", "- id: A01", 0, "the id \"A01\" stands twice.")]
    [InlineData("en/linter/opener.yaml", "onlyWithout: [P01", "onlyWithout: [P99", 0, "\"P99\" is not a credit.")]
    [InlineData("en/linter/safety.yaml", "  gate: GT9\n", "", 2, "the field \"gate\" is missing.")]
    [InlineData("en/linter/safety.yaml", "  gate: GT9\n", "  gate: GT99\n", 0, "\"GT99\" is not a gate.")]
    [InlineData("en/linter/safety.yaml", "  gate: GT9\n", "  gate: GT9\n  severity: 3\n", 2, "the field \"severity\" does not belong here.")]
    [InlineData("en/safety/helplines.yaml", "country: AU", "country: au", 2, "a country is written with two capital letters.")]
    [InlineData("en/safety/helplines.yaml", "mark: K", "mark: good", 0, "\"good\" is not a mark of a help line.")]
    [InlineData("en/safety/helplines.yaml", "\"2023-06\"", "\"June 2023\"", 0, "\"June 2023\" is not a date; write 2026, 2026-03 or 2026-03-14.")]
    [InlineData("en/safety/helplines.yaml", "  phone: \"000\"\n", "", 2, "a help line needs a number or an address.")]
    [InlineData("en/safety/gates.yaml", "id: GT12", "id: GT1", 0, "the gate \"GT1\" stands twice.")]
    [InlineData("en/safety/gates.yaml", "who: anyone", "who: all", 4, "\"all\" is not somebody who sees a gate.")]
    [InlineData("en/safety/gates.yaml", "leadsOn: \"yes\"", "leadsOn: perhaps", 0, "\"perhaps\" is not yes or no.")]
    [InlineData("en/exercises/mean.yaml", "key: mean.three-tests", "key: spec.three-tests", 4, "the key \"spec.three-tests\" has to begin with \"mean.\".")]
    [InlineData("en/exercises/mean.yaml", "key: mean.critics", "key: mean.three-tests", 0, "the key \"mean.three-tests\" stands twice.")]
    [InlineData("en/exercises/mean.yaml", "kind: choice", "kind: quiz", 0, "\"quiz\" is not a kind of step.")]
    [InlineData("en/exercises/mean.yaml", "        kind: pick\n", "", 11, "a step needs a \"kind\".")]
    [InlineData("en/exercises/mean.yaml", "          - msg.deleting-threads", "          - msg.gone", 0, "\"msg.gone\" is not offered.")]
    [InlineData("en/exercises/mean.yaml", "of: [kept-back, gives, fits]", "of: [kept-back, next]", 0, "there is no earlier step \"next\".")]
    [InlineData("en/exercises/mean.yaml", "          - key: mine\n", "          - key: known\n", 0, "\"known\" stands twice.")]
    [InlineData("en/exercises/mean.yaml", "gate: GT4", "gate: GT99", 0, "\"GT99\" is not a gate.")]
    [InlineData("en/exercises/mean.yaml", "- key: kept-back", "- key: situation", 0, "the step \"situation\" stands twice.")]
    [InlineData("en/exercises/mean.yaml", "- key: gives\n        kind", "- key: It gives\n        kind", 0, "a key has small letters, digits and hyphens, at most 40.")]
    [InlineData("en/exercises/mean.yaml", "scripts: [s.tell,", "scripts: [s.gone,", 0, "\"s.gone\" is not offered.")]
    [InlineData("en/exercises/spec.yaml", "of: mine", "of: one", 0, "there is no earlier step \"one\".")]
    [InlineData("en/exercises/case.yaml", "        box: It", "        tick: It is so\n        box: It", 0, "a step for each row has a \"box\", a \"tick\" or \"answers\".")]
    [InlineData("en/exercises/att.yaml", "          - key: do\n            text: What I do\n", "", 0, "there are 3 stations; four are right.")]
    [InlineData("en/exercises/deal.yaml", "        cards:\n", "        behaviours: [priv.own-passcode]\n        cards:\n", 0, "cards to sort are \"cards\" or \"behaviours\".")]
    [InlineData("en/scripts/raising.yaml", "key: s.respond", "key: s.raise", 0, "the key \"s.raise\" stands twice.")]
    [InlineData("en/scripts/raising.yaml", "key: opener-back", "key: opener", 0, "the key \"opener\" stands twice.")]
    [InlineData("en/scripts/raising.yaml", "followedBy: [s.agree-1", "followedBy: [s.gone", 13, "\"s.gone\" is not a script.")]
    [InlineData("en/scripts/raising.yaml", "margin: 5", "margin: 4", 10, "the margin is the frame's 5 minutes, or 0 where there is no frame.")]
    [InlineData("en/scripts/raising.yaml", "gates: [GT3]", "gates: [GT99]", 12, "\"GT99\" is not a gate.")]
    [InlineData("en/scripts/raising.yaml", "speaker: opener", "speaker: him", 0, "\"him\" is not somebody who speaks.")]
    [InlineData("en/scripts/raising.yaml", "      toListener: Only listen. You will have your own time, so nothing needs an answer yet.\n", "", 0, "where one speaks, \"toListener\" says what the other one does.")]
    [InlineData("en/scripts/steadying.yaml", "minutes: 1-6", "minutes: 6-1", 0, "\"minutes\" is written like 5, or like 2-6.")]
    [InlineData("en/scripts/steadying.yaml", "optional: true", "optional: perhaps", 0, "\"optional\" is true or false, not \"perhaps\".")]
    public void A_fault_is_told_with_file_line_and_reason(string file, string right, string wrong, int line, string reason)
    {
        var text = File.ReadAllText(Path.Combine(Seeds.Folder, file));
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0);
        seeds.Write(file, text.Remove(at, right.Length).Insert(at, wrong));

        var message = Assert.Throws<CatalogueException>(LoadAll).Message;

        Assert.Equal($"{file}, line {(line == 0 ? LineOf(message) : line)}: {reason}", message);
    }

    [Fact]
    public void A_pattern_that_cannot_be_used_is_a_fault()
    {
        var text = File.ReadAllText(Path.Combine(Seeds.Folder, "en/linter/answer.yaml"));
        var at = text.IndexOf(@"\bnothing", StringComparison.Ordinal);
        seeds.Write("en/linter/answer.yaml", text.Insert(at, "(?=look)"));

        Assert.StartsWith("en/linter/answer.yaml, line ", Assert.Throws<CatalogueException>(LoadAll).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_pattern_can_be_built()
    {
        LinterFiles.Load(Seeds.Folder).Warm();
        Assert.All(CommitmentFiles.Load(Seeds.Folder).Declined, kind => kind.Pattern?.Warm("I promise."));
    }

    [Fact]
    public void An_unknown_family_and_a_missing_file_are_faults()
    {
        seeds.Write("en/prompts/pets.yaml", "- key: pets.cat\n");
        seeds.Write("en/scripts/pets.yaml", "- key: s.cat\n");
        Assert.Equal("en/scripts/pets.yaml, line 1: \"pets\" is not a family of scripts.", Assert.Throws<CatalogueException>(() => ScriptFiles.Load(seeds.Folder)).Message);
        File.Delete(Path.Combine(seeds.Folder, "en/scripts/pets.yaml"));
        Assert.Equal("en/prompts/pets.yaml, line 1: \"pets\" is not a family of prompts.", Assert.Throws<CatalogueException>(LoadAll).Message);

        File.Delete(Path.Combine(seeds.Folder, "en/prompts/pets.yaml"));
        File.Delete(Path.Combine(seeds.Folder, "en/safety/gates.yaml"));
        Assert.Equal("en/safety/gates.yaml, line 1: the file cannot be opened.", Assert.Throws<CatalogueException>(LoadAll).Message);
    }

    [Fact]
    public void All_kinds_load_quickly()
    {
        LoadAll();
        var watch = Stopwatch.StartNew();
        LoadAll();

        Assert.True(watch.ElapsedMilliseconds < 1_000, $"It took {watch.ElapsedMilliseconds} ms.");
    }

    private static string LineOf(string message) => message.Split("line ")[1].Split(':')[0];

    private void LoadAll()
    {
        CatalogueVersionFile.Load(seeds.Folder);
        PromptFiles.Load(seeds.Folder);
        CommitmentFiles.Load(seeds.Folder);
        LinterFiles.Load(seeds.Folder);
        HelplineFiles.Load(seeds.Folder);
        GateFiles.Load(seeds.Folder);
        ExerciseFiles.Load(seeds.Folder, Seeds.Catalogue, ScriptFiles.Load(seeds.Folder));
    }
}
