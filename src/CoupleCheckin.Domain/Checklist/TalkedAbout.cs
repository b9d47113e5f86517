using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Checklist;

/// <summary>That the two took a row of an opened round as talked about. It does not say who said so, nor when, nor how it went.</summary>
public sealed class TalkedAbout : IShared, IPermanent
{
    private TalkedAbout()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>In which round.</summary>
    public RoundId Round { get; private init; }

    /// <summary>Which row.</summary>
    public BehaviourKey Behaviour { get; private init; }

    /// <summary>Takes rows as talked about; null when the round is not open yet. Rows that are not in it are left out.</summary>
    public static IReadOnlyList<TalkedAbout>? In(Round round, IEnumerable<BehaviourKey> behaviours) => round.IsRevealed
        ? [.. behaviours.Distinct().Where(round.Behaviours.Contains).Select(behaviour => new TalkedAbout { Couple = round.Couple, Round = round.Id, Behaviour = behaviour })]
        : null;
}
