namespace CoupleCheckin.Domain.Concerns;

/// <summary>What the learned reading says of one text.</summary>
/// <param name="IsQuiet">The sum is so low that a rule is more likely mistaken than right.</param>
/// <param name="SpeaksUp">The sum is high enough for a finding of its own.</param>
/// <param name="Kinds">The kinds, the likeliest first.</param>
/// <param name="Span">The words that weigh most.</param>
internal sealed record LearnedReading(bool IsQuiet, bool SpeaksUp, IReadOnlyList<string> Kinds, LintSpan Span)
{
    /// <summary>Reads a text: that of its windows which weighs most.</summary>
    public static LearnedReading Of(LintModel model, LintRules rules, LintSubject subject, string text)
    {
        var judgement = model[subject];
        var (start, features, score) = (0, (LintFeatures?)null, double.MinValue);
        foreach (var window in rules.Windows(subject, text, model.Words))
        {
            var sum = judgement.Score(window.Seen) - window.Torn;
            if (features is null || sum > score)
                (start, features, score) = (window.Start, window.Seen, sum);
        }

        if (features is null || score <= judgement.Mark)
            return new(features is null || score <= judgement.Confirm, SpeaksUp: false, [], default);
        var span = Heaviest(features, judgement.Weights.PerToken(features));
        return new(IsQuiet: false, SpeaksUp: true, judgement.KindsOf(features), span with { Start = start + span.Start });
    }

    /// <summary>The run of words, within one sentence, that adds most to the sum.</summary>
    private static LintSpan Heaviest(LintFeatures features, double[] adds)
    {
        var (best, from, to) = (double.MinValue, 0, 0);
        var (sum, start) = (0.0, 0);
        var least = adds.Length == 0 ? 0 : adds.Average() / 2;
        for (var at = 0; at < adds.Length; at++)
        {
            if (features.Tokens[at].EndsSentence)
            {
                (sum, start) = (0, at + 1);
                continue;
            }

            if (sum <= 0)
                (sum, start) = (0, at);
            sum += adds[at] - Math.Max(least, 0);
            if (sum > best)
                (best, from, to) = (sum, start, at);
        }

        if (adds.Length == 0)
            return default;
        var first = features.Tokens[from];
        var last = features.Tokens[to];
        return new(first.Start, last.Start + last.Length - first.Start);
    }
}
