using CoupleCheckin.Domain.Catalogue;

namespace CoupleCheckin.Domain.Concerns;

/// <summary>A draft as the linter reads it: free text, or the parts of the composer.</summary>
/// <param name="Side">Whether somebody raises something or answers.</param>
public sealed record LintDraft(LintSide Side)
{
    /// <summary>Free text; empty where the composer is used.</summary>
    public string Text { get; init; } = "";

    /// <summary>The parts of the composer; null for free text. A part that is missing is empty.</summary>
    public IReadOnlyDictionary<DraftField, string>? Parts { get; init; }

    /// <summary>It belongs to a repair plan.</summary>
    public bool InRepair { get; init; }

    /// <summary>The rules that this person has put away for good.</summary>
    public IReadOnlySet<string> PutAway { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}

/// <summary>One hint.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Sentence">The sentence in which it shows; empty where it is about the whole draft.</param>
public sealed record LintHint(LintRule Rule, string Sentence);

/// <summary>What the linter found in a draft.</summary>
/// <param name="Safety">The safety rules that show. While there is one, there are no hints and no credits.</param>
/// <param name="Hints">At most three hints, the worst first.</param>
/// <param name="Credits">What the draft has that helps it to be heard.</param>
public sealed record LintReading(IReadOnlyList<LintRule> Safety, IReadOnlyList<LintHint> Hints, IReadOnlyList<LintCredit> Credits);

/// <summary>
/// Reads a person's own draft in memory (content.md 11e). It keeps nothing, blocks nothing and gives no score. No hints are
/// no sign that a text is gentle or safe.
/// </summary>
/// <param name="rules">The rules.</param>
public sealed class Linter(LintRules rules)
{
    private const int MostHints = 3;

    /// <summary>Reads a draft.</summary>
    /// <remarks>What stands between quotation marks is left alone by all rules but those of safety.</remarks>
    public LintReading Read(LintDraft draft)
    {
        var passages = Passages(draft);
        var everything = passages.SelectMany(passage => Sentences.Of(passage.Text)).ToList();
        var safety = rules.All.Where(rule => rule.Kind == LintKind.Safety && everything.Any(sentence => Shows(rule.Patterns, sentence))).ToList();
        if (safety.Count > 0)
            return new(safety, [], []);

        var unquoted = passages.ConvertAll(passage => passage with { Text = Sentences.WithoutQuoted(passage.Text) });
        var sentences = unquoted.SelectMany(passage => Sentences.Of(passage.Text).Select(sentence => new Passage(passage.Field, sentence))).ToList();
        var credits = rules.Credits.Where(credit => credit.Side == draft.Side && sentences.Exists(sentence => Shows(credit.Patterns, sentence.Text))).ToList();
        var whole = string.Join('\n', unquoted.Select(passage => passage.Text));
        var hints = rules.All
            .Where(rule => Applies(rule, draft) && !rule.OnlyWithout.Intersect(credits.Select(credit => credit.Id), StringComparer.Ordinal).Any())
            .Select(rule => HintOf(rule, draft, sentences, whole))
            .OfType<LintHint>()
            .Take(MostHints);
        return new([], [.. hints], credits);
    }

    private static bool Applies(LintRule rule, LintDraft draft)
    {
        var onThisSide = rule.Kind switch
        {
            LintKind.Opener => draft.Side == LintSide.Opener,
            LintKind.Answer => draft.Side == LintSide.Answer,
            LintKind.Clarity => true,
            LintKind.Safety => false,
        };
        return onThisSide && !(rule.OffInRepair && draft.InRepair) && !draft.PutAway.Contains(rule.Id);
    }

    private static LintHint? HintOf(LintRule rule, LintDraft draft, List<Passage> sentences, string whole) => rule.Count switch
    {
        LintCount.EmptyPart => HasEmptyPart(draft, whole) ? new(rule, "") : null,
        { } count => LintCounts.IsIn(count, whole) ? new(rule, "") : null,
        null => sentences.Find(sentence => Belongs(rule, sentence.Field) && Shows(rule.Patterns, sentence.Text)) is { } found ? new(rule, found.Text) : null,
    };

    private static bool HasEmptyPart(LintDraft draft, string whole) =>
        !string.IsNullOrWhiteSpace(whole) && draft.Parts is { } parts
        && Enum.GetValues<DraftField>().Any(field => string.IsNullOrWhiteSpace(parts.GetValueOrDefault(field)));

    private static bool Belongs(LintRule rule, DraftField? field) => field is not { } part || rule.Fields.Count == 0 || rule.Fields.Contains(part);

    private static bool Shows(IReadOnlyList<TextPattern> patterns, string sentence) => patterns.Any(pattern => pattern.IsIn(sentence));

    private static List<Passage> Passages(LintDraft draft) => draft.Parts is { } parts
        ? [.. parts.OrderBy(part => part.Key).Select(part => new Passage(part.Key, Sentences.WithStraightQuotes(part.Value)))]
        : [new(null, Sentences.WithStraightQuotes(draft.Text))];

    private sealed record Passage(DraftField? Field, string Text);
}
