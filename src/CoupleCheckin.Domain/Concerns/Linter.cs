using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Safety;

namespace CoupleCheckin.Domain.Concerns;

/// <summary>What both linters do: the rules, and beside them what was learned from the corpus (docs/linter.md).</summary>
/// <param name="rules">The rules.</param>
/// <param name="side">Whether somebody raises something or answers.</param>
internal sealed class Linter(LintRules rules, LintSide side)
{
    private const int MostFindings = 3;

    /// <summary>How much of a text is read; nobody says more at once in a talk, and a pasted book has to end in time.</summary>
    private const int MostCharacters = 8_000;

    private readonly LintSubject subject = side == LintSide.Opener ? LintSubject.Opener : LintSubject.Answer;

    /// <summary>Reads the passages of one draft.</summary>
    /// <remarks>What stands between quotation marks is left alone by all rules but those of safety.</remarks>
    public LintReading Read(IReadOnlyList<LintPassage> passages, bool isComposer, LintSettings settings)
    {
        var straight = passages.Select(passage => passage with { Text = Sentences.WithStraightQuotes(Beginning(passage.Text)) }).ToList();
        var safety = ((LintSubject[])[LintSubject.SelfHarm, LintSubject.Safety]).SelectMany(about => Findings(SafetyRules(about), about, straight)).ToList();
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
            [.. applying.Where(rule => rule.IsGap).Select(rule => Gap(rule, unquoted, sentences, isComposer)).OfType<LintFinding>()],
            credits);
    }

    private List<LintRule> SafetyRules(LintSubject about) =>
        [.. rules.All.Where(rule => rule.Kind == LintKind.Safety && (rule.Gate == GateId.GT9) == (about == LintSubject.SelfHarm))];

    private static string Beginning(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters];

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
            if (Shown(rule, asked) is { } finding)
                findings.Add(finding);
        }

        // A part is short and torn from the others, so what was learned speaks of it only where the parts together are not quiet.
        if (passages.Count > 1 && rules.Model is { } learned && LearnedReading.Of(learned, rules, about, string.Join('\n', passages.Select(passage => passage.Text))).IsQuiet)
            readings.Clear();
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

    private static LintFinding? Shown(LintRule rule, List<LintPassage> passages) => rule.Count is { } count
        ? LintCounts.IsIn(count, string.Join('\n', passages.Select(passage => passage.Text))) ? new(rule, null, default) : null
        : FirstIn(rule, SentencesOf(passages));

    private static LintFinding? Gap(LintRule rule, List<LintPassage> passages, List<LintSentence> sentences, bool isComposer)
    {
        var isBlank = passages.TrueForAll(passage => string.IsNullOrWhiteSpace(passage.Text));
        if (rule.Count == LintCount.EmptyPart)
            return isComposer && !isBlank && passages.Find(passage => string.IsNullOrWhiteSpace(passage.Text)) is { } empty ? new(rule, empty.Field, default) : null;
        if (rule.Fields.Count == 0)
            return Shown(rule, passages);
        var own = sentences.FindAll(sentence => sentence.Field is { } field && rule.Fields.Contains(field));
        if (!rule.IsLack)
            return FirstIn(rule, own);
        return own.Count > 0 && FirstIn(rule, own) is null ? new(rule, own[0].Field, default) : null;
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
