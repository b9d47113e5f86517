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

    /// <summary>One rule; null when there is none of that id.</summary>
    public LintRule? Find(string id) => All.FirstOrDefault(rule => rule.Id == id);

    /// <summary>Runs every pattern once, so that the first draft does not wait for them.</summary>
    public void Warm()
    {
        foreach (var (pattern, text) in All.SelectMany(rule => rule.Patterns.Select(pattern => (pattern, rule.Hits[0])))
            .Concat(Credits.SelectMany(credit => credit.Patterns.Select(pattern => (pattern, credit.Hits[0])))))
        {
            pattern.IsIn(text);
        }
    }
}
