using CoupleCheckin.Web.Shared;
using Microsoft.Extensions.Time.Testing;

namespace CoupleCheckin.Web.Tests.Shared;

public sealed class PersonClockTests
{
    private static PersonClock At(string now, string? zone = null) =>
        new(new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture))) { Zone = PersonClock.Find(zone) };

    [Theory]
    [InlineData("Europe/Berlin", "Thursday 5 November, 20:30")]
    [InlineData("America/New_York", "Thursday 5 November, 14:30")]
    [InlineData("Asia/Kathmandu", "Friday 6 November, 01:15")]
    [InlineData("Pacific/Kiritimati", "Friday 6 November, 09:30")]
    [InlineData("Pacific/Pago_Pago", "Thursday 5 November, 08:30")]
    [InlineData("UTC", "Thursday 5 November, 19:30")]
    public void One_moment_is_shown_in_the_time_of_whoever_looks(string zone, string shown)
    {
        var clock = At("2026-11-05T19:30:00Z", zone);
        Assert.Equal(shown, clock.DayAndTime(new DateTimeOffset(2026, 11, 5, 19, 30, 0, TimeSpan.Zero)));
        Assert.Equal(shown, clock.DayAndTime(clock.Now));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Mars/Olympus_Mons")]
    [InlineData("../../../etc/passwd")]
    [InlineData("<script>")]
    [InlineData("a very long name that no time zone has, and that nobody should look up anywhere")]
    public void A_zone_nobody_knows_is_utc(string? name) => Assert.Equal(TimeZoneInfo.Utc, PersonClock.Find(name));

    [Theory]
    [InlineData("2026-03-29T00:59:00Z", "Sunday 29 March, 01:59")]
    [InlineData("2026-03-29T01:00:00Z", "Sunday 29 March, 03:00")]
    [InlineData("2026-10-25T00:30:00Z", "Sunday 25 October, 02:30")]
    [InlineData("2026-10-25T01:30:00Z", "Sunday 25 October, 02:30")]
    public void Summer_time_begins_and_ends_on_the_clock(string now, string shown)
    {
        var clock = At(now, "Europe/Berlin");
        Assert.Equal(shown, clock.DayAndTime(clock.Now));
    }

    [Fact]
    public void A_day_is_the_persons_own_and_so_is_a_leap_day()
    {
        Assert.Equal("29 February", At("2028-02-29T12:00:00Z").Day(new DateTimeOffset(2028, 2, 29, 12, 0, 0, TimeSpan.Zero)));
        Assert.Equal("1 January", At("2026-12-31T23:30:00Z", "Europe/Berlin").Day(new DateTimeOffset(2026, 12, 31, 23, 30, 0, TimeSpan.Zero)));
        Assert.Equal("6 November", PersonClock.Day(new DateOnly(2026, 11, 6)));
    }

    [Theory]
    [InlineData("2026-11-05T00:00:00Z", "Thursday night")]
    [InlineData("2026-11-05T05:00:00Z", "Thursday morning")]
    [InlineData("2026-11-05T12:00:00Z", "Thursday afternoon")]
    [InlineData("2026-11-05T18:00:00Z", "Thursday evening")]
    [InlineData("2026-11-05T23:00:00Z", "Thursday night")]
    public void The_part_of_the_week_follows_the_persons_clock(string now, string part) => Assert.Equal(part, At(now).PartOfTheWeek);
}
