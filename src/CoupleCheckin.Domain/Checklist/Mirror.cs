using System.Collections.Immutable;
using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.Domain.Checklist;

/// <summary>Where somebody puts a behaviour when they do it, and when their partner does.</summary>
/// <param name="IfIDidIt">If I did it.</param>
/// <param name="IfYouDidIt">If you did it.</param>
public sealed record MirrorPlacement(Zone? IfIDidIt, Zone? IfYouDidIt)
{
    /// <summary>Nothing chosen.</summary>
    public static readonly MirrorPlacement Blank = new(null, null);

    /// <summary>Whether the two places differ. One that is blank differs from nothing.</summary>
    public bool IsAsymmetric => IfIDidIt is { } mine && IfYouDidIt is { } yours && mine != yours;

    /// <summary>Nothing of it.</summary>
    public override string ToString() => "[mirror]";
}

/// <summary>
/// The same list twice, "if I did it" and "if you did it". It belongs to nobody but who holds it up: it is no part of the sheet, is never
/// sealed with it and never opened.
/// </summary>
/// <param name="Placements">What was chosen, by behaviour.</param>
public sealed record Mirror(ImmutableDictionary<BehaviourKey, MirrorPlacement> Placements)
{
    /// <summary>A mirror in which nothing was looked at.</summary>
    public static readonly Mirror Empty = new(ImmutableDictionary<BehaviourKey, MirrorPlacement>.Empty);

    /// <summary>What was chosen for a behaviour.</summary>
    public MirrorPlacement this[BehaviourKey behaviour] => Placements.GetValueOrDefault(behaviour, MirrorPlacement.Blank);

    /// <summary>The mirror with one choice put in place of what was there.</summary>
    public Mirror With(BehaviourKey behaviour, MirrorPlacement placement) =>
        new(placement == MirrorPlacement.Blank ? Placements.Remove(behaviour) : Placements.SetItem(behaviour, placement));

    /// <summary>Where the two places differ, in the order of the round.</summary>
    public IReadOnlyList<BehaviourKey> Asymmetries(IReadOnlyList<BehaviourKey> behaviours) => [.. behaviours.Where(behaviour => this[behaviour].IsAsymmetric)];

    /// <summary>Nothing of it.</summary>
    public override string ToString() => "[mirror]";
}
