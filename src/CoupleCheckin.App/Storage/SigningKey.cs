using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>A person's key for signing (security.md 2.9): ECDSA P-256, sealed under their own root.</summary>
internal sealed class SigningKey : IPrivate
{
    private SigningKey()
    {
    }

    public PersonId Owner { get; private init; }

    public byte[] Blob { get; private init; } = [];

    public static SigningKey Of(PersonId owner, byte[] blob) => new() { Owner = owner, Blob = blob };
}

/// <summary>The public half of a partner's key, for the other to verify with. It stands for ever.</summary>
internal sealed class VerifyingKey : IShared, IAuthored, IPermanent
{
    private VerifyingKey()
    {
    }

    public CoupleId Couple { get; private init; }

    public PersonId Author { get; private init; }

    /// <summary>The key as a SubjectPublicKeyInfo.</summary>
    public byte[] Key { get; private init; } = [];

    public static VerifyingKey Of(CoupleId couple, PersonId author, byte[] key) => new() { Couple = couple, Author = author, Key = key };
}

/// <summary>
/// The partner's public key as this person first saw it, kept under their own root, so that a key exchanged afterwards in the file
/// does not go unnoticed.
/// </summary>
internal sealed class PinnedKey : IPrivate
{
    private PinnedKey()
    {
    }

    public PersonId Owner { get; private init; }

    public CoupleId Couple { get; private init; }

    public byte[] Blob { get; private init; } = [];

    public static PinnedKey Of(PersonId owner, CoupleId couple, byte[] blob) => new() { Owner = owner, Couple = couple, Blob = blob };
}
