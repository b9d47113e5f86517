using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.Domain.Catalogue;

/// <summary>All behaviours the app knows, in the order of the seed files, and the starter set of the first checklist.</summary>
public sealed class BehaviourCatalogue
{
    private readonly Dictionary<BehaviourKey, Behaviour> byKey;

    /// <summary>A catalogue of these behaviours.</summary>
    /// <param name="behaviours">All of them, in order.</param>
    /// <param name="starter">The keys of the starter set, in order.</param>
    /// <exception cref="ArgumentException">A key stands twice, or the starter set names an unknown one.</exception>
    public BehaviourCatalogue(IReadOnlyList<Behaviour> behaviours, IReadOnlyList<BehaviourKey> starter)
    {
        byKey = behaviours.ToDictionary(behaviour => behaviour.Key);
        All = behaviours;
        Starter = starter.All(byKey.ContainsKey) ? starter : throw new ArgumentException("The starter set names an unknown behaviour.", nameof(starter));
    }

    /// <summary>All behaviours, in order.</summary>
    public IReadOnlyList<Behaviour> All { get; }

    /// <summary>The starter set, in order.</summary>
    public IReadOnlyList<BehaviourKey> Starter { get; }

    /// <summary>One behaviour, or null when the catalogue does not have it any more.</summary>
    public Behaviour? Find(BehaviourKey key) => byKey.GetValueOrDefault(key);
}
