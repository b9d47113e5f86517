using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>What somebody chose for themselves, such as which topics they see; sealed under their shared root.</summary>
internal sealed class OwnChoices : IPrivate
{
    private OwnChoices()
    {
    }

    public PersonId Owner { get; private init; }

    /// <summary>Raised by one with each save; part of what the blob is bound to.</summary>
    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];

    public static OwnChoices Of(PersonId owner) => new() { Owner = owner };

    public void Put(Func<long, byte[]> sealAs) => Blob = sealAs(++Version);
}
