using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Repair;

namespace CoupleCheckin.Domain.Agreements;

/// <summary>What words that reach far reach for.</summary>
public enum Reach
{
    /// <summary>Codes, messages, places, proofs: one watches the other.</summary>
    Watching = 1,

    /// <summary>What most couples leave to each: friends, family, work, thoughts, and what the catalogue has within bounds.</summary>
    OwnLife = 2,

    /// <summary>Something happens to whoever does not keep to it.</summary>
    Threat = 3,
}

/// <summary>Words that reach far.</summary>
/// <param name="Reaches">What for, each once.</param>
/// <param name="Instead">Kinds of commitment that are often closer to what is needed.</param>
public sealed record OverControlFinding(IReadOnlyList<Reach> Reaches, IReadOnlyList<CommitmentType> Instead)
{
    /// <summary>Whether one would watch the other.</summary>
    public bool Watches => Reaches.Contains(Reach.Watching);
}

/// <summary>
/// The over-control guard (content.md 5.2, 11d, 11f): finds words that watch, forbid or threaten. It uses the patterns by which
/// commitments are declined. Two people word an agreement otherwise than one a promise ("we never check each other's phones"), so
/// that what is kept away is let pass, and what both may do is no limit.
/// </summary>
/// <param name="commitments">The patterns, and what is offered instead.</param>
/// <param name="behaviours">What is within bounds for many couples.</param>
public sealed class OverControl(CommitmentCatalogue commitments, BehaviourCatalogue behaviours)
{
    private static readonly Dictionary<string, Reach> ReachOf = new(StringComparer.Ordinal)
    {
        ["d.passcodes"] = Reach.Watching,
        ["d.reading"] = Reach.Watching,
        ["d.location"] = Reach.Watching,
        ["d.evidence"] = Reach.Watching,
        ["d.permission"] = Reach.OwnLife,
        ["d.isolation"] = Reach.OwnLife,
        ["d.inner-life"] = Reach.OwnLife,
        ["d.threat"] = Reach.Threat,
    };

    /// <summary>A look into the other's phone, in the words of two.</summary>
    private static readonly TextPattern PhoneCheck = new(
        @"\b(?:check|inspect|search|monitor|look\s+(?:at|into|in)|see\s+into|(?:have\s+)?access\s+to|log\s+in(?:to)?|open\s+up)\w*\b[^.?!]{0,30}\b(?:phones?|mobiles?|messages|texts|chats?|inbox(?:es)?|dms?|e-?mails?|accounts?|browser\s+history|call\s+logs?)\b"
        + @"|\b(?:phones?|messages|chats?|accounts?)\b[^.?!]{0,20}\b(?:open\s+to\s+each\s+other|can\s+be\s+checked|are\s+checked)\b|\bphone\s+checks?\b",
        unless: null);

    /// <summary>The two keep watching away from each other, which is the opposite of asking for it.</summary>
    private static readonly TextPattern KeptAway = new(
        @"\b(?:do\s+not|don't|never|neither\s+of\s+us|nobody|no\s+one|won't|will\s+not|not\s+to|without|stop|stops|no\s+longer)\s+(?:\w+\s+){0,3}(?:ask|demand|expect|check|inspect|search|monitor|read|look|go|track|share|follow|watch|want|need|request|swap|exchange|log|open|install|send|forward|use)\w*\b"
        + @"|\bno\s+(?:phone\s+)?(?:checks?|checking|tracking|tracker|monitoring|screenshots?|receipts?|location\s+sharing)\b"
        + @"|\b(?:keep|keeps|has|have)\s+(?:\w+\s+){0,3}(?:own|private)\s+(?:passwords?|pass-?codes?|codes?|pins?|phones?|accounts?)\b|\b(?:passwords?|pass-?codes?|phones?|messages)\s+(?:are|stay|remain)\s+(?:our\s+own|private|with\s+each|one's\s+own)\b",
        unless: @"\b(?:switch|turn)(?:ed)?\s+off\b");

    /// <summary>Something is left free: it limits nothing.</summary>
    private static readonly TextPattern LeftFree = new(
        @"\b(?:no\s+need\s+to|is\s+fine|are\s+fine|it's\s+fine|is\s+ok(?:ay)?|are\s+ok(?:ay)?|free\s+to|(?:we|each\s+of\s+us|both\s+of\s+us|either\s+of\s+us)\s+(?:can|may)|ours\s+to\s+keep)\b",
        @"\b(?:not|never|only|unless|without)\b");

    /// <summary>What is done to somebody, other than going away oneself.</summary>
    private static readonly TextPattern DoneToSomebody = new(
        @"\bor\s+else\b|\b(?:tell(?:ing)?\s+(?:everyone|your|them)|post(?:ing)?|throw|take\s+the\s+(?:kids|children)|you'll\s+pay|you\s+will\s+pay)\b", unless: null);

    /// <summary>A limit on what somebody does.</summary>
    private static readonly TextPattern Limit = new(
        @"\b(?:not|never|no|nobody|without|stop|avoid|only|unless|must|have\s+to|has\s+to|don't|won't|can't|cannot|end|ends|give\s+up|gives\s+up)\b",
        @"\bno\s+need\s+to\b");

    /// <summary>What is found in the words of a clause; null when nothing is.</summary>
    public OverControlFinding? In(Terms terms)
    {
        if (terms.Form == TermsForm.Ending)
            return null;

        // What stands under "not fine" is kept away there; it is only looked at for what it takes from somebody.
        var asked = Found(terms.Line).Concat(Found(terms.Fine)).Concat(Found(terms.Examples)).Concat(Found(terms.Exceptions)).Concat(Found(terms.IfItSlips));
        var keptAway = Found(terms.NotFine).Where(found => found.Reach != Reach.Watching);
        return Finding([.. asked, .. keptAway], LimitsWhatIsWithinBounds(terms));
    }

    /// <summary>What is found in a boundary or a request; null when nothing is. That one goes away oneself is a boundary and no threat.</summary>
    public OverControlFinding? In(StatementKind kind, string words) => Finding(
        [.. Found(words).Where(found => kind != StatementKind.Boundary || found.Reach != Reach.Threat || Sentences.Of(Sentences.WithStraightQuotes(words)).Any(DoneToSomebody.IsIn))],
        limitsWithinBounds: false);

    /// <summary>What of the form does not fit words that watch: they need an end, and are for both (content.md 5.2).</summary>
    public static TermsFlaw FlawOf(Terms terms, OverControlFinding? finding) =>
        finding is not { Watches: true } ? TermsFlaw.None
        : terms.Form != TermsForm.Trial ? TermsFlaw.WatchingNeedsAnEnd
        : terms.For != ForWhom.Both ? TermsFlaw.WatchingNeedsBoth
        : TermsFlaw.None;

    private OverControlFinding? Finding(IReadOnlyList<(Reach Reach, DeclinedCommitment? Kind)> found, bool limitsWithinBounds)
    {
        var reaches = found.Select(one => one.Reach).Concat(limitsWithinBounds ? [Reach.OwnLife] : []).Distinct().Order().ToList();
        if (reaches.Count == 0)
            return null;
        var instead = found.SelectMany(one => one.Kind?.Instead ?? []).Distinct().Select(commitments.Find).OfType<CommitmentType>().Take(3);
        return new(reaches, [.. instead]);
    }

    private IEnumerable<(Reach Reach, DeclinedCommitment? Kind)> Found(string text)
    {
        foreach (var sentence in Sentences.Of(Sentences.WithStraightQuotes(text)))
        {
            foreach (var kind in commitments.Declined)
            {
                if (ReachOf.TryGetValue(kind.Key.Value, out var reach) && (kind.Pattern!.IsIn(sentence) || kind.Pattern.IsIn(AsToYou(sentence))) && !IsLetPass(reach, sentence))
                    yield return (reach, kind);
            }

            if (PhoneCheck.IsIn(sentence) && !IsLetPass(Reach.Watching, sentence))
                yield return (Reach.Watching, commitments.Declined.FirstOrDefault(kind => kind.Key.Value == "d.reading"));
        }
    }

    /// <summary>What is said of each other, as one would say it to the other: that is how commitments are worded.</summary>
    private static string AsToYou(string sentence) => sentence
        .Replace("each other's", "your", StringComparison.OrdinalIgnoreCase)
        .Replace("each other", "you", StringComparison.OrdinalIgnoreCase)
        .Replace("the other's", "your", StringComparison.OrdinalIgnoreCase);

    private static bool IsLetPass(Reach reach, string sentence) => reach switch
    {
        Reach.Watching => KeptAway.IsIn(sentence),
        Reach.OwnLife => LeftFree.IsIn(sentence),
        Reach.Threat => false,
    };

    /// <summary>A limit on something that many couples have within bounds, done openly.</summary>
    private bool LimitsWhatIsWithinBounds(Terms terms) =>
        terms.Form != TermsForm.LeftOpen && terms.Behaviour is { } key && behaviours.Find(key) is { DefaultZone: Zone.WithinBounds }
        && (terms.Openness == Openness.DecideTogether || Sentences.Of(Sentences.WithStraightQuotes(terms.Line)).Any(Limit.IsIn) || !string.IsNullOrWhiteSpace(terms.NotFine));
}
