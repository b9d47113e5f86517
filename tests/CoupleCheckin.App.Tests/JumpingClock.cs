using Microsoft.Extensions.Time.Testing;

namespace CoupleCheckin.App.Tests;

/// <summary>A clock that somebody can set, while the time that passes is measured as before: as the clock of a machine is.</summary>
public sealed class JumpingClock(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider passing = new(start);
    private TimeSpan set;

    public override long TimestampFrequency => passing.TimestampFrequency;

    /// <summary>Time passes.</summary>
    public void Pass(TimeSpan time) => passing.Advance(time);

    /// <summary>Somebody sets the clock.</summary>
    public void Set(TimeSpan by) => set += by;

    public override DateTimeOffset GetUtcNow() => passing.GetUtcNow() + set;

    public override long GetTimestamp() => passing.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => passing.CreateTimer(callback, state, dueTime, period);
}
