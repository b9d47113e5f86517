using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>Words for the agreement that their author has not proposed yet, sealed under the author's own root.</summary>
internal sealed class ClauseDraft : IPrivate
{
    private ClauseDraft()
    {
    }

    public PersonId Owner { get; private init; }

    public Guid Id { get; private init; }

    /// <summary>Raised by one with each save; part of what the blob is bound to.</summary>
    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];

    public static ClauseDraft Of(PersonId owner, Guid id) => new() { Owner = owner, Id = id };

    public void Put(Func<long, byte[]> sealAs) => Blob = sealAs(++Version);
}
