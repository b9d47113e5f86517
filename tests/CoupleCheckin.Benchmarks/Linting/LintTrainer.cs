using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Safety;

namespace CoupleCheckin.Benchmarks.Linting;

/// <summary>
/// Learns the weights of the linter from the corpus: a linear support vector machine for each subject, and one for each
/// kind. The same corpus gives the same weights.
/// </summary>
/// <param name="rules">The rules; whether they show is one of the things looked at.</param>
/// <param name="words">The classes of words.</param>
public sealed class LintTrainer(LintRules rules, WordClasses words)
{
    private const int Rounds = 40;
    private const int Folds = 6;

    /// <summary>Which share of the texts to be left alone may be above each mark, by cross-validation.</summary>
    private static readonly Dictionary<LintSubject, (double Mark, double Confirm)> FalseAlarms = new()
    {
        [LintSubject.Opener] = (0.035, 0.06),
        [LintSubject.Answer] = (0.03, 0.07),
        [LintSubject.Safety] = (0.09, 0.14),
        [LintSubject.SelfHarm] = (0.06, 0.10),
    };

    private readonly Dictionary<(LintSubject, string), LintFeatures> seen = [];
    private readonly Dictionary<(LintSubject, string), IReadOnlyList<LintWindow>> read = [];

    /// <summary>Learns from texts.</summary>
    public LintModel Learn(IReadOnlyList<LintText> texts) => new(words, Enum.GetValues<LintSubject>().ToDictionary(subject => subject, subject => Learn(subject, texts)));

    /// <summary>The scores that each text gets, read as the app reads it, from a model that has not seen its voice.</summary>
    public IReadOnlyDictionary<LintText, double> CrossValidate(LintSubject subject, IReadOnlyList<LintText> texts)
    {
        var voices = texts.Select(text => text.Voice).Distinct().ToList();
        var scores = new Dictionary<LintText, double>(ReferenceEqualityComparer.Instance as IEqualityComparer<LintText>);
        for (var fold = 0; fold < Folds; fold++)
        {
            var away = voices.Where((_, number) => number % Folds == fold).ToHashSet(StringComparer.Ordinal);
            var weights = Fit(Rows(subject, [.. texts.Where(text => !away.Contains(text.Voice))]));
            foreach (var text in texts.Where(text => away.Contains(text.Voice)))
                scores[text] = Read(subject, text.Text).Max(window => weights.Sum(window.Seen) - window.Torn);
        }

        return scores;
    }

    private LintJudgement Learn(LintSubject subject, IReadOnlyList<LintText> texts)
    {
        var scores = CrossValidate(subject, texts);
        var (mark, confirm) = FalseAlarms[subject];
        return new(
            Slim(Fit(Rows(subject, texts)), 30_000),
            Above(scores, subject, mark),
            Above(scores, subject, confirm),
            [.. Kinds(subject).Select(kind => new LintKindWeights(kind, Slim(Fit(KindRows(subject, kind, texts)), 1_500)))]);
    }

    /// <summary>The score that no more than a share of the texts to be left alone has; with the everyday ones it may be half as many again.</summary>
    private static float Above(IReadOnlyDictionary<LintText, double> scores, LintSubject subject, double share)
    {
        var alone = scores.Where(score => LintCorpus.CountsAsFalseAlarm(subject, score.Key.Kind)).ToList();
        return Math.Max(At([.. alone.Where(score => !LintCorpus.Everyday.Contains(score.Key.Kind))], share), At(alone, 1.5 * share));

        static float At(List<KeyValuePair<LintText, double>> scores, double share) =>
            (float)scores.Select(score => score.Value).OrderDescending().ElementAt((int)(scores.Count * share));
    }

    private static IReadOnlyList<string> Kinds(LintSubject subject) => subject switch
    {
        LintSubject.Opener => LintCorpus.Harsh,
        LintSubject.Answer => LintCorpus.Defensive,
        LintSubject.Safety => [.. LintCorpus.Danger.Where(kind => kind != LintCorpus.SelfHarm)],
        LintSubject.SelfHarm => [LintCorpus.SelfHarm],
    };

    private List<(LintFeatures Features, bool Label)> Rows(LintSubject subject, IReadOnlyList<LintText> texts)
    {
        var rows = new List<(LintFeatures, bool)>();
        foreach (var text in texts)
        {
            if (LintCorpus.Label(subject, text.Kind) is { } label)
                rows.Add((See(subject, text.Text), label));
        }

        foreach (var rule in rules.All)
        {
            if (LabelOf(subject, rule) is not { } label)
                continue;
            rows.AddRange(rule.Hits.Where(text => text.Length > 0).Select(text => (See(subject, text), label)));
            rows.AddRange(rule.Misses.Select(text => (See(subject, text), false)));
        }

        return rows;
    }

    private List<(LintFeatures Features, bool Label)> KindRows(LintSubject subject, string kind, IReadOnlyList<LintText> texts)
    {
        var rows = texts.Where(text => LintCorpus.Label(subject, text.Kind) == true).Select(text => (See(subject, text.Text), text.Kind == kind)).ToList();
        foreach (var rule in rules.All.Where(rule => rule.Learned.Count > 0 && LabelOf(subject, rule) == true && Kinds(subject).Contains(rule.Learned[0])))
            rows.AddRange(rule.Hits.Where(text => text.Length > 0).Select(text => (See(subject, text), rule.Learned.Contains(kind))));
        return rows;
    }

    private static bool? LabelOf(LintSubject subject, LintRule rule) => (subject, rule.Kind) switch
    {
        (LintSubject.Opener, LintKind.Opener) => rule.Severity > 1 ? true : null,
        (LintSubject.Answer, LintKind.Answer) => true,
        (LintSubject.Safety or LintSubject.SelfHarm, LintKind.Safety) => (rule.Gate == GateId.GT9) == (subject == LintSubject.SelfHarm) ? true : null,
        _ => null,
    };

    private LintFeatures See(LintSubject subject, string text)
    {
        lock (seen)
        {
            if (!seen.TryGetValue((subject, text), out var features))
                seen[(subject, text)] = features = rules.See(subject, text, words);
            return features;
        }
    }

    private IReadOnlyList<LintWindow> Read(LintSubject subject, string text)
    {
        lock (read)
        {
            if (!read.TryGetValue((subject, text), out var windows))
                read[(subject, text)] = windows = [.. rules.Windows(subject, text, words)];
            return windows;
        }
    }

    /// <summary>Keeps the weights that matter most, rounded as the file rounds them.</summary>
    private static LintWeights Slim(LintWeights weights, int most)
    {
        var kept = weights.All.OrderByDescending(one => Math.Abs(one.Weight)).ThenBy(one => one.Hash).Take(most).Where(one => one.Weight != 0).ToList();
        var step = kept.Count == 0 ? 1 : Math.Abs(kept[0].Weight) / 127;
        return Sorted(kept.Select(one => (one.Hash, MathF.Round(one.Weight / step) * step)).Where(one => one.Item2 != 0));
    }

    /// <summary>
    /// Dual coordinate descent for a linear support vector machine with squared loss. A feature that tells the two sides
    /// apart by its count alone is made larger beforehand, which helps with short texts.
    /// </summary>
    private static LintWeights Fit(List<(LintFeatures Features, bool Label)> rows)
    {
        var numbers = new Dictionary<uint, int>();
        var points = rows.ConvertAll(row => PointOf(row.Features, numbers));
        var scales = Scales(rows, points, numbers.Count);
        foreach (var (at, values) in points)
        {
            for (var k = 0; k < at.Length; k++)
                values[k] *= (float)scales[at[k]];
        }

        var weights = new double[numbers.Count];
        var positive = rows.Count(row => row.Label);
        var weightOfPositive = Math.Sqrt((rows.Count - positive) / (double)Math.Max(positive, 1));
        var soft = rows.ConvertAll(row => 0.25 / (row.Label ? weightOfPositive : 1));
        var square = points.ConvertAll(point => point.Values.Sum(value => (double)value * value));
        var alpha = new double[rows.Count];
        var order = Enumerable.Range(0, rows.Count).ToArray();
        var turn = 1u;
        for (var round = 0; round < Rounds; round++)
        {
            Shuffle(order, ref turn);
            var worst = 0.0;
            foreach (var row in order)
            {
                var sign = rows[row].Label ? 1 : -1;
                var (at, values) = points[row];
                var sum = 0.0;
                for (var k = 0; k < at.Length; k++)
                    sum += weights[at[k]] * values[k];
                var slope = sum * sign - 1 + alpha[row] * soft[row];
                var pull = alpha[row] == 0 ? Math.Min(slope, 0) : slope;
                worst = Math.Max(worst, Math.Abs(pull));
                if (Math.Abs(pull) < 1e-9)
                    continue;
                var before = alpha[row];
                alpha[row] = Math.Max(before - slope / (square[row] + soft[row]), 0);
                var change = (alpha[row] - before) * sign;
                for (var k = 0; k < at.Length; k++)
                    weights[at[k]] += change * values[k];
            }

            if (worst < 0.02)
                break;
        }

        return Sorted(numbers.Select(number => (number.Key, (float)(weights[number.Value] * scales[number.Value]))));
    }

    /// <summary>The same order on every machine, and another one in every round.</summary>
    private static LintWeights Sorted(IEnumerable<(uint Hash, float Weight)> weights)
    {
        var sorted = weights.OrderBy(one => one.Hash).ToList();
        return new([.. sorted.Select(one => one.Hash)], [.. sorted.Select(one => one.Weight)]);
    }

    private static void Shuffle(int[] order, ref uint turn)
    {
        for (var at = order.Length - 1; at > 0; at--)
        {
            turn = turn * 1_664_525 + 1_013_904_223;
            var other = (int)((turn >> 8) % (uint)(at + 1));
            (order[at], order[other]) = (order[other], order[at]);
        }
    }

    private static double[] Scales(List<(LintFeatures Features, bool Label)> rows, List<(int[] At, float[] Values)> points, int features)
    {
        var (yes, no) = (new double[features], new double[features]);
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var at in points[row].At)
                (rows[row].Label ? yes : no)[at]++;
        }

        var positive = rows.Count(row => row.Label);
        var ratio = (positive + 2.0) / (rows.Count - positive + 2.0);
        return [.. yes.Zip(no, (found, alone) => 0.5 + 0.5 * Math.Abs(Math.Log((found + 1) / (alone + 1) / ratio)))];
    }

    private static (int[] At, float[] Values) PointOf(LintFeatures features, Dictionary<uint, int> numbers)
    {
        var shares = LintShares.Of(features);
        var at = new int[features.All.Count];
        var values = new float[at.Length];
        var next = 0;
        foreach (var feature in features.All)
        {
            if (!numbers.TryGetValue(feature.Hash, out var number))
                numbers[feature.Hash] = number = numbers.Count;
            at[next] = number;
            values[next++] = (float)shares[feature.Group];
        }

        return (at, values);
    }
}
