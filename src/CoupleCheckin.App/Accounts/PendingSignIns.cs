using System.Security.Cryptography;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Accounts;

/// <summary>A sign-in whose password was right and whose code is waited for.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Stamp">What the account's way of signing in was marked with then; another password or a reset ends the wait.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Root">What the password opened; a copy to dispose.</param>
internal sealed record PendingSignIn(PersonId Person, string? Stamp, Origin Origin, SecretKey Root);

/// <summary>
/// Sign-ins between their two steps, by a ticket that only the browser has. They are in this server's memory only, for five minutes and a
/// few tries; the password is not kept, and what it opened is zeroed at the end. No session exists before the second step.
/// </summary>
internal sealed class PendingSignIns : IDisposable
{
    /// <summary>How long a code is waited for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>How many wrong codes end the wait.</summary>
    public const int MostWrong = 5;

    private const int MostPerPerson = 5;
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Waiting> pending = new(StringComparer.Ordinal);
    private readonly TimeProvider time;
    private readonly ITimer sweeps;

    private sealed class Waiting(PendingSignIn signIn, long since)
    {
        public PendingSignIn SignIn => signIn;

        public long Since => since;

        public int Wrong { get; set; }
    }

    public PendingSignIns(TimeProvider time)
    {
        this.time = time;

        // Nobody may come back, and the root must go all the same.
        sweeps = time.CreateTimer(_ => Sweep(), state: null, BetweenSweeps, BetweenSweeps);
    }

    /// <summary>Keeps one; what is answered is its ticket. It takes a copy of the root.</summary>
    public string Keep(Account account, Origin origin, SecretKey root)
    {
        var ticket = RandomNumberGenerator.GetHexString(64);
        lock (gate)
        {
            Sweep();
            var mine = pending.Where(one => one.Value.SignIn.Person == account.Person).ToList();
            if (mine.Count >= MostPerPerson)
                Drop(mine.MinBy(one => one.Value.Since).Key);
            pending[ticket] = new(new(account.Person, account.SecurityStamp, origin, root.Copy()), time.GetTimestamp());
        }

        return ticket;
    }

    /// <summary>The sign-in of a ticket, with a copy of its root; null when it is not waited for any more.</summary>
    public PendingSignIn? Find(string? ticket)
    {
        lock (gate)
            return Standing(ticket) is { SignIn: var signIn } ? signIn with { Root = signIn.Root.Copy() } : null;
    }

    /// <summary>Whether a code is waited for.</summary>
    public bool Has(string? ticket)
    {
        lock (gate)
            return Standing(ticket) is not null;
    }

    /// <summary>Counts a wrong code.</summary>
    /// <returns>Whether it is waited for another.</returns>
    public bool CountWrong(string ticket)
    {
        lock (gate)
        {
            if (Standing(ticket) is not { } waiting)
                return false;
            if (++waiting.Wrong < MostWrong)
                return true;
            Drop(ticket);
            return false;
        }
    }

    /// <summary>Ends the wait and zeroes the root.</summary>
    /// <returns>Whether there was one: of two who end it at once, one is told so.</returns>
    public bool End(string ticket)
    {
        lock (gate)
            return Standing(ticket) is not null && Drop(ticket);
    }

    /// <summary>Ends all of a person.</summary>
    public void EndAll(PersonId person)
    {
        lock (gate)
        {
            foreach (var ticket in pending.Where(one => one.Value.SignIn.Person == person).Select(one => one.Key).ToList())
                Drop(ticket);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        sweeps.Dispose();
        lock (gate)
        {
            foreach (var ticket in pending.Keys.ToList())
                Drop(ticket);
        }
    }

    private void Sweep()
    {
        lock (gate)
        {
            foreach (var ticket in pending.Keys.ToList())
                _ = Standing(ticket);
        }
    }

    private Waiting? Standing(string? ticket)
    {
        if (ticket is null || !pending.TryGetValue(ticket, out var waiting))
            return null;
        if (time.GetElapsedTime(waiting.Since) < Life)
            return waiting;
        Drop(ticket);
        return null;
    }

    private bool Drop(string ticket)
    {
        if (!pending.Remove(ticket, out var waiting))
            return false;
        waiting.SignIn.Root.Dispose();
        return true;
    }
}
