using System.Collections.Concurrent;
using CoupleCheckin.App.Keys;

namespace CoupleCheckin.App.Accounts;

/// <summary>Recovery keys that were shown and not yet confirmed, by session. They open nothing until then, and are in memory only.</summary>
internal sealed class PendingRecoveryKeys(KeyRing keys)
{
    private readonly ConcurrentDictionary<Guid, RecoveryKey> pending = new();

    /// <summary>The key waiting for this session; a new one when there is none.</summary>
    public RecoveryKey For(Guid session)
    {
        foreach (var ended in pending.Keys.Where(other => !keys.Has(other)))
            pending.TryRemove(ended, out _);
        return pending.GetOrAdd(session, _ => RecoveryKey.New());
    }

    /// <summary>Forgets it.</summary>
    public void Forget(Guid session) => pending.TryRemove(session, out _);
}
