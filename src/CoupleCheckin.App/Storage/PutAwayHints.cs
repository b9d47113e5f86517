using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>Which hints on wording somebody does not want to see any more, sealed under their own root.</summary>
internal sealed class PutAwayHints : IPrivate
{
    private PutAwayHints()
    {
    }

    public PersonId Owner { get; private init; }

    /// <summary>Raised by one with each save; part of what the blob is bound to.</summary>
    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];

    public static PutAwayHints Of(PersonId owner) => new() { Owner = owner };

    public void Put(Func<long, byte[]> sealAs) => Blob = sealAs(++Version);
}
