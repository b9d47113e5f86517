using System.Collections.Immutable;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Concerns;

/// <summary>How somebody comes to a talk; shown with the invitation, so that it is no ambush.</summary>
public enum Tone
{
    /// <summary>Curious.</summary>
    Curious = 1,

    /// <summary>Hurt.</summary>
    Tender = 2,

    /// <summary>Nervous about saying it.</summary>
    Nervous = 3,

    /// <summary>Wanting to be heard before anything is solved.</summary>
    WantsToBeHeard = 4,
}

/// <summary>
/// What one partner wants to raise, while only they see it: the four parts, which of the two lanes, and what the invitation will
/// say (product.md, "Raising a concern").
/// </summary>
public sealed record Concern
{
    /// <summary>The longest that one part may be, in characters.</summary>
    public const int MaxPart = 2_000;

    /// <summary>How many times an invitation offers.</summary>
    public const int MostTimes = 3;

    /// <summary>A concern with nothing in it.</summary>
    public static readonly Concern Empty = new();

    /// <summary>Which lane; null while it is not chosen.</summary>
    public Lane? Lane { get; init; }

    /// <summary>The topic area that the partner sees first; null for "something between us".</summary>
    public Topic? Topic { get; init; }

    /// <summary>The behaviour from which it began; null without one.</summary>
    public string? Behaviour { get; init; }

    /// <summary>What I saw: what a camera would have recorded.</summary>
    public string Saw { get; init; } = "";

    /// <summary>What it was like for me.</summary>
    public string Felt { get; init; } = "";

    /// <summary>What I do not know.</summary>
    public string Unsure { get; init; } = "";

    /// <summary>What I would like, or would like to ask.</summary>
    public string WouldLike { get; init; } = "";

    /// <summary>Whether "I may be seeing something that isn't there" opens the text.</summary>
    public bool MayBeMistaken { get; init; } = true;

    /// <summary>How I could be wrong. It stays with its author.</summary>
    public string HowWrong { get; init; } = "";

    /// <summary>What belongs to the other lane, set aside. It stays with its author.</summary>
    public string SetAside { get; init; } = "";

    /// <summary>How I come to it; null where nothing is said about that.</summary>
    public Tone? Tone { get; init; }

    /// <summary>The times that the invitation offers, at most <see cref="MostTimes"/>.</summary>
    public ImmutableList<DateTimeOffset> Times { get; init; } = [];

    /// <summary>Whether the partner may read the text before the talk.</summary>
    public bool MayReadBefore { get; init; }

    /// <summary>The talk to which it was sent; null while it is a draft.</summary>
    public TalkId? Talk { get; init; }

    /// <summary>The four parts, in order.</summary>
    public IReadOnlyDictionary<DraftField, string> Parts => new Dictionary<DraftField, string>
    {
        [DraftField.Saw] = Saw,
        [DraftField.Felt] = Felt,
        [DraftField.Unsure] = Unsure,
        [DraftField.WouldLike] = WouldLike,
    };

    /// <summary>Whether nothing was written yet.</summary>
    public bool IsBlank => Texts.All(string.IsNullOrWhiteSpace);

    /// <summary>What the partner reads when the talk starts.</summary>
    public ConcernText Text => new(Saw, Felt, Unsure, WouldLike, MayBeMistaken);

    /// <summary>What keeps it from being saved.</summary>
    public ConcernFlaw Flaw =>
        Texts.Any(text => text.Length > MaxPart) ? ConcernFlaw.TooLong
        : !Texts.All(PlainText.IsKeepable) ? ConcernFlaw.Unreadable
        : ConcernFlaw.None;

    private string[] Texts => [Saw, Felt, Unsure, WouldLike, HowWrong, SetAside];

    /// <summary>One part changed.</summary>
    public Concern With(DraftField field, string text) => field switch
    {
        DraftField.Saw => this with { Saw = text },
        DraftField.Felt => this with { Felt = text },
        DraftField.Unsure => this with { Unsure = text },
        DraftField.WouldLike => this with { WouldLike = text },
    };

    /// <summary>
    /// This concern with the change from one version to another made to it. What the change did not touch stays as it is here, and
    /// two texts that were written at once both stay.
    /// </summary>
    /// <param name="before">The version from which the change began.</param>
    /// <param name="after">The version to which it led.</param>
    public Concern WithChange(Concern before, Concern after) => this with
    {
        Lane = Changed(before.Lane, after.Lane, Lane),
        Topic = Changed(before.Topic, after.Topic, Topic),
        Behaviour = Changed(before.Behaviour, after.Behaviour, Behaviour),
        Saw = Both(before.Saw, after.Saw, Saw),
        Felt = Both(before.Felt, after.Felt, Felt),
        Unsure = Both(before.Unsure, after.Unsure, Unsure),
        WouldLike = Both(before.WouldLike, after.WouldLike, WouldLike),
        MayBeMistaken = Changed(before.MayBeMistaken, after.MayBeMistaken, MayBeMistaken),
        HowWrong = Both(before.HowWrong, after.HowWrong, HowWrong),
        SetAside = Both(before.SetAside, after.SetAside, SetAside),
        Tone = Changed(before.Tone, after.Tone, Tone),
        Times = before.Times.SequenceEqual(after.Times) ? Times : after.Times,
        MayReadBefore = Changed(before.MayReadBefore, after.MayReadBefore, MayReadBefore),
    };

    /// <inheritdoc/>
    public bool Equals(Concern? other) =>
        other is not null && (Lane, Topic, Behaviour, MayBeMistaken, Tone, MayReadBefore, Talk) == (other.Lane, other.Topic, other.Behaviour, other.MayBeMistaken, other.Tone, other.MayReadBefore, other.Talk)
        && Texts.SequenceEqual(other.Texts, StringComparer.Ordinal) && Times.SequenceEqual(other.Times);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Lane, Topic, Saw, Felt, Unsure, WouldLike);

    /// <summary>Nothing of what was written.</summary>
    public override string ToString() => "[concern]";

    private static T Changed<T>(T before, T after, T present) => EqualityComparer<T>.Default.Equals(before, after) ? present : after;

    private static string Both(string before, string after, string present)
    {
        if (before == after || present == after)
            return present;
        return present == before || present.Length == 0 ? after : $"{present}\n\n{after}";
    }
}

/// <summary>What the partner reads of a concern when the talk starts.</summary>
/// <param name="Saw">What I saw.</param>
/// <param name="Felt">What it was like for me.</param>
/// <param name="Unsure">What I do not know.</param>
/// <param name="WouldLike">What I would like.</param>
/// <param name="MayBeMistaken">Whether it opens with the sentence that it may not be as it seems.</param>
public sealed record ConcernText(string Saw, string Felt, string Unsure, string WouldLike, bool MayBeMistaken)
{
    /// <summary>Nothing of what was written.</summary>
    public override string ToString() => "[concern]";
}

/// <summary>Why a concern cannot be kept.</summary>
public enum ConcernFlaw
{
    /// <summary>It can.</summary>
    None,

    /// <summary>A part is longer than <see cref="Concern.MaxPart"/>.</summary>
    TooLong,

    /// <summary>A part holds a broken or invisible control character that cannot be kept exactly.</summary>
    Unreadable,
}
