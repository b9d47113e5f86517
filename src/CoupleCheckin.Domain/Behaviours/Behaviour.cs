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
/// <param name="Shifts">Where it moves on its own conditions.</param>
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
    bool Retired = false);

/// <summary>Where a behaviour moves when one condition holds (content.md 8.2).</summary>
/// <param name="Hidden">Kept from the partner because they would object.</param>
/// <param name="Romantic">It gives attention, desire or closeness that belongs to a couple's bond.</param>
/// <param name="Known">Told truthfully, in good time, and the partner is at ease.</param>
public sealed record Shifts(Zone Hidden, Zone Romantic, Zone Known);
