using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>What somebody wants to raise, sealed under their own root. It is never opened by the other; what is sent is sealed anew.</summary>
internal sealed class ConcernDraft : IPrivate
{
    private ConcernDraft()
    {
    }

    public PersonId Owner { get; private init; }

    public ConcernId Id { get; private init; }

    /// <summary>Raised by one with each save; part of what the blob is bound to.</summary>
    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];

    public static ConcernDraft Of(PersonId owner, ConcernId id) => new() { Owner = owner, Id = id };

    public void Put(Func<long, byte[]> sealAs) => Blob = sealAs(++Version);
}
