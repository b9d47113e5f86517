using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Agreements;

/// <summary>What a clause is to one of the two, in their own words and for themselves alone: why they want it, and how much it matters.</summary>
/// <param name="Why">Why; empty when nothing is said.</param>
/// <param name="Matters">How much it matters; null when that is not said.</param>
public sealed record OwnReason(string Why, Weight? Matters)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MaxWhy = 2_000;

    /// <summary>Nothing said.</summary>
    public static readonly OwnReason Empty = new("", null);

    /// <summary>Whether it is too long to be kept.</summary>
    public bool IsTooLong => Why.Length > MaxWhy;

    /// <summary>Whether it has only characters that can be kept.</summary>
    public bool IsKeepable => PlainText.IsKeepable(Why) && (Matters is not { } weight || Enum.IsDefined(weight));

    /// <summary>This reason with a change made to it; where another tab changed the same part meanwhile, the later one stays.</summary>
    public OwnReason WithChange(OwnReason before, OwnReason after) => new(
        before.Why == after.Why ? Why : after.Why,
        before.Matters == after.Matters ? Matters : after.Matters);

    /// <summary>Nothing of what was written.</summary>
    public override string ToString() => "[own reason]";
}
