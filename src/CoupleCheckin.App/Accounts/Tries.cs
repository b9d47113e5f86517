namespace CoupleCheckin.App.Accounts;

/// <summary>What was tried under one key within a day.</summary>
/// <param name="Since">When the first was.</param>
/// <param name="Failures">How many failed since.</param>
/// <param name="NextAt">When the next can be.</param>
internal readonly record struct Tries(DateTimeOffset Since, int Failures, DateTimeOffset NextAt)
{
    /// <summary>How long a failure is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <summary>The longest wait for one further try.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>
    /// What still counts now; null when nothing does. Where a clock was set back, nobody waits longer than a wait can be.
    /// </summary>
    public Tries? Now(DateTimeOffset now)
    {
        var seen = this with { Since = Since > now ? now : Since, NextAt = NextAt > now + LongestWait ? now + LongestWait : NextAt };
        return seen.Since + Memory <= now ? null : seen;
    }

    /// <summary>How long to wait; zero to go ahead.</summary>
    /// <param name="ceiling">How many may fail within a day.</param>
    /// <param name="now">The present.</param>
    public TimeSpan Wait(int ceiling, DateTimeOffset now)
    {
        var until = Failures >= ceiling ? Since + Memory : NextAt;
        return until > now ? until - now : TimeSpan.Zero;
    }

    /// <summary>With one failure more.</summary>
    /// <param name="free">How many cost no wait.</param>
    /// <param name="now">The present.</param>
    public Tries Failed(int free, DateTimeOffset now) => this with
    {
        Failures = Failures + 1,
        NextAt = Failures + 1 < free ? NextAt : now + TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Failures + 1 - free))),
    };
}

/// <summary>Where tries are remembered. Looking and counting are one step: between two steps many tries could look at once.</summary>
internal interface ITriesBook
{
    /// <summary>Hands out what stands under these keys, and keeps what stands in its place afterwards; null is nothing.</summary>
    Task<T> StepAsync<T>(IReadOnlyList<string> keys, Func<Tries?[], DateTimeOffset, T> step, CancellationToken cancellationToken);
}

/// <summary>In the memory of the one server. Time is measured, so that no clock that is set makes anybody wait longer, or sooner free.</summary>
internal sealed class TriesInMemory(TimeProvider time) : ITriesBook
{
    private const int MostRemembered = 50_000;
    private const int WorthKeeping = 5;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Tries> held = new(StringComparer.Ordinal);
    private readonly long begun = time.GetTimestamp();

    public Task<T> StepAsync<T>(IReadOnlyList<string> keys, Func<Tries?[], DateTimeOffset, T> step, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var now = DateTimeOffset.UnixEpoch + time.GetElapsedTime(begun);
            Prune(now);
            var tries = keys.Select(key => held.TryGetValue(key, out var found) ? found.Now(now) : null).ToArray();
            var result = step(tries, now);
            foreach (var (key, tried) in keys.Zip(tries))
            {
                if (tried is { } some)
                    held[key] = some;
                else
                    held.Remove(key);
            }

            return Task.FromResult(result);
        }
    }

    private void Prune(DateTimeOffset now)
    {
        if (held.Count < MostRemembered)
            return;
        foreach (var key in held.Where(entry => entry.Value.Now(now) is null || entry.Value.Failures < WorthKeeping).Select(entry => entry.Key).ToList())
            held.Remove(key);
    }
}
