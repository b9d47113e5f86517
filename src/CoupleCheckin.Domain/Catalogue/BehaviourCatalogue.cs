using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.Domain.Catalogue;

/// <summary>
/// All behaviours the app offers, in the order of the seed files, the starter set of the first checklist, and the
/// retired behaviours, which only old answers still name.
/// </summary>
public sealed class BehaviourCatalogue
{
    private readonly Dictionary<BehaviourKey, Behaviour> byKey;

    /// <summary>A catalogue of these behaviours.</summary>
    /// <param name="behaviours">All of them, the retired among them, in order.</param>
    /// <param name="starter">The keys of the starter set, in order.</param>
    /// <exception cref="ArgumentException">A key stands twice, or the starter set names one that is not offered.</exception>
    public BehaviourCatalogue(IReadOnlyList<Behaviour> behaviours, IReadOnlyList<BehaviourKey> starter)
    {
        byKey = behaviours.ToDictionary(behaviour => behaviour.Key);
        All = [.. behaviours.Where(behaviour => !behaviour.Retired)];
        Starter = starter.All(key => Find(key) is { Retired: false })
            ? starter
            : throw new ArgumentException("The starter set names a behaviour that is not offered.", nameof(starter));
    }

    /// <summary>All behaviours that are offered, in order.</summary>
    public IReadOnlyList<Behaviour> All { get; }

    /// <summary>All behaviours, the retired among them.</summary>
    public IReadOnlyCollection<Behaviour> WithRetired => byKey.Values;

    /// <summary>The starter set, in order.</summary>
    public IReadOnlyList<BehaviourKey> Starter { get; }

    /// <summary>One behaviour, retired or not; null when the catalogue does not know it.</summary>
    public Behaviour? Find(BehaviourKey key) => byKey.GetValueOrDefault(key);
}
