namespace CoupleCheckin.Domain.Repair;

/// <summary>The stages of a repair plan, in order (content.md 11d). Any of them may end in parting, and that completes the plan too.</summary>
public enum RepairStage
{
    /// <summary>Safety, contact, sleep, support.</summary>
    Settle,

    /// <summary>What happened, answered once.</summary>
    Account,

    /// <summary>Why.</summary>
    Meaning,

    /// <summary>Commitments.</summary>
    Practise,

    /// <summary>Go on, part, or pause.</summary>
    Decide,

    /// <summary>Openness tapers, and privacy returns.</summary>
    Ease,
}
