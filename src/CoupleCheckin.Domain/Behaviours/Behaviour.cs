namespace CoupleCheckin.Domain.Behaviours;

/// <summary>An observable act on the list, never a judgement (content.md 8.5).</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Name">Its neutral short name.</param>
/// <param name="Description">One or two plain sentences of what it is.</param>
/// <param name="NotMeant">What is not meant by it.</param>
/// <param name="WhyCouplesDiffer">Why reasonable couples place it differently.</param>
/// <param name="Concealment">What keeping it from the partner changes.</param>
/// <param name="Questions">Two or three questions to ask oneself.</param>
/// <param name="DefaultZone">Where many couples put it. The couple's own placement wins.</param>
/// <param name="Shifts">Where it moves on its own conditions: <see cref="ControlShifts"/> on the axis of privacy and control, <see cref="FidelityShifts"/> elsewhere.</param>
/// <param name="Retired">No longer offered, but still named where somebody answered it.</param>
public sealed record Behaviour(
    BehaviourKey Key,
    Topic Topic,
    string Name,
    string Description,
    string NotMeant,
    string WhyCouplesDiffer,
    string Concealment,
    IReadOnlyList<string> Questions,
    Zone DefaultZone,
    Shifts Shifts,
    bool Retired = false)
{
    /// <summary>What kind of act it is; none on the axis of privacy and control.</summary>
    public IReadOnlyList<Facet> Facets { get; init; } = [];

    /// <summary>Which examples of the article it covers.</summary>
    public IReadOnlyList<SeedRef> SeedRefs { get; init; } = [];

    /// <summary>What keeps the zone engine from moving it.</summary>
    public IReadOnlyList<BehaviourLock> Locks { get; init; } = [];

    /// <summary>The research it rests on.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Whom it leads to help.</summary>
    public IReadOnlyList<SafetyTag> SafetyTags { get; init; } = [];

    /// <summary>Whether it is checking, tracking, testing, forbidding or punishing: whoever says that they do it gets a page of their own (content.md 11f, GT5).</summary>
    public bool LeadsToOwnControl => SafetyTags.Contains(SafetyTag.OwnBehaviour);

    /// <summary>Shown only to whoever chose its topic, each for oneself.</summary>
    public bool IsOptIn => Topic is Topic.Sexual or Topic.Solitary;
}
