using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Storage;

/// <summary>On whose behalf a context reads and writes. Bound at construction, never changed.</summary>
/// <param name="Person">The person.</param>
/// <param name="Couples">The couples in which this person has, or had, a seat: what they read.</param>
/// <param name="Us">The couple in which they write; none while they have no open one.</param>
/// <param name="Invitation">The hash of the invitation they hold in hand; empty without one.</param>
/// <param name="Door">The couple which that invitation opens.</param>
internal sealed record Viewer(PersonId Person, IReadOnlyList<CoupleId> Couples, CoupleId? Us, byte[] Invitation, CoupleId? Door)
{
    /// <summary>A person of whom nothing else is known yet.</summary>
    public static Viewer Alone(PersonId person) => new(person, [], null, [], null);
}
