using CoupleCheckin.App.Catalogue;
using CoupleCheckin.Benchmarks.Linting;
using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.App.Tests.Catalogue;

/// <summary>The corpus is sound, the committed file is what the corpus gives, and the figures of docs/linter.md hold.</summary>
public sealed class LinterCorpusTests
{
    private static readonly IReadOnlyList<LintText> Texts = LintCorpus.Load(Path.Combine(Seeds.Folder, "en", "linter", "corpus"));
    private static readonly LintRules Rules = LinterFiles.LoadRules(Seeds.Folder);
    private static readonly LintTrainer Trainer = new(Rules, LinterFiles.LoadWords(Seeds.Folder));

    [Fact]
    public void The_corpus_has_some_thousands_of_texts_and_none_twice()
    {
        Assert.True(Texts.Count >= 3_000, $"There are {Texts.Count} texts.");
        Assert.Empty(Texts.GroupBy(text => string.Concat(text.Text.ToLowerInvariant().Where(char.IsLetterOrDigit))).Where(same => same.Count() > 1).Select(same => same.First().Text));
    }

    [Fact]
    public void Many_voices_speak_and_some_of_them_are_held_out()
    {
        var voices = Texts.GroupBy(text => text.Voice, StringComparer.Ordinal).ToList();

        Assert.True(voices.Count >= 24, $"There are {voices.Count} voices.");
        Assert.True(voices.Count(voice => voice.First().IsHeld) >= 8);
    }

    [Fact]
    public void Every_kind_has_texts_of_many_voices_on_both_sides() => Assert.All(LintCorpus.Kinds, kind =>
    {
        Assert.True(Texts.Where(text => text.Kind == kind && !text.IsHeld).Select(text => text.Voice).Distinct().Count() >= 10, kind);
        Assert.True(Texts.Count(text => text.Kind == kind && text.IsHeld) >= 8, kind);
    });

    [Fact]
    public void Every_kind_that_is_found_has_one_rule_to_speak_for_it()
    {
        var kinds = LintCorpus.Harsh.Concat(LintCorpus.Defensive).Concat(LintCorpus.Danger);

        Assert.Equal(kinds.Order(StringComparer.Ordinal), Rules.All.SelectMany(rule => rule.Learned).Order(StringComparer.Ordinal));
        Assert.Equal(Rules.All.SelectMany(rule => rule.Learned).Order(StringComparer.Ordinal), Kinds.LintRules.Model!.Kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_committed_file_is_what_the_corpus_gives()
    {
        using var seeds = new ScratchSeeds();
        Directory.CreateDirectory(Path.Combine(seeds.Folder, "en", "linter"));
        LintModelFile.Write(seeds.Folder, Trainer.Learn(Texts));

        var same = File.ReadAllBytes(Path.Combine(seeds.Folder, "en", "linter", "learned.bin")).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Seeds.Folder, "en", "linter", "learned.bin")));

        Assert.True(same, "The corpus, the words or the rules have changed: train again, as seeds/README.md says.");
    }

    [Fact]
    public void Voices_that_were_held_out_are_read_as_well_as_docs_say()
    {
        var report = new LintReport();
        report.Add(Rules.With(Trainer.Learn([.. Texts.Where(text => !text.IsHeld)])), Texts.Where(text => text.IsHeld));

        AtLeast(report, LintSubject.Opener, found: 0.66, falseAlarms: 0.07);
        AtLeast(report, LintSubject.Answer, found: 0.76, falseAlarms: 0.05);
        AtLeast(report, LintSubject.Safety, found: 0.82, falseAlarms: 0.10);
    }

    private static void AtLeast(LintReport report, LintSubject subject, double found, double falseAlarms)
    {
        Assert.True(report[subject].Found >= found, report.ToString());
        Assert.True(report[subject].FalseAlarms <= falseAlarms, report.ToString());
    }
}
