using CoupleCheckin.App.Catalogue;
using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.Benchmarks.Linting;

/// <summary>Trains the linter from the corpus, or measures it (seeds/README.md).</summary>
internal static class LinterCommand
{
    /// <summary>Runs "train", "measure", "cross", or "read FILE".</summary>
    public static void Run(string seeds, string[] what)
    {
        var texts = LintCorpus.Load(Path.Combine(seeds, "en", "linter", "corpus"));
        var rules = LinterFiles.LoadRules(seeds);
        var words = LinterFiles.LoadWords(seeds);
        var trainer = new LintTrainer(rules, words);
        Console.WriteLine($"{texts.Count} texts of {texts.Select(text => text.Voice).Distinct().Count()} voices, {texts.Count(text => text.IsHeld)} of them held out");
        switch (what)
        {
            case ["train"]:
                LintModelFile.Write(seeds, trainer.Learn(texts));
                break;
            case ["measure"]:
                Console.WriteLine(Measured(rules, trainer, [.. texts.Where(text => !text.IsHeld)], [.. texts.Where(text => text.IsHeld)]));
                break;
            case ["cross"]:
                Console.WriteLine(Crossed(rules, trainer, texts));
                break;
            case ["read", var file]:
                var report = new LintReport();
                var fresh = LintCorpus.Load(file);
                var model = trainer.Learn(texts);
                report.Add(rules.With(model), fresh);
                Console.WriteLine(report);
                Misses(rules.With(model), fresh);
                break;
        }
    }

    private static LintReport Measured(LintRules rules, LintTrainer trainer, IReadOnlyList<LintText> learned, IReadOnlyList<LintText> held)
    {
        var report = new LintReport();
        report.Add(rules.With(trainer.Learn(learned)), held);
        return report;
    }

    private static LintReport Crossed(LintRules rules, LintTrainer trainer, IReadOnlyList<LintText> texts)
    {
        var report = new LintReport();
        var voices = texts.Select(text => text.Voice).Distinct().ToList();
        for (var fold = 0; fold < 5; fold++)
        {
            var away = voices.Where((_, number) => number % 5 == fold).ToHashSet(StringComparer.Ordinal);
            report.Add(rules.With(trainer.Learn([.. texts.Where(text => !away.Contains(text.Voice))])), texts.Where(text => away.Contains(text.Voice)));
        }

        return report;
    }

    private static void Misses(LintRules rules, IEnumerable<LintText> texts)
    {
        var (concern, responder) = (new ConcernLinter(rules), new ResponderLinter(rules));
        foreach (var text in texts)
        {
            var subject = LintCorpus.Danger.Contains(text.Kind) || text.Kind == LintCorpus.Idiom ? LintSubject.Safety
                : LintCorpus.Harsh.Contains(text.Kind) || LintCorpus.Fine.Contains(text.Kind) ? LintSubject.Opener : LintSubject.Answer;
            var reading = subject == LintSubject.Answer ? responder.Check(text.Text) : concern.Check(text.Text);
            var found = (subject == LintSubject.Safety ? reading.Safety : reading.Findings).Count > 0;
            if (found != (LintCorpus.Label(subject, text.Kind) ?? true))
                Console.WriteLine($"{(found ? "ALARM" : "miss ")} {text.Kind,-9} {text.Text} {string.Join(' ', reading.Findings.Concat(reading.Safety).Select(finding => finding.RuleId))}");
        }
    }
}
