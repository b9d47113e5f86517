using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.Domain.Checklist;

/// <summary>Where both partners put a behaviour alike.</summary>
/// <param name="Openly">When it is done openly; null where they do not agree, or did not both say.</param>
/// <param name="KeptFromMe">When it is kept from the other; null likewise.</param>
public sealed record AgreedPlacement(Zone? Openly, Zone? KeptFromMe)
{
    /// <summary>
    /// What two people agree on, from the sheets they opened. The latest round in which both placed a behaviour decides: where they
    /// placed it differently there, an earlier agreement does not stand any more.
    /// </summary>
    /// <param name="opened">Pairs of opened sheets, the oldest first.</param>
    public static IReadOnlyDictionary<BehaviourKey, AgreedPlacement> From(IEnumerable<(AnswerSheet Mine, AnswerSheet Partners)> opened)
    {
        var agreed = new Dictionary<BehaviourKey, AgreedPlacement>();
        foreach (var (mine, partners) in opened)
        {
            foreach (var behaviour in mine.Placements.Keys.Intersect(partners.Placements.Keys))
            {
                var before = agreed.GetValueOrDefault(behaviour, new(null, null));
                var (a, b) = (mine[behaviour], partners[behaviour]);
                var isUnsure = a.Sureness == Sureness.Unsure || b.Sureness == Sureness.Unsure;
                agreed[behaviour] = new(Decide(before.Openly, a.Openly, b.Openly, isUnsure), Decide(before.KeptFromMe, a.KeptFromMe, b.KeptFromMe, isUnsure));
            }
        }

        foreach (var (behaviour, _) in agreed.Where(pair => pair.Value is { Openly: null, KeptFromMe: null }).ToList())
            agreed.Remove(behaviour);
        return agreed;
    }

    private static Zone? Decide(Zone? before, Zone? mine, Zone? partners, bool isUnsure)
    {
        if (mine is null || partners is null)
            return before;
        return mine == partners && !isUnsure ? mine : null;
    }
}
