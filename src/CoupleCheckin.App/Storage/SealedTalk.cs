using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>
/// A talk of the two, sealed as a whole under the couple's key: who has the floor and what was said, when it is and how it
/// stands. The files tell only that there is one.
/// </summary>
internal sealed class SealedTalk : IShared
{
    private SealedTalk()
    {
    }

    public CoupleId Couple { get; private init; }

    public TalkId Id { get; private init; }

    /// <summary>Raised by one with each step, so that two steps at once are taken one after the other.</summary>
    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];

    public static SealedTalk Of(CoupleId couple, TalkId id) => new() { Couple = couple, Id = id };

    public void Put(Func<long, byte[]> sealAs) => Blob = sealAs(++Version);
}
