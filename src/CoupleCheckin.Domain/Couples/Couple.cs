using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Couples;

/// <summary>
/// One or two partners and what they share. A couple is closed by either partner's leaving; a closed couple can be
/// read by those who were in it and never written again (security.md, Decided 8).
/// </summary>
public sealed class Couple : IShared
{
    private Couple()
    {
    }

    /// <summary>Which couple.</summary>
    public CoupleId Id { get; private init; }

    /// <summary>When somebody left; null while the couple is open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Raised by one with each thing that may happen only once at a time.</summary>
    public long Version { get; private set; }

    CoupleId IShared.Couple => Id;

    /// <summary>A new couple of one.</summary>
    public static Couple Open() => new() { Id = CoupleId.New() };

    /// <summary>Closes the couple. Closing twice changes nothing.</summary>
    /// <param name="now">The time of leaving.</param>
    public void Close(DateTimeOffset now)
    {
        ClosedAt ??= now;
        Version++;
    }

    /// <summary>Takes one step that no other step may overtake.</summary>
    public void Step() => Version++;
}
