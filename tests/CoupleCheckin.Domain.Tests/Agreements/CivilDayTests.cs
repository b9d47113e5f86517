using CoupleCheckin.Domain.Agreements;

namespace CoupleCheckin.Domain.Tests.Agreements;

public sealed class CivilDayTests
{
    [Theory]
    [InlineData("Pacific/Auckland", "2026-05-12T11:59:00Z", "2026-05-12")]
    [InlineData("Pacific/Auckland", "2026-05-12T12:00:00Z", "2026-05-13")]
    [InlineData("America/Los_Angeles", "2026-05-12T06:59:00Z", "2026-05-11")]
    [InlineData("America/Los_Angeles", "2026-05-12T07:00:00Z", "2026-05-12")]
    [InlineData("Asia/Kolkata", "2026-05-11T18:30:00Z", "2026-05-12")]
    [InlineData("Pacific/Chatham", "2026-05-12T11:14:59Z", "2026-05-12")]
    [InlineData("Pacific/Chatham", "2026-05-12T11:15:00Z", "2026-05-13")]
    [InlineData("Europe/Zurich", "2026-03-28T22:59:59Z", "2026-03-28")]
    [InlineData("Europe/Zurich", "2026-03-28T23:00:00Z", "2026-03-29")]
    [InlineData("Europe/Zurich", "2026-03-29T22:00:00Z", "2026-03-30")]
    [InlineData("Europe/Zurich", "2026-10-24T21:59:59Z", "2026-10-24")]
    [InlineData("Europe/Zurich", "2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("Europe/Zurich", "2028-02-28T23:00:00Z", "2028-02-29")]
    [InlineData("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29")]
    [InlineData("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31")]
    public void A_day_begins_and_ends_where_the_couple_lives(string zone, string moment, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), CivilDay.Of(DateTimeOffset.Parse(moment, null), CivilDay.FindZone(zone)!));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Nowhere/At all")]
    [InlineData("../../etc/passwd")]
    public void A_zone_that_nobody_knows_is_none(string? name) => Assert.Null(CivilDay.FindZone(name));
}
