using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Accounts;

/// <summary>
/// A secret address at which a calendar program fetches the dates of the agreement, without signing in. The row holds only its hash.
/// It opens no key: whoever has the address sees on which days there is something to look at, and no word of it.
/// </summary>
internal sealed class ReminderAddress : IPrivate
{
    private ReminderAddress()
    {
    }

    public PersonId Owner { get; private init; }

    public byte[] TokenHash { get; private set; } = [];

    public long Version { get; private set; }

    public static ReminderAddress Of(PersonId owner, byte[] tokenHash) => new() { Owner = owner, TokenHash = tokenHash };

    /// <summary>Another address in place of this one, which then leads nowhere.</summary>
    public void Replace(byte[] tokenHash)
    {
        TokenHash = tokenHash;
        Version++;
    }
}
