using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.CheckIns;

/// <summary>That somebody would like a short letter, without content, on the day of a check-in. Theirs alone; off until they switch it on.</summary>
public sealed class MailReminder : IPrivate
{
    private MailReminder()
    {
    }

    /// <inheritdoc/>
    public PersonId Owner { get; private init; }

    /// <summary>The address, protected with the server's own key: the server has to read it while its owner is away.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The last day for which a letter was sent, or that had passed when this was switched on.</summary>
    public DateOnly SentFor { get; private set; }

    /// <summary>Raised by one with each change, so that two programs do not both send.</summary>
    public long Version { get; private set; }

    /// <summary>Switched on.</summary>
    public static MailReminder Of(PersonId owner, string address, DateOnly sentFor) => new() { Owner = owner, Address = address, SentFor = sentFor };

    /// <summary>Another address.</summary>
    public void Change(string address)
    {
        Address = address;
        Version++;
    }

    /// <summary>Sent for a day.</summary>
    public void Sent(DateOnly day)
    {
        SentFor = day;
        Version++;
    }
}
