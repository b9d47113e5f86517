using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.CheckIns;

/// <summary>How often the two mean to check in. The numbers are stored.</summary>
public enum Pace
{
    /// <summary>Every week.</summary>
    Weekly = 1,

    /// <summary>Every two weeks.</summary>
    TwoWeeks = 2,

    /// <summary>Every month, on the same weekday of it.</summary>
    Monthly = 3,

    /// <summary>When it suits; no day is set.</summary>
    NoDay = 4,
}

/// <summary>
/// The rhythm of a couple's check-ins. Either of the two changes it. It is an offer: a time that passes leaves nothing behind, and
/// whatever counts back counts only what there was.
/// </summary>
public sealed class CheckInRhythm : IShared
{
    /// <summary>How far ahead days are worked out.</summary>
    private const int MostTurns = 2_000;

    private CheckInRhythm()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>How often.</summary>
    public Pace Pace { get; private set; }

    /// <summary>The first day; its weekday is the weekday of all.</summary>
    public DateOnly From { get; private set; }

    /// <summary>The time of day, in minutes after midnight, where the two count their days.</summary>
    public int Minute { get; private set; }

    /// <summary>Raised by one with each change.</summary>
    public long Version { get; private set; }

    /// <summary>A first choice.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such time of day.</exception>
    public static CheckInRhythm Of(CoupleId couple, Pace pace, DateOnly from, int minute)
    {
        var rhythm = new CheckInRhythm { Couple = couple };
        rhythm.Change(pace, from, minute);
        return rhythm;
    }

    /// <summary>Another choice.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such time of day.</exception>
    public void Change(Pace pace, DateOnly from, int minute)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minute);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(minute, 24 * 60);
        (Pace, From, Minute) = (pace, from, minute);
        Version++;
    }

    /// <summary>The days on which it falls, from one day to another, both included.</summary>
    public IEnumerable<DateOnly> Days(DateOnly first, DateOnly last)
    {
        if (Pace == Pace.NoDay)
            yield break;
        var turn = Math.Max(0, Turns(first) - 1);
        for (var turns = 0; turns < MostTurns; turns++, turn++)
        {
            var day = Day(turn);
            if (day > last)
                yield break;
            if (day >= first && day >= From)
                yield return day;
        }
    }

    /// <summary>
    /// The moment at which it falls on a day in a zone. An hour that the clocks skip is the one after it; one that they repeat is
    /// the first of the two.
    /// </summary>
    public DateTimeOffset MomentOn(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(Minute);
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The last day on which it fell, up to today; null when there was none yet.</summary>
    public DateOnly? LastUpTo(DateOnly today) => Days(today.AddDays(-62), today).Select(day => (DateOnly?)day).LastOrDefault();

    /// <summary>The next day on which it falls, from today on; null where no day is set.</summary>
    public DateOnly? NextFrom(DateOnly today) => Days(today > From ? today : From, (today > From ? today : From).AddDays(62)).Select(day => (DateOnly?)day).FirstOrDefault();

    private int Turns(DateOnly day) => Pace == Pace.Monthly
        ? ((day.Year - From.Year) * 12) + day.Month - From.Month
        : (day.DayNumber - From.DayNumber) / (Pace == Pace.TwoWeeks ? 14 : 7);

    private DateOnly Day(int turn) => Pace switch
    {
        Pace.Weekly => From.AddDays(7 * turn),
        Pace.TwoWeeks => From.AddDays(14 * turn),
        Pace.Monthly => SameWeekday(new DateOnly(From.Year, From.Month, 1).AddMonths(turn)),
        Pace.NoDay => DateOnly.MaxValue,
    };

    /// <summary>The same weekday of a month: the second Sunday stays the second Sunday, and a fifth one is the last.</summary>
    private DateOnly SameWeekday(DateOnly month)
    {
        var week = (From.Day - 1) / 7;
        var day = month.AddDays((((int)From.DayOfWeek - (int)month.DayOfWeek + 7) % 7) + (7 * week));
        return day.Month == month.Month ? day : day.AddDays(-7);
    }
}
