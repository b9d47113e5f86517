namespace CoupleCheckin.App.Keys;

/// <summary>
/// The opened shared roots of those who are signed in, by session, in this server's memory only (security.md, Decided 2, and
/// 2.4). A root is zeroed when it is forgotten, after twelve hours in which nobody used it, and when the server stops. Time is
/// measured, not read from the clock, so that a clock set back keeps nothing open. It keeps and hands out copies: whoever
/// holds a key disposes it.
/// </summary>
internal sealed class KeyRing : IDisposable
{
    /// <summary>How long an unused root stays.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (SecretKey Root, long UsedAt)> _roots = [];
    private readonly TimeProvider _time;
    private readonly ITimer _sweeps;
    private bool _closed;

    /// <summary>An empty ring.</summary>
    public KeyRing(TimeProvider time)
    {
        _time = time;

        // Nobody may come back to ask, and an unused root must go all the same.
        _sweeps = time.CreateTimer(_ => Sweep(), state: null, BetweenSweeps, BetweenSweeps);
    }

    /// <summary>Keeps a copy of a session's root in place of what it had.</summary>
    public void Put(Guid session, SecretKey root)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            Drop(session);
            _roots[session] = (root.Copy(), _time.GetTimestamp());
        }
    }

    /// <summary>A copy of the session's root for the caller to dispose; nothing where it is not open. It counts as use.</summary>
    public SecretKey? Find(Guid session)
    {
        lock (_gate)
        {
            if (!IsOpen(session))
                return null;
            var root = _roots[session].Root;
            _roots[session] = (root, _time.GetTimestamp());
            return root.Copy();
        }
    }

    /// <summary>Whether the session's root is open. It does not count as use.</summary>
    public bool Has(Guid session)
    {
        lock (_gate)
            return IsOpen(session);
    }

    /// <summary>Zeroes the session's root.</summary>
    public void Forget(Guid session)
    {
        lock (_gate)
            Drop(session);
    }

    /// <summary>Zeroes every root.</summary>
    public void ForgetAll()
    {
        lock (_gate)
        {
            foreach (var session in _roots.Keys.ToList())
                Drop(session);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sweeps.Dispose();
        lock (_gate)
        {
            _closed = true;
            ForgetAll();
        }
    }

    private void Sweep()
    {
        lock (_gate)
        {
            foreach (var session in _roots.Keys.ToList())
                _ = IsOpen(session);
        }
    }

    private bool IsOpen(Guid session)
    {
        if (!_roots.TryGetValue(session, out var held))
            return false;
        if (_time.GetElapsedTime(held.UsedAt) < Idle)
            return true;
        Drop(session);
        return false;
    }

    private void Drop(Guid session)
    {
        if (_roots.Remove(session, out var held))
            held.Root.Dispose();
    }
}
