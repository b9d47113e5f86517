using CoupleCheckin.Domain.Catalogue;

namespace CoupleCheckin.Domain.Concerns;

/// <summary>What both linters do: the rules, and beside them what was learned from the corpus (docs/linter.md).</summary>
/// <param name="rules">The rules.</param>
/// <param name="side">Whether somebody raises something or answers.</param>
internal sealed class Linter(LintRules rules, LintSide side)
{
    private const int MostFindings = 3;

    private readonly LintSubject subject = side == LintSide.Opener ? LintSubject.Opener : LintSubject.Answer;

    /// <summary>Reads the passages of one draft.</summary>
    /// <remarks>What stands between quotation marks is left alone by all rules but those of safety.</remarks>
    public LintReading Read(IReadOnlyList<LintPassage> passages, bool isComposer, LintSettings settings)
    {
        var straight = passages.Select(passage => passage with { Text = Sentences.WithStraightQuotes(passage.Text) }).ToList();
        var safety = Findings([.. rules.All.Where(rule => rule.Kind == LintKind.Safety)], LintSubject.Safety, straight);
        if (safety.Count > 0)
            return new(safety, [], [], []);

        var unquoted = straight.ConvertAll(passage => passage with { Text = Sentences.WithoutQuoted(passage.Text) });
        var sentences = SentencesOf(unquoted);
        var credits = rules.Credits.Where(credit => credit.Side == side && sentences.Exists(sentence => credit.Patterns.Any(pattern => pattern.IsIn(sentence.Text)))).ToList();
        var applying = rules.All
            .Where(rule => Applies(rule, settings) && !rule.OnlyWithout.Intersect(credits.Select(credit => credit.Id), StringComparer.Ordinal).Any())
            .ToList();
        return new(
            [],
            [.. Findings([.. applying.Where(rule => !rule.IsGap)], subject, unquoted).Take(MostFindings)],
            [.. applying.Where(rule => rule.IsGap).Select(rule => Shown(rule, unquoted, sentences, isComposer)).OfType<LintFinding>()],
            credits);
    }

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

    /// <summary>What the rules show and the learned reading does not rule out, and what it finds by itself; the worst first.</summary>
    private List<LintFinding> Findings(List<LintRule> applying, LintSubject about, List<LintPassage> passages)
    {
        var findings = new List<LintFinding>();
        var readings = passages.ConvertAll(passage => rules.Model is { } model ? LearnedReading.Of(model, rules, about, passage.Text) : null);
        var heard = passages.Where((_, at) => readings[at] is not { IsQuiet: true }).ToList();
        foreach (var rule in applying)
        {
            // What a part is for is known, so the rules of that part need nobody to confirm them.
            var asked = passages.FindAll(passage => heard.Contains(passage) || (passage.Field is { } field && rule.Fields.Contains(field)));
            if (Shown(rule, asked, SentencesOf(asked), isComposer: false) is { } finding)
                findings.Add(finding);
        }

        foreach (var (passage, reading) in passages.Zip(readings))
        {
            if (reading is not { SpeaksUp: true })
                continue;
            var rule = reading.Kinds.Select(kind => applying.Find(rule => rule.Learned.Contains(kind))).FirstOrDefault(rule => rule is not null);
            if (rule is not null && !findings.Exists(finding => finding.Rule == rule))
                findings.Add(new(rule, passage.Field, reading.Span));
        }

        return [.. findings.OrderBy(finding => finding.Rule.Precedence)];
    }

    private static LintFinding? Shown(LintRule rule, List<LintPassage> passages, List<LintSentence> sentences, bool isComposer)
    {
        if (rule.Count is not { } count)
            return FirstIn(rule, sentences);
        var whole = string.Join('\n', passages.Select(passage => passage.Text));
        if (count != LintCount.EmptyPart)
            return LintCounts.IsIn(count, whole) ? new(rule, null, default) : null;
        return isComposer && !string.IsNullOrWhiteSpace(whole) && passages.Find(passage => string.IsNullOrWhiteSpace(passage.Text)) is { } empty
            ? new(rule, empty.Field, default)
            : null;
    }

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
