using System.Collections.Concurrent;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Signals;

/// <summary>Whom a signal is for.</summary>
internal enum Reach : short
{
    /// <summary>Both partners.</summary>
    Couple = 1,

    /// <summary>One person, in all their tabs.</summary>
    Person = 2,

    /// <summary>The tabs of one session.</summary>
    Session = 3,
}

/// <summary>Passes signals to whoever listens in this process, and on to other servers where there are some. A lost signal only means "a little later".</summary>
internal sealed class Switchboard
{
    private readonly ConcurrentDictionary<Guid, Line> lines = new();

    private sealed record Line(PersonId Person, CoupleId Couple, Guid Session, Action<Signal> Heard);

    /// <summary>Hears every signal that is sent here, to pass it on to other servers.</summary>
    public event Action<Reach, Guid, Signal>? Sent;

    /// <summary>Listens for one person in one session until disposed.</summary>
    public IDisposable Listen(PersonId person, CoupleId couple, Guid session, Action<Signal> heard)
    {
        var id = Guid.NewGuid();
        lines[id] = new(person, couple, session, heard);
        return new Hook(() => lines.TryRemove(id, out _));
    }

    /// <summary>Tells both partners.</summary>
    public void ToCouple(CoupleId couple, Signal signal) => Send(Reach.Couple, couple.Value, signal);

    /// <summary>Tells one person, in all their tabs.</summary>
    public void ToPerson(PersonId person, Signal signal) => Send(Reach.Person, person.Value, signal);

    /// <summary>Tells the tabs of one session that it is over.</summary>
    public void SessionEnded(Guid session) => Send(Reach.Session, session, new(SignalKind.SessionEnded, session));

    /// <summary>Passes on what another server sent.</summary>
    public void Deliver(Reach reach, Guid target, Signal signal)
    {
        Func<Line, bool> reaches = reach switch
        {
            Reach.Couple => line => line.Couple.Value == target,
            Reach.Person => line => line.Person.Value == target,
            Reach.Session => line => line.Session == target,
        };
        foreach (var line in lines.Values.Where(reaches).ToList())
            line.Heard(signal);
    }

    private void Send(Reach reach, Guid target, Signal signal)
    {
        Deliver(reach, target, signal);
        Sent?.Invoke(reach, target, signal);
    }

    private sealed class Hook(Action letGo) : IDisposable
    {
        public void Dispose() => letGo();
    }
}
