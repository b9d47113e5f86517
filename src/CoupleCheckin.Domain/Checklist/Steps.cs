using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Checklist;

/// <summary>That a partner has begun to answer. Its author may take it away, and is then "not started" to the other.</summary>
public sealed class Working : IShared, IAuthored
{
    private Working()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>In which round.</summary>
    public RoundId Round { get; private init; }

    /// <inheritdoc/>
    public PersonId Author { get; private init; }

    internal static Working On(Round round, PersonId author) => new() { Couple = round.Couple, Round = round.Id, Author = author };
}

/// <summary>
/// The public commitment to one sealed sheet: it fixes the answers without telling anything of them (security.md 2.8).
/// Written once, for ever.
/// </summary>
public sealed class Seal : IShared, IAuthored, IPermanent
{
    private Seal()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>In which round.</summary>
    public RoundId Round { get; private init; }

    /// <inheritdoc/>
    public PersonId Author { get; private init; }

    /// <summary>The author's attempt, from 1; raised by taking back.</summary>
    public int Attempt { get; private init; }

    /// <summary>SHA-256 over the answers and a random opening, 32 bytes.</summary>
    public byte[] Commit { get; private init; } = [];

    internal static Seal On(Round round, PersonId author, int attempt, byte[] commit) =>
        new() { Couple = round.Couple, Round = round.Id, Author = author, Attempt = attempt, Commit = commit };
}

/// <summary>That a partner took a seal back before the other had sealed. The next seal is a new attempt.</summary>
public sealed class TakenBack : IShared, IAuthored, IPermanent
{
    private TakenBack()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>In which round.</summary>
    public RoundId Round { get; private init; }

    /// <inheritdoc/>
    public PersonId Author { get; private init; }

    /// <summary>The attempt that was taken back.</summary>
    public int Attempt { get; private init; }

    internal static TakenBack On(Round round, PersonId author, int attempt) =>
        new() { Couple = round.Couple, Round = round.Id, Author = author, Attempt = attempt };
}

/// <summary>That a partner is ready to see. Two of these are the reveal; nothing else is.</summary>
public sealed class Ready : IShared, IAuthored, IPermanent
{
    private Ready()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>In which round.</summary>
    public RoundId Round { get; private init; }

    /// <inheritdoc/>
    public PersonId Author { get; private init; }

    /// <summary>When it was pressed; the later of the two is the time of the reveal.</summary>
    public DateTimeOffset At { get; private init; }

    internal static Ready On(Round round, PersonId author, DateTimeOffset at) =>
        new() { Couple = round.Couple, Round = round.Id, Author = author, At = at };
}
