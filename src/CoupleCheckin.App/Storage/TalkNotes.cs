using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>What somebody wrote for themselves during a talk, and what they have typed and not said yet, sealed under their own root.</summary>
internal sealed class TalkNotes : IPrivate
{
    private TalkNotes()
    {
    }

    public PersonId Owner { get; private init; }

    public TalkId Talk { get; private init; }

    /// <summary>Raised by one with each save; part of what the blob is bound to.</summary>
    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];

    public static TalkNotes Of(PersonId owner, TalkId talk) => new() { Owner = owner, Talk = talk };

    public void Put(Func<long, byte[]> sealAs) => Blob = sealAs(++Version);
}
