using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>One's own answers to the weekly questions, sealed under one's own root. What is opened for both is sealed anew.</summary>
internal sealed class PulseDraft : IPrivate
{
    private PulseDraft()
    {
    }

    public PersonId Owner { get; private init; }

    public Guid Pulse { get; private init; }

    /// <summary>Raised by one with each save; part of what the blob is bound to.</summary>
    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];

    public static PulseDraft Of(PersonId owner, Guid pulse) => new() { Owner = owner, Pulse = pulse };

    public void Put(Func<long, byte[]> sealAs) => Blob = sealAs(++Version);
}
