namespace CoupleCheckin.App.Accounts;

/// <summary>Where a try to sign in comes from.</summary>
/// <param name="Network">The client's network; kept in memory only.</param>
/// <param name="KnownDevice">A browser in which this account signed in before; null for an unknown one.</param>
public sealed record Origin(string Network, string? KnownDevice);

/// <summary>
/// Slows guessing down without locking anybody out (security.md 3.3): after a few failures each further try waits twice as
/// long. A browser that the account knows has a budget of its own and nothing else, so that somebody else's guesses, also from
/// the same home, do not stop its owner.
/// Kept in memory, forgotten after a day.
/// </summary>
internal sealed class SignInBrake(TimeProvider time)
{
    private const int FreePerAccount = 5;
    private const int FreePerNetwork = 30;
    private const int CeilingPerDay = 100;
    private const int MostRemembered = 50_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Budget> budgets = new(StringComparer.Ordinal);

    private sealed class Budget(DateTimeOffset since)
    {
        public DateTimeOffset Since { get; } = since;

        public int Failures { get; set; }

        public DateTimeOffset NextAt { get; set; }
    }

    /// <summary>
    /// Asks for a try. It counts as a failure until <see cref="Succeeded"/> says otherwise, so that many tries at once gain nothing.
    /// </summary>
    /// <returns>Zero to go ahead; otherwise how long to wait.</returns>
    public TimeSpan Ask(string account, Origin origin)
    {
        var now = time.GetUtcNow();

        // Looking and counting are one step; between two steps many tries could look at once.
        lock (gate)
        {
            Prune(now);
            var wait = Wait(AccountKey(account, origin), CeilingPerDay, now);
            if (origin.KnownDevice is null)
                wait = Max(wait, Wait(NetworkKey(origin), int.MaxValue, now));
            if (wait > TimeSpan.Zero)
                return wait;
            Count(AccountKey(account, origin), FreePerAccount, now);
            if (origin.KnownDevice is null)
                Count(NetworkKey(origin), FreePerNetwork, now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>The try was right: its budget is whole again.</summary>
    public void Succeeded(string account, Origin origin)
    {
        lock (gate)
        {
            budgets.Remove(AccountKey(account, origin));
            if (origin.KnownDevice is null && budgets.TryGetValue(NetworkKey(origin), out var network))
                network.Failures = Math.Max(0, network.Failures - 1);
        }
    }

    private static string AccountKey(string account, Origin origin) =>
        origin.KnownDevice is null ? $"account {account}" : $"device {origin.KnownDevice} {account}";

    private static string NetworkKey(Origin origin) => $"network {origin.Network}";

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private TimeSpan Wait(string key, int ceiling, DateTimeOffset now)
    {
        if (!budgets.TryGetValue(key, out var budget))
            return TimeSpan.Zero;
        var until = budget.Failures >= ceiling ? budget.Since + Memory : budget.NextAt;
        return until > now ? until - now : TimeSpan.Zero;
    }

    private void Count(string key, int free, DateTimeOffset now)
    {
        if (!budgets.TryGetValue(key, out var budget) || budget.Since + Memory <= now)
            budgets[key] = budget = new(now);
        budget.Failures++;
        if (budget.Failures >= free)
            budget.NextAt = now + TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, budget.Failures - free)));
    }

    private void Prune(DateTimeOffset now)
    {
        if (budgets.Count < MostRemembered)
            return;
        foreach (var key in budgets.Where(entry => entry.Value.Since + Memory <= now || entry.Value.Failures < FreePerAccount).Select(entry => entry.Key).ToList())
            budgets.Remove(key);
    }
}
