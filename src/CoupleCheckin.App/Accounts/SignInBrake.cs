namespace CoupleCheckin.App.Accounts;

/// <summary>Where a try to sign in comes from.</summary>
/// <param name="Network">The client's network; never written down as it is.</param>
/// <param name="KnownDevice">A browser in which this account signed in before; null for an unknown one.</param>
public sealed record Origin(string Network, string? KnownDevice);

/// <summary>
/// Slows guessing down without locking anybody out (security.md 3.3): after a few failures each further try waits twice as
/// long. A browser that the account knows has a budget of its own and nothing else, so that somebody else's guesses, also from
/// the same home, do not stop its owner.
/// Servers on one database share it (docs/decisions/0060); forgotten after a day.
/// </summary>
internal sealed class SignInBrake(ITriesBook book)
{
    private const int FreePerAccount = 5;
    private const int FreePerNetwork = 30;
    private const int CeilingPerDay = 100;

    /// <summary>
    /// Asks for a try. It counts as a failure until <see cref="SucceededAsync"/> says otherwise, so that many tries at once gain nothing.
    /// </summary>
    /// <returns>Zero to go ahead; otherwise how long to wait.</returns>
    public Task<TimeSpan> AskAsync(string account, Origin origin, CancellationToken cancellationToken) => book.StepAsync(
        Keys(account, origin),
        (tries, now) =>
        {
            var wait = tries.Select((tried, at) => tried?.Wait(at == 0 ? CeilingPerDay : int.MaxValue, now) ?? TimeSpan.Zero).Max();
            for (var at = 0; at < tries.Length && wait == TimeSpan.Zero; at++)
                tries[at] = (tries[at] ?? new(now, 0, now)).Failed(at == 0 ? FreePerAccount : FreePerNetwork, now);
            return wait;
        },
        cancellationToken);

    /// <summary>The try was right: its budget is whole again.</summary>
    public Task SucceededAsync(string account, Origin origin, CancellationToken cancellationToken) => book.StepAsync(
        Keys(account, origin),
        (tries, _) =>
        {
            tries[0] = null;
            if (tries.Length > 1 && tries[1] is { } network)
                tries[1] = network with { Failures = Math.Max(0, network.Failures - 1) };
            return true;
        },
        cancellationToken);

    /// <summary>The account's budget, or the known browser's own; and the network's, where the browser is not known.</summary>
    private static string[] Keys(string account, Origin origin) =>
        origin.KnownDevice is null ? [$"account {account}", $"network {origin.Network}"] : [$"device {origin.KnownDevice} {account}"];
}
