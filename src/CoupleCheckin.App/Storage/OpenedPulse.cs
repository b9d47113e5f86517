using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>
/// Answers to the weekly questions that their owner sealed anew under the couple's key when they were ready to open them. The
/// partner reads them once both are; nobody changes them. What opens them is <see cref="PulseReady"/>.
/// </summary>
internal sealed class OpenedPulse : ISealed, IPermanent
{
    private OpenedPulse()
    {
    }

    public PersonId Owner { get; private init; }

    /// <summary>Which pulse.</summary>
    public RoundId Round { get; private init; }

    public CoupleId Couple { get; private init; }

    public byte[] Blob { get; private init; } = [];

    public static OpenedPulse Of(PersonId owner, Guid pulse, CoupleId couple, byte[] blob) =>
        new() { Owner = owner, Round = new(pulse), Couple = couple, Blob = blob };
}

/// <summary>That a partner is ready to open a pulse. Two of these open it; nothing else does.</summary>
internal sealed class PulseReady : IShared, IAuthored, IPermanent
{
    private PulseReady()
    {
    }

    public CoupleId Couple { get; private init; }

    /// <summary>Which pulse.</summary>
    public RoundId Round { get; private init; }

    public PersonId Author { get; private init; }

    public static PulseReady On(CoupleId couple, Guid pulse, PersonId author) => new() { Couple = couple, Round = new(pulse), Author = author };
}
