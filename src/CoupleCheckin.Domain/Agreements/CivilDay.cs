namespace CoupleCheckin.Domain.Agreements;

/// <summary>Civil days in the couple's zone. A clause begins and ends with a day, wherever either of the two is.</summary>
public static class CivilDay
{
    /// <summary>The zone in which a couple counts until it chose one.</summary>
    public const string FirstZone = "Etc/UTC";

    /// <summary>A zone by its IANA name; null for a name that nobody knows.</summary>
    public static TimeZoneInfo? FindZone(string? name) =>
        name is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId ? zone : null;

    /// <summary>The day it is there at this moment.</summary>
    public static DateOnly Of(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
