using CoupleCheckin.Domain.Catalogue;

namespace CoupleCheckin.Domain.Concerns;

/// <summary>All rules of the linter and all credits.</summary>
/// <param name="all">The rules, in any order; an id stands once.</param>
/// <param name="credits">The credits, in the order in which they are named.</param>
public sealed class LintRules(IEnumerable<LintRule> all, IReadOnlyList<LintCredit> credits)
{
    /// <summary>The rules, the lowest precedence first.</summary>
    public IReadOnlyList<LintRule> All { get; } = [.. all.OrderBy(rule => rule.Precedence)];

    /// <summary>The credits.</summary>
    public IReadOnlyList<LintCredit> Credits { get; } = credits;

    /// <summary>What was learned from the corpus; null where the rules are alone.</summary>
    public LintModel? Model { get; init; }

    /// <summary>The same rules beside another learned reading.</summary>
    public LintRules With(LintModel? model) => new(All, Credits) { Model = model };

    /// <summary>What the learned reading sees in a text.</summary>
    public LintFeatures See(LintSubject subject, string text, WordClasses words)
    {
        var seen = Heard(subject, text);
        return LintFeatures.Of(seen, words, Sentences.Of(seen).SelectMany(sentence => Showing(subject, sentence)));
    }

    /// <summary>The parts of a text that the learned reading looks at, each by itself.</summary>
    public IEnumerable<LintWindow> Windows(LintSubject subject, string text, WordClasses words) => LintWindow.Of(this, subject, Heard(subject, text), words);

    /// <summary>Openers and answers are heard without what stands between quotation marks.</summary>
    private static string Heard(LintSubject subject, string text)
    {
        var straight = Sentences.WithStraightQuotes(text);
        return subject is LintSubject.Safety or LintSubject.SelfHarm ? straight : Sentences.WithoutQuoted(straight);
    }

    /// <summary>The ids of the rules that show in a sentence.</summary>
    internal IEnumerable<string> Showing(LintSubject subject, string sentence) =>
        All.Where(rule => rule.Kind == KindOf(subject) && rule.Patterns.Any(pattern => pattern.IsIn(sentence))).Select(rule => rule.Id);

    private static LintKind KindOf(LintSubject subject) => subject switch
    {
        LintSubject.Opener => LintKind.Opener,
        LintSubject.Answer => LintKind.Answer,
        LintSubject.Safety or LintSubject.SelfHarm => LintKind.Safety,
    };

    /// <summary>One rule; null when there is none of that id.</summary>
    public LintRule? Find(string id) => All.FirstOrDefault(rule => rule.Id == id);

    /// <summary>Builds every pattern, so that the first draft does not wait for them. It takes about a second of one core.</summary>
    public void Warm()
    {
        foreach (var rule in All)
        {
            foreach (var pattern in rule.Patterns)
                pattern.Warm(rule.Hits[0]);
        }

        foreach (var credit in Credits)
        {
            foreach (var pattern in credit.Patterns)
                pattern.Warm(credit.Hits[0]);
        }
    }
}
