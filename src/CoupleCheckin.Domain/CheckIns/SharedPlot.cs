using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.CheckIns;

/// <summary>That somebody would like one plot of both. Two of these are the shared plot; either takes their own away at any time.</summary>
public sealed class SharedPlot : IShared, IAuthored
{
    private SharedPlot()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <inheritdoc/>
    public PersonId Author { get; private init; }

    /// <summary>Somebody's wish.</summary>
    public static SharedPlot Of(CoupleId couple, PersonId author) => new() { Couple = couple, Author = author };
}
