using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>Why somebody wants a clause and how much it matters to them, for themselves alone; sealed under their own root.</summary>
internal sealed class ClauseReason : IPrivate
{
    private ClauseReason()
    {
    }

    public PersonId Owner { get; private init; }

    public ClauseId Clause { get; private init; }

    /// <summary>Raised by one with each save; part of what the blob is bound to.</summary>
    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];

    public static ClauseReason Of(PersonId owner, ClauseId clause) => new() { Owner = owner, Clause = clause };

    public void Put(Func<long, byte[]> sealAs) => Blob = sealAs(++Version);
}
