using System.Collections.Concurrent;
using CoupleCheckin.App.Features.Accounts;

namespace CoupleCheckin.Web.Hosting;

/// <summary>How far each session's archive is, so that the page can say so while the browser saves the file. In memory only.</summary>
internal sealed class TakingAlong
{
    private readonly ConcurrentDictionary<Guid, State> runs = new();

    /// <summary>One run.</summary>
    /// <param name="SoFar">How far it came.</param>
    /// <param name="IsOver">Whether it ended.</param>
    /// <param name="Broke">Whether it ended before everything was written.</param>
    internal sealed record State(TakenSoFar SoFar, bool IsOver, bool Broke);

    /// <summary>Begins; false while another one of the same session goes on.</summary>
    public bool Begin(Guid session)
    {
        var fresh = new State(new("", 0, 1, 0), IsOver: false, Broke: false);
        return runs.TryAdd(session, fresh) || (runs.TryGetValue(session, out var last) && last.IsOver && runs.TryUpdate(session, fresh, last));
    }

    public void Tell(Guid session, TakenSoFar soFar) => runs[session] = new(soFar, IsOver: false, Broke: false);

    public void End(Guid session, bool broke)
    {
        if (runs.TryGetValue(session, out var last))
            runs[session] = last with { IsOver = true, Broke = broke };

        // Sessions are for ever other ones; what ended long ago nobody asks for.
        if (runs.Count > 1_000)
        {
            foreach (var old in runs.Where(run => run.Value.IsOver && run.Key != session).Select(run => run.Key).ToList())
                runs.TryRemove(old, out _);
        }
    }

    public State? Find(Guid session) => runs.GetValueOrDefault(session);
}
