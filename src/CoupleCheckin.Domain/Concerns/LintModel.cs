namespace CoupleCheckin.Domain.Concerns;

/// <summary>What the linter has learned from the corpus (docs/linter.md). It runs in memory and needs nobody.</summary>
/// <param name="words">The classes of words.</param>
/// <param name="judgements">One for each subject.</param>
public sealed class LintModel(WordClasses words, IReadOnlyDictionary<LintSubject, LintJudgement> judgements)
{
    /// <summary>The classes of words.</summary>
    public WordClasses Words { get; } = words;

    /// <summary>What was learned of one subject.</summary>
    public LintJudgement this[LintSubject subject] => judgements[subject];

    /// <summary>The kinds that it tells apart.</summary>
    public IEnumerable<string> Kinds => judgements.Values.SelectMany(judgement => judgement.Kinds.Select(kind => kind.Name));
}

/// <summary>What the learned reading looks for.</summary>
public enum LintSubject
{
    /// <summary>An opener that might be heard as an attack.</summary>
    Opener,

    /// <summary>An answer that might be heard as a defence.</summary>
    Answer,

    /// <summary>Fear, force, control and threats.</summary>
    Safety,

    /// <summary>Not wanting to live, and self-harm.</summary>
    SelfHarm,
}

/// <summary>What was learned of one subject: a sum of weights, and two marks that it has to reach.</summary>
/// <param name="Weights">How much each feature adds.</param>
/// <param name="Mark">From here on it speaks up by itself.</param>
/// <param name="Confirm">From here on it lets a rule speak.</param>
/// <param name="Kinds">The kinds, to name the reason.</param>
public sealed record LintJudgement(LintWeights Weights, float Mark, float Confirm, IReadOnlyList<LintKindWeights> Kinds)
{
    /// <summary>The sum for a text.</summary>
    public double Score(LintFeatures features) => Weights.Sum(features);

    /// <summary>The kinds of a text, the likeliest first.</summary>
    public IReadOnlyList<string> KindsOf(LintFeatures features) =>
        [.. Kinds.Select(kind => (kind.Name, Sum: kind.Weights.Sum(features))).OrderByDescending(kind => kind.Sum).Select(kind => kind.Name)];
}

/// <summary>The weights that speak for one kind.</summary>
/// <param name="Name">The kind, as the corpus calls it.</param>
/// <param name="Weights">How much each feature adds.</param>
public sealed record LintKindWeights(string Name, LintWeights Weights);

/// <summary>The weights of features, in two rows side by side: there are some hundred thousand, and they are in memory as long as the app runs.</summary>
public sealed class LintWeights
{
    private readonly uint[] hashes;
    private readonly float[] weights;

    /// <summary>The weights.</summary>
    /// <param name="hashes">The hash of each feature that has one, from the smallest up.</param>
    /// <param name="weights">Its weight, at the same place.</param>
    public LintWeights(uint[] hashes, float[] weights)
    {
        if (weights.Length != hashes.Length)
            throw new ArgumentException("Every feature has one weight.", nameof(weights));
        (this.hashes, this.weights) = (hashes, weights);
    }

    /// <summary>Every feature that has a weight, by its hash, from the smallest up.</summary>
    public IEnumerable<(uint Hash, float Weight)> All => hashes.Zip(weights);

    /// <summary>How many features have a weight.</summary>
    public int Count => hashes.Length;

    /// <summary>The sum for a text.</summary>
    public double Sum(LintFeatures features)
    {
        var shares = LintShares.Of(features);
        var sum = 0.0;
        foreach (var feature in features.All)
        {
            if (Array.BinarySearch(hashes, feature.Hash) is >= 0 and var at)
                sum += weights[at] * shares[feature.Group];
        }

        return sum;
    }

    /// <summary>What each token adds to the sum.</summary>
    public double[] PerToken(LintFeatures features)
    {
        var shares = LintShares.Of(features);
        var adds = new double[features.Tokens.Count];
        foreach (var feature in features.All)
        {
            if (feature.To <= feature.From || Array.BinarySearch(hashes, feature.Hash) is not (>= 0 and var found))
                continue;
            var each = weights[found] * shares[feature.Group] / (feature.To - feature.From);
            for (var at = feature.From; at < feature.To; at++)
                adds[at] += each;
        }

        return adds;
    }
}

/// <summary>How much one feature of each group counts, so that a long text does not weigh more than a short one.</summary>
public readonly record struct LintShares
{
    /// <summary>Pieces repeat what the words say, so they count for less.</summary>
    private const double PieceScale = 0.5;

    private readonly double word;
    private readonly double piece;
    private readonly double sign;

    private LintShares(int words, int pieces, int signs)
    {
        word = 1 / Math.Sqrt(Math.Max(words, 1));
        piece = PieceScale / Math.Sqrt(Math.Max(pieces, 1));
        sign = 1 / Math.Sqrt(Math.Max(signs, 1));
    }

    /// <summary>The share of a feature of a group.</summary>
    public double this[LintFeatureGroup group] => group switch
    {
        LintFeatureGroup.Word => word,
        LintFeatureGroup.Piece => piece,
        LintFeatureGroup.Sign => sign,
    };

    /// <summary>The shares in a text.</summary>
    public static LintShares Of(LintFeatures features)
    {
        var (words, pieces, signs) = (0, 0, 0);
        foreach (var feature in features.All)
        {
            words += feature.Group == LintFeatureGroup.Word ? 1 : 0;
            pieces += feature.Group == LintFeatureGroup.Piece ? 1 : 0;
            signs += feature.Group == LintFeatureGroup.Sign ? 1 : 0;
        }

        return new(words, pieces, signs);
    }
}
