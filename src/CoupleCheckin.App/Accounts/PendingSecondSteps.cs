using System.Collections.Concurrent;
using CoupleCheckin.App.Keys;

namespace CoupleCheckin.App.Accounts;

/// <summary>Keys and spare codes that were shown and not yet confirmed, by session. They count for nothing until then, and are in memory only.</summary>
internal sealed class PendingSecondSteps(KeyRing keys)
{
    private readonly ConcurrentDictionary<Guid, byte[]> shownKeys = new();
    private readonly ConcurrentDictionary<Guid, IReadOnlyList<string>> shownCodes = new();

    /// <summary>The key for an authenticator app that waits for this session; a new one when there is none.</summary>
    public byte[] KeyFor(Guid session)
    {
        ForgetEnded();
        return shownKeys.GetOrAdd(session, _ => OneTimeCodes.NewKey());
    }

    /// <summary>Makes spare codes for this session to write down.</summary>
    public void OfferCodes(Guid session)
    {
        ForgetEnded();
        shownCodes[session] = SpareCode.New();
    }

    /// <summary>The spare codes that wait for this session; null when there are none.</summary>
    public IReadOnlyList<string>? CodesOf(Guid session) => shownCodes.GetValueOrDefault(session);

    /// <summary>Forgets the key.</summary>
    public void ForgetKey(Guid session) => shownKeys.TryRemove(session, out _);

    /// <summary>Forgets both.</summary>
    public void Forget(Guid session)
    {
        ForgetKey(session);
        shownCodes.TryRemove(session, out _);
    }

    private void ForgetEnded()
    {
        foreach (var ended in shownKeys.Keys.Concat(shownCodes.Keys).Where(other => !keys.Has(other)))
            Forget(ended);
    }
}
