using System.Globalization;

namespace CoupleCheckin.Web.Shared;

/// <summary>Time as the person at the screen sees it. Everything behind the screens is UTC.</summary>
/// <param name="time">The clock.</param>
public sealed class PersonClock(TimeProvider time)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The person's time zone; UTC where the browser named none.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The person's time now.</summary>
    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(time.GetUtcNow(), Zone);

    /// <summary>A zone by the name a browser gives it; UTC for a name nobody knows.</summary>
    public static TimeZoneInfo Find(string? name) =>
        name is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>A day, without the year ("6 November").</summary>
    public string Day(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).ToString("d MMMM", English);

    /// <summary>A day, with its year where it is not this one ("6 November", "6 November 2025").</summary>
    public string Date(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, Zone) is var day && day.Year == Now.Year ? Day(moment) : day.ToString("d MMMM yyyy", English);

    /// <summary>A day and a time ("Thursday 6 November, 20:30").</summary>
    public string DayAndTime(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).ToString("dddd d MMMM, HH:mm", English);

    /// <summary>A stored day ("6 November").</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM", English);

    /// <summary>A short day and a time ("Thu 6 Nov, 20:30").</summary>
    public string ShortDayAndTime(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).ToString("ddd d MMM, HH:mm", English);

    /// <summary>A time of day ("20:30").</summary>
    public string Hour(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).ToString("HH:mm", English);

    /// <summary>A moment as a browser's field for a day and a time holds it.</summary>
    public string InField(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The moment that such a field holds; null when it holds none. An hour that the clocks skip is taken as the one after it.</summary>
    public DateTimeOffset? FromField(string? value)
    {
        if (!DateTime.TryParseExact(value, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year is < 2000 or > 2200)
            return null;
        var there = Zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(there, Zone.GetUtcOffset(there)).ToUniversalTime();
    }

    /// <summary>The moment at which a day of this person begins, counted from today, and so many hours and minutes of it.</summary>
    public DateTimeOffset At(int daysFromToday, int hour, int minute)
    {
        var local = Now.Date.AddDays(daysFromToday).AddHours(hour).AddMinutes(minute);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The part of the week it is ("Thursday evening").</summary>
    public string PartOfTheWeek => $"{Now.ToString("dddd", English)} {Now.Hour switch { < 5 => "night", < 12 => "morning", < 18 => "afternoon", < 23 => "evening", _ => "night" }}";
}
