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

    /// <summary>A new one, in its first version.</summary>
    public static SealedRecord Of(PersonId owner, Guid id, byte[] blob) => new() { Owner = owner, Id = id, Version = 1, Blob = blob };

    /// <summary>Puts the next version in place of this one; the browser has sealed it for exactly that.</summary>
    public void Put(byte[] blob) => (Version, Blob) = (Version + 1, blob);
}
