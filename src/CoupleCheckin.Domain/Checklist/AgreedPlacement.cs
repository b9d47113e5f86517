using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.Domain.Checklist;

/// <summary>Where both partners put a behaviour alike.</summary>
/// <param name="Openly">When it is done openly; null where they do not agree, or did not both say.</param>
/// <param name="KeptFromMe">When it is kept from the other; null likewise.</param>
public sealed record AgreedPlacement(Zone? Openly, Zone? KeptFromMe)
{
    /// <summary>What two answers that were opened to both agree on; null when that is nothing. Whoever is unsure has not agreed.</summary>
    /// <param name="mine">My answer as it stands.</param>
    /// <param name="partners">My partner's answer as it stands.</param>
    public static AgreedPlacement? Of(Placement mine, Placement partners)
    {
        if (mine.Sureness == Sureness.Unsure || partners.Sureness == Sureness.Unsure)
            return null;
        var agreed = new AgreedPlacement(Same(mine.Openly, partners.Openly), Same(mine.KeptFromMe, partners.KeptFromMe));
        return agreed is { Openly: null, KeptFromMe: null } ? null : agreed;
    }

    private static Zone? Same(Zone? mine, Zone? partners) => mine == partners ? mine : null;
}
