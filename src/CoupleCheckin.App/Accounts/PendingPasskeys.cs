using System.Security.Cryptography;

namespace CoupleCheckin.App.Accounts;

/// <summary>
/// What a browser was asked to sign with a passkey. It is in memory only, counts once, and for five minutes: an answer that somebody
/// recorded says nothing a second time.
/// </summary>
internal sealed class PendingPasskeys(TimeProvider time)
{
    private const int Most = 5_000;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (string State, long Since)> pending = new(StringComparer.Ordinal);

    /// <summary>Keeps a question; what is answered is a ticket for it.</summary>
    public string Keep(string state)
    {
        var ticket = RandomNumberGenerator.GetHexString(32);
        lock (gate)
        {
            foreach (var old in pending.Where(one => time.GetElapsedTime(one.Value.Since) > Life).Select(one => one.Key).ToList())
                pending.Remove(old);
            if (pending.Count >= Most)
                pending.Remove(pending.MinBy(one => one.Value.Since).Key);
            pending[ticket] = (state, time.GetTimestamp());
        }

        return ticket;
    }

    /// <summary>The question of a ticket, once; null when there is none any more.</summary>
    public string? Take(string? ticket)
    {
        lock (gate)
            return ticket is not null && pending.Remove(ticket, out var held) && time.GetElapsedTime(held.Since) <= Life ? held.State : null;
    }
}
