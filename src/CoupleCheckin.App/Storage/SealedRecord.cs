using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>One opaque record of a person's vault (security.md 2.3). Its kind, dates and text are inside the blob.</summary>
internal sealed class SealedRecord : IPrivate
{
    private SealedRecord()
    {
    }

    public PersonId Owner { get; private init; }

    public Guid Id { get; private init; }

    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];
}
