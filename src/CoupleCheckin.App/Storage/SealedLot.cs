using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>What the two take along from one check-in to the next, sealed as a whole under the couple's key.</summary>
internal sealed class SealedLot : IShared
{
    private SealedLot()
    {
    }

    public CoupleId Couple { get; private init; }

    /// <summary>Raised by one with each step, so that two steps at once are taken one after the other.</summary>
    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];

    public static SealedLot Of(CoupleId couple) => new() { Couple = couple };

    public void Put(Func<long, byte[]> sealAs) => Blob = sealAs(++Version);
}
