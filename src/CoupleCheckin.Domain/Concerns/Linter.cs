using CoupleCheckin.Domain.Catalogue;

namespace CoupleCheckin.Domain.Concerns;

/// <summary>What both linters do.</summary>
/// <param name="rules">The rules.</param>
/// <param name="side">Whether somebody raises something or answers.</param>
internal sealed class Linter(LintRules rules, LintSide side)
{
    private const int MostFindings = 3;

    /// <summary>Reads the passages of one draft.</summary>
    /// <remarks>What stands between quotation marks is left alone by all rules but those of safety.</remarks>
    public LintReading Read(IReadOnlyList<LintPassage> passages, bool isComposer, LintSettings settings)
    {
        var straight = passages.Select(passage => passage with { Text = Sentences.WithStraightQuotes(passage.Text) }).ToList();
        var safety = Found(LintKind.Safety, SentencesOf(straight));
        if (safety.Count > 0)
            return new(safety, [], [], []);

        var unquoted = straight.ConvertAll(passage => passage with { Text = Sentences.WithoutQuoted(passage.Text) });
        var sentences = SentencesOf(unquoted);
        var credits = rules.Credits.Where(credit => credit.Side == side && sentences.Exists(sentence => credit.Patterns.Any(pattern => pattern.IsIn(sentence.Text)))).ToList();
        var whole = string.Join('\n', unquoted.Select(passage => passage.Text));
        var findings = rules.All
            .Where(rule => Applies(rule, settings) && !rule.OnlyWithout.Intersect(credits.Select(credit => credit.Id), StringComparer.Ordinal).Any())
            .Select(rule => Finding(rule, unquoted, sentences, whole, isComposer))
            .OfType<LintFinding>()
            .ToList();
        return new([], [.. findings.Where(finding => finding.Severity > 0).Take(MostFindings)], [.. findings.Where(finding => finding.Severity == 0)], credits);
    }

    private List<LintFinding> Found(LintKind kind, List<LintSentence> sentences) =>
        [.. rules.All.Where(rule => rule.Kind == kind).Select(rule => FirstIn(rule, sentences)).OfType<LintFinding>()];

    private bool Applies(LintRule rule, LintSettings settings)
    {
        var onThisSide = rule.Kind switch
        {
            LintKind.Opener => side == LintSide.Opener,
            LintKind.Answer => side == LintSide.Answer,
            LintKind.Clarity => true,
            LintKind.Safety => false,
        };
        return onThisSide && !(rule.OffInRepair && settings.InRepair) && !settings.PutAway.Contains(rule.Id);
    }

    private static LintFinding? Finding(LintRule rule, List<LintPassage> passages, List<LintSentence> sentences, string whole, bool isComposer) => rule.Count switch
    {
        LintCount.EmptyPart => isComposer && !string.IsNullOrWhiteSpace(whole) && passages.Find(passage => string.IsNullOrWhiteSpace(passage.Text)) is { } empty
            ? new(rule, empty.Field, default)
            : null,
        { } count => LintCounts.IsIn(count, whole) ? new(rule, null, default) : null,
        null => FirstIn(rule, sentences),
    };

    private static LintFinding? FirstIn(LintRule rule, List<LintSentence> sentences)
    {
        foreach (var sentence in sentences.Where(sentence => Belongs(rule, sentence.Field)))
        {
            foreach (var pattern in rule.Patterns)
            {
                if (pattern.PlaceIn(sentence.Text) is { } place)
                    return new(rule, sentence.Field, new(sentence.Start + place.Start, place.Length));
            }
        }

        return null;
    }

    private static bool Belongs(LintRule rule, DraftField? field) => field is not { } part || rule.Fields.Count == 0 || rule.Fields.Contains(part);

    private static List<LintSentence> SentencesOf(List<LintPassage> passages) =>
        [.. passages.SelectMany(passage => Sentences.Placed(passage.Text).Select(sentence => new LintSentence(passage.Field, sentence.Start, sentence.Text)))];

    private sealed record LintSentence(DraftField? Field, int Start, string Text);
}

/// <summary>One text of a draft.</summary>
/// <param name="Field">The part of the composer; null for free text.</param>
/// <param name="Text">The text.</param>
internal sealed record LintPassage(DraftField? Field, string Text);
