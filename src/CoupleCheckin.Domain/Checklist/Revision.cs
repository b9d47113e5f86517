using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Checklist;

/// <summary>
/// A dated answer that takes the place of its author's earlier one, after both had opened theirs. The earlier one stays as it was.
/// Its note is the reason, if one was given.
/// </summary>
public sealed class Revision : IShared, IAuthored, IPermanent
{
    private Revision()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <inheritdoc/>
    public PersonId Author { get; private init; }

    /// <summary>Of which behaviour.</summary>
    public BehaviourKey Behaviour { get; private init; }

    /// <summary>Counts an author's revisions of a behaviour, from 1. Of two at once only one can be the next.</summary>
    public int Number { get; private init; }

    /// <summary>Which one.</summary>
    public Guid Id { get; private init; }

    /// <summary>From when on it stands.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>The answer, sealed under the couple's key.</summary>
    public byte[] Blob { get; private set; } = [];

    /// <summary>The next answer of its author; null when the two have not opened this behaviour together.</summary>
    /// <param name="round">A round in which both have opened it.</param>
    /// <param name="author">Who answers anew.</param>
    /// <param name="behaviour">Which behaviour.</param>
    /// <param name="last">The number of the author's last revision of it; 0 when there is none.</param>
    /// <param name="now">The time.</param>
    /// <param name="seal">Seals the answer, bound to this revision.</param>
    public static Revision? After(Round round, PersonId author, BehaviourKey behaviour, int last, DateTimeOffset now, Func<Revision, byte[]> seal)
    {
        if (!round.IsRevealed || !round.Behaviours.Contains(behaviour) || !round.IsReady(author))
            return null;
        var revision = new Revision { Couple = round.Couple, Author = author, Behaviour = behaviour, Number = last + 1, Id = Guid.NewGuid(), At = now };
        revision.Blob = seal(revision);
        return revision;
    }
}
