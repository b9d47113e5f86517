using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Agreements;

/// <summary>What stands beside the agreement. It binds only the one who says it.</summary>
public enum StatementKind
{
    /// <summary>What I will do.</summary>
    Boundary = 1,

    /// <summary>What I ask for.</summary>
    Request = 2,
}

/// <summary>One partner's boundary or request. Nobody signs it; its author says it, rewords it and takes it back.</summary>
public sealed class Statement : IShared, IAuthored
{
    private Statement()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <inheritdoc/>
    public PersonId Author { get; private init; }

    /// <summary>Which one.</summary>
    public StatementId Id { get; private init; }

    /// <summary>Boundary or request.</summary>
    public StatementKind Kind { get; private init; }

    /// <summary>The words, sealed.</summary>
    public byte[] Words { get; private set; } = [];

    /// <summary>When it was said.</summary>
    public DateTimeOffset SaidAt { get; private init; }

    /// <summary>When its author took it back; null while it stands.</summary>
    public DateTimeOffset? TakenBackAt { get; private set; }

    /// <summary>Raised by one with each change; part of what the words are bound to.</summary>
    public long Version { get; private set; }

    /// <summary>A new one.</summary>
    /// <param name="couple">In which couple.</param>
    /// <param name="author">Who says it.</param>
    /// <param name="kind">Boundary or request.</param>
    /// <param name="now">The time.</param>
    /// <param name="sealAs">Seals the words under an id and a version.</param>
    public static Statement Say(CoupleId couple, PersonId author, StatementKind kind, DateTimeOffset now, Func<StatementId, long, byte[]> sealAs)
    {
        var id = StatementId.New();
        return new() { Couple = couple, Author = author, Id = id, Kind = kind, SaidAt = now, Version = 1, Words = sealAs(id, 1) };
    }

    /// <summary>Takes it back, or lets it stand again.</summary>
    /// <param name="now">The time of taking it back; null to let it stand again.</param>
    /// <param name="sealAs">Seals the same words under the new version.</param>
    public void TakeBack(DateTimeOffset? now, Func<long, byte[]> sealAs)
    {
        TakenBackAt = now;
        Words = sealAs(++Version);
    }
}
