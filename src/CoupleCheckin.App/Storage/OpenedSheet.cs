using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>
/// A sheet that its owner sealed anew under the couple's key when they pressed ready. The partner reads it once both have
/// pressed; nobody changes it (security.md 2.8).
/// </summary>
internal sealed class OpenedSheet : ISealed, IPermanent
{
    private OpenedSheet()
    {
    }

    public PersonId Owner { get; private init; }

    public RoundId Round { get; private init; }

    public CoupleId Couple { get; private init; }

    public byte[] Blob { get; private init; } = [];

    public static OpenedSheet Of(PersonId owner, RoundId round, CoupleId couple, byte[] blob) =>
        new() { Owner = owner, Round = round, Couple = couple, Blob = blob };
}
