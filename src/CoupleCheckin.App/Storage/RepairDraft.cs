using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>What somebody writes for themselves about a breach, sealed under their own root.</summary>
internal sealed class RepairDraft : IPrivate
{
    private RepairDraft()
    {
    }

    public PersonId Owner { get; private init; }

    /// <summary>Raised by one with each save; part of what the blob is bound to.</summary>
    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];

    public static RepairDraft Of(PersonId owner) => new() { Owner = owner };

    public void Put(Func<long, byte[]> sealAs) => Blob = sealAs(++Version);
}
