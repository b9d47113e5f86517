using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Storage;

/// <summary>
/// That somebody would like a short letter, without content, on the day of a check-in; theirs alone. The address is encrypted with a key of
/// the server's own and not with theirs: the letter is sent while they are away.
/// </summary>
internal sealed class MailReminder : IPrivate
{
    private MailReminder()
    {
    }

    public PersonId Owner { get; private init; }

    /// <summary>Raised by one with each save, so that two programs do not both send.</summary>
    public long Version { get; private set; }

    public byte[] Blob { get; private set; } = [];

    public static MailReminder Of(PersonId owner) => new() { Owner = owner };

    public void Put(byte[] blob)
    {
        Blob = blob;
        Version++;
    }
}
