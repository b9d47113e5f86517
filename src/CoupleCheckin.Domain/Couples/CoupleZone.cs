using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Couples;

/// <summary>In which time zone the couple counts its days. Either partner changes it.</summary>
public sealed class CoupleZone : IShared
{
    private CoupleZone()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>The zone by its IANA name ("Europe/Zurich").</summary>
    public string Name { get; private set; } = "";

    /// <summary>Raised by one with each change.</summary>
    public long Version { get; private set; }

    /// <summary>The first choice of a couple.</summary>
    public static CoupleZone Of(CoupleId couple, string name) => new() { Couple = couple, Name = name };

    /// <summary>Another choice.</summary>
    public void Change(string name)
    {
        Name = name;
        Version++;
    }
}
