namespace CoupleCheckin.Domain.Behaviours;

/// <summary>Where a behaviour moves when one condition holds (content.md 8.2).</summary>
public abstract record Shifts;

/// <summary>The shifts of what somebody does with or about other people.</summary>
/// <param name="Hidden">Kept from the partner because they would object.</param>
/// <param name="Romantic">It gives attention, desire or closeness that belongs to a couple's bond.</param>
/// <param name="Known">Told truthfully, in good time, and the partner is at ease.</param>
public sealed record FidelityShifts(Zone Hidden, Zone Romantic, Zone Known) : Shifts;

/// <summary>
/// The shifts of what somebody does to a partner's privacy and freedom: an axis of its own. A zone here excuses none
/// there, nor the other way round.
/// </summary>
/// <param name="Covert">Done in secret.</param>
/// <param name="Defended">Defended by a past breach.</param>
/// <param name="Agreed">Freely agreed, mutual, and open to be taken back; null where no such agreement exists.</param>
public sealed record ControlShifts(Zone Covert, Zone Defended, Zone? Agreed) : Shifts;
