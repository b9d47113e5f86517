using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Behaviours;

/// <summary>
/// A behaviour that one of the two put on the couple's own list. Both read it. Its words lie sealed under the couple's key; they
/// can be changed as long as it has been in no round, so that nobody's answer ever comes to stand under other words.
/// </summary>
public sealed class OwnBehaviour : IShared, IAuthored
{
    /// <summary>How many a couple can have, the retired among them.</summary>
    public const int MaxCount = 200;

    private OwnBehaviour()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <inheritdoc/>
    public PersonId Author { get; private init; }

    /// <summary>Which one.</summary>
    public OwnBehaviourId Id { get; private init; }

    /// <summary>How often it was worded; part of what the words are bound to.</summary>
    public int Wording { get; private set; }

    /// <summary>Its name, description and topic, sealed.</summary>
    public byte[] SealedWords { get; private set; } = [];

    /// <summary>When it was added.</summary>
    public DateTimeOffset AddedAt { get; private init; }

    /// <summary>When its author took it off the list; old answers still name it.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Raised by one with each change, so that two changes at once are made one after the other.</summary>
    public long Version { get; private set; }

    /// <summary>The key by which rounds, answers and clauses name it.</summary>
    public BehaviourKey Key => Id.Key;

    /// <summary>A new one, unanswered by both.</summary>
    /// <param name="couple">Whose list.</param>
    /// <param name="author">Who adds it.</param>
    /// <param name="sealAs">Seals the words for this id and wording.</param>
    /// <param name="now">The time of adding.</param>
    public static OwnBehaviour Add(CoupleId couple, PersonId author, Func<OwnBehaviourId, int, byte[]> sealAs, DateTimeOffset now)
    {
        var id = OwnBehaviourId.New();
        return new() { Couple = couple, Author = author, Id = id, Wording = 1, SealedWords = sealAs(id, 1), AddedAt = now };
    }

    /// <summary>Gives it other words, as long as it has been in no round.</summary>
    /// <param name="hasBeenInARound">Whether any round of the couple holds it; only that both know, so nothing is told by it.</param>
    /// <param name="sealAs">Seals the words for this id and wording.</param>
    public OwnBehaviourStep Reword(bool hasBeenInARound, Func<OwnBehaviourId, int, byte[]> sealAs)
    {
        if (RetiredAt is not null)
            return OwnBehaviourStep.Retired;
        if (hasBeenInARound)
            return OwnBehaviourStep.HasBeenInARound;
        SealedWords = sealAs(Id, ++Wording);
        Version++;
        return OwnBehaviourStep.Taken;
    }

    /// <summary>Takes it off the list. Doing so twice changes nothing.</summary>
    public OwnBehaviourStep Retire(DateTimeOffset now)
    {
        if (RetiredAt is not null)
            return OwnBehaviourStep.Retired;
        RetiredAt = now;
        Version++;
        return OwnBehaviourStep.Taken;
    }
}

/// <summary>What became of a step with an own behaviour.</summary>
public enum OwnBehaviourStep
{
    /// <summary>It was taken.</summary>
    Taken,

    /// <summary>It has been in a round, so its words stand.</summary>
    HasBeenInARound,

    /// <summary>It was taken off the list before.</summary>
    Retired,

    /// <summary>The words cannot be kept as they are.</summary>
    Flawed,

    /// <summary>One with this name is on the list already.</summary>
    NameTaken,

    /// <summary>The list is full.</summary>
    TooMany,

    /// <summary>Somebody left; nothing is added or changed any more.</summary>
    SpaceClosed,
}
