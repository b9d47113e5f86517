using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>One partner's own answers in a check-in, sealed under their shared root. It is never opened by the other.</summary>
internal sealed class CheckInDraft : IPrivate
{
    private CheckInDraft()
    {
    }

    public PersonId Owner { get; private init; }

    public RoundId Round { get; private init; }

    /// <summary>Raised by one with each save; part of what the blob is bound to.</summary>
    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];

    public static CheckInDraft Of(PersonId owner, RoundId round) => new() { Owner = owner, Round = round };

    public void Put(Func<long, byte[]> sealAs) => Blob = sealAs(++Version);
}
