using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;
using CoupleCheckin.Domain.Repair;

namespace CoupleCheckin.App.Storage;

/// <summary>A repair plan of the two, sealed as a whole under the couple's key. The files tell only that there is one.</summary>
internal sealed class SealedRepair : IShared
{
    private SealedRepair()
    {
    }

    public CoupleId Couple { get; private init; }

    public RepairId Id { get; private init; }

    /// <summary>Raised by one with each step, so that two steps at once are taken one after the other.</summary>
    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];

    public static SealedRepair Of(CoupleId couple, RepairId id) => new() { Couple = couple, Id = id };

    public void Put(Func<long, byte[]> sealAs) => Blob = sealAs(++Version);
}
