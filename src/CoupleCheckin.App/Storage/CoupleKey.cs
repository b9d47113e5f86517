using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>One person's copy of a couple's key, wrapped under that person's shared root (security.md 2.6).</summary>
internal sealed class CoupleKey : IPrivate
{
    private CoupleKey()
    {
    }

    public PersonId Owner { get; private init; }

    public CoupleId Couple { get; private init; }

    public byte[] Wrapped { get; private init; } = [];

    public static CoupleKey Of(PersonId owner, CoupleId couple, byte[] wrapped) => new() { Owner = owner, Couple = couple, Wrapped = wrapped };
}
