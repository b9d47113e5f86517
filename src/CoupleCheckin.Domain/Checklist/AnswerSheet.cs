using System.Collections.Immutable;
using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.Domain.Checklist;

/// <summary>One partner's placements in a round.</summary>
/// <param name="Placements">The answers by behaviour. What is not here is blank.</param>
public sealed record AnswerSheet(ImmutableSortedDictionary<BehaviourKey, Placement> Placements)
{
    /// <summary>A sheet with nothing on it.</summary>
    public static readonly AnswerSheet Empty = new(ImmutableSortedDictionary.Create<BehaviourKey, Placement>(Comparer<BehaviourKey>.Create(
        static (a, b) => string.CompareOrdinal(a.Value, b.Value))));

    /// <summary>The answer for one behaviour; blank where there is none.</summary>
    public Placement this[BehaviourKey behaviour] => Placements.GetValueOrDefault(behaviour, Placement.Blank);

    /// <summary>The sheet with one answer put in place of what was there.</summary>
    public AnswerSheet With(BehaviourKey behaviour, Placement placement) =>
        new(placement.Equals(Placement.Blank) ? Placements.Remove(behaviour) : Placements.SetItem(behaviour, placement));

    /// <summary>Nothing of the answers.</summary>
    public override string ToString() => "[answer sheet]";
}
