using System.Collections.Concurrent;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Signals;

/// <summary>Passes signals to whoever listens in this process. A lost signal only means "a little later".</summary>
internal sealed class Switchboard
{
    private readonly ConcurrentDictionary<Guid, Line> lines = new();

    private sealed record Line(PersonId Person, CoupleId Couple, Guid Session, Action<Signal> Heard);

    /// <summary>Listens for one person in one session until disposed.</summary>
    public IDisposable Listen(PersonId person, CoupleId couple, Guid session, Action<Signal> heard)
    {
        var id = Guid.NewGuid();
        lines[id] = new(person, couple, session, heard);
        return new Hook(() => lines.TryRemove(id, out _));
    }

    /// <summary>Tells both partners.</summary>
    public void ToCouple(CoupleId couple, Signal signal) => Send(line => line.Couple == couple, signal);

    /// <summary>Tells one person, in all their tabs.</summary>
    public void ToPerson(PersonId person, Signal signal) => Send(line => line.Person == person, signal);

    /// <summary>Tells the tabs of one session that it is over.</summary>
    public void SessionEnded(Guid session) => Send(line => line.Session == session, new(SignalKind.SessionEnded, session));

    private void Send(Func<Line, bool> reaches, Signal signal)
    {
        foreach (var line in lines.Values.Where(reaches).ToList())
            line.Heard(signal);
    }

    private sealed class Hook(Action letGo) : IDisposable
    {
        public void Dispose() => letGo();
    }
}
