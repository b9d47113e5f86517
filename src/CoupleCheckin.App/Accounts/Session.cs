using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Accounts;

/// <summary>
/// One signed-in browser. The cookie holds a random reference of 256 bits and the row only its hash, so neither the file
/// nor a backup signs anybody in. It ends after seven idle days, after thirty days, or when its owner ends it.
/// </summary>
internal sealed class Session : IPrivate
{
    /// <summary>The longest label; a longer one is cut.</summary>
    public const int MaxLabelLength = 60;

    /// <summary>How long a session stands without being used.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(7);

    /// <summary>How long a session stands at most.</summary>
    public static readonly TimeSpan Absolute = TimeSpan.FromDays(30);

    private Session()
    {
    }

    public PersonId Owner { get; private init; }

    public Guid Id { get; private init; }

    public byte[] TicketHash { get; private init; } = [];

    /// <summary>The kind of browser and system, as the owner's list shows it. No address is stored.</summary>
    public string Label { get; private init; } = "";

    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>The day of the last use; no finer time is kept.</summary>
    public DateOnly LastUsedOn { get; private set; }

    public static Session Start(PersonId owner, Guid id, byte[] ticketHash, string label, DateTimeOffset now) =>
        new() { Owner = owner, Id = id, TicketHash = ticketHash, Label = Short(label), StartedAt = now, LastUsedOn = Day(now) };

    public bool IsLive(DateTimeOffset now) => now < StartedAt + Absolute && Day(now).DayNumber - LastUsedOn.DayNumber <= Idle.Days;

    /// <summary>Notes the day of use; true when it was not noted yet.</summary>
    public bool UseOn(DateTimeOffset now)
    {
        if (LastUsedOn >= Day(now))
            return false;
        LastUsedOn = Day(now);
        return true;
    }

    private static string Short(string label) =>
        label.Length <= MaxLabelLength ? label
        : label[..(char.IsHighSurrogate(label[MaxLabelLength - 1]) ? MaxLabelLength - 1 : MaxLabelLength)];

    private static DateOnly Day(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
