using System.Text.RegularExpressions;

namespace CoupleCheckin.Domain.Behaviours;

/// <summary>
/// Looks at the words of an own behaviour before both are to answer it: an observable act, no blame, nobody's name. It only
/// ever remarks; whoever writes decides.
/// </summary>
public static partial class Neutrality
{
    private const RegexOptions Loose = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    /// <summary>What could be said more neutrally, at most one remark of each kind.</summary>
    /// <param name="words">The words.</param>
    /// <param name="names">The names of the two, as far as they are known.</param>
    public static IReadOnlyList<NeutralityRemark> Look(OwnWords words, IReadOnlyList<string> names)
    {
        var texts = new[] { words.Name, words.Description };
        return
        [
            .. First(texts, NeutralityKind.Verdict, Verdict()),
            .. First(texts, NeutralityKind.Blame, Blame()),
            .. First(texts, NeutralityKind.Motive, Motive()),
            .. First(texts, NeutralityKind.Rule, Rule()),
            .. First(texts, NeutralityKind.Always, Always()),
            .. texts.Select(text => NameIn(text, names)).OfType<NeutralityRemark>().Take(1),
            .. First(texts, NeutralityKind.You, You()),
        ];
    }

    private static IEnumerable<NeutralityRemark> First(string[] texts, NeutralityKind kind, Regex pattern) =>
        texts.Select(text => pattern.Match(text)).Where(match => match.Success).Select(match => new NeutralityRemark(kind, match.Value)).Take(1);

    /// <summary>One of the two, or what looks like a name because it is followed or led by what one does with a person.</summary>
    private static NeutralityRemark? NameIn(string text, IReadOnlyList<string> names)
    {
        foreach (var name in names.Where(name => name.Length > 0))
        {
            for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
            {
                if (IsEdge(text, at - 1) && IsEdge(text, at + name.Length))
                    return new(NeutralityKind.Name, name);
            }
        }

        return Met().Match(text) is { Success: true } met ? new(NeutralityKind.Name, met.Groups["name"].Value) : null;
    }

    private static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]);

    [GeneratedRegex(@"\b(micro-?)?(cheat(s|ed|er|ers|ing)?|betray(s|ed|al|ing)?|unfaithful(ness)?|infidelity|adulter(y|er|ous)|disloyal(ty)?|two-?timing|home-?wrecker)\b", Loose)]
    private static partial Regex Verdict();

    [GeneratedRegex(@"\b(selfish|disgusting|disrespectful|inappropriate|shameless(ly)?|pathetic|stupid(ly)?|creepy|sleazy|slutty?|liar|lies to|lying to|attention.?seek(ing|er)|too much|excessive(ly)?|crosses the line)\b", Loose)]
    private static partial Regex Blame();

    [GeneratedRegex(@"\b(on purpose|to (hurt|provoke|punish|humiliate|impress|spite)|to make (me|someone|somebody|the other|a partner|the partner) (jealous|angry|look|feel)|because (he|she|they) (wants?|likes?|loves?|fancies))\b", Loose)]
    private static partial Regex Motive();

    [GeneratedRegex(@"\b(must( not|n['’]t)?|may not|not allowed|isn['’]t allowed|should(n['’]t| not)?|no more|forbidden|do not|don['’]t)\b", Loose)]
    private static partial Regex Rule();

    [GeneratedRegex(@"\b(always|never|constantly|all the time|every single time)\b", Loose)]
    private static partial Regex Always();

    [GeneratedRegex(@"\b(you|your|yours|you['’](re|ve|ll|d))\b", Loose)]
    private static partial Regex You();

    /// <summary>With, to or from somebody who begins with a capital, in the middle of a sentence. What often stands there and is no person is left out.</summary>
    [GeneratedRegex(@"\b(with|meeting|texting|calling|seeing|messaging|writing) (?<name>\p{Lu}\p{Ll}{1,20})(\s*$|[.,;!?]|\s+\p{Ll})", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Met();
}

/// <summary>Something in the words that one of the two might hear as a judgement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Found">The words.</param>
public sealed record NeutralityRemark(NeutralityKind Kind, string Found)
{
    /// <summary>Nothing of the words.</summary>
    public override string ToString() => $"[{Kind}]";
}

/// <summary>How words can be less than neutral.</summary>
public enum NeutralityKind
{
    /// <summary>They say what it amounts to, which is what both are yet to answer.</summary>
    Verdict,

    /// <summary>They say what somebody is, or how it is to be found.</summary>
    Blame,

    /// <summary>They say what it is done for, which nobody can see.</summary>
    Motive,

    /// <summary>They are a rule, not an act.</summary>
    Rule,

    /// <summary>They say how often in a way that is hard to answer.</summary>
    Always,

    /// <summary>They name somebody.</summary>
    Name,

    /// <summary>They speak to the other one.</summary>
    You,
}
