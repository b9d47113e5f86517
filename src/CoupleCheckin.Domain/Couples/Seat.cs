using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Couples;

/// <summary>
/// One of the two places in a couple. The opener sits in the first, the invited partner in the second; there is no
/// third. The database itself refuses another number, a second person on a taken seat, and a person on two open seats.
/// </summary>
public sealed class Seat : IShared, IAuthored
{
    /// <summary>The seat of the one who opened the space.</summary>
    public const int First = 1;

    /// <summary>The seat of the partner who was invited.</summary>
    public const int Second = 2;

    private Seat()
    {
    }

    /// <summary>Whose couple this seat belongs to.</summary>
    public CoupleId Couple { get; private init; }

    /// <summary><see cref="First"/> or <see cref="Second"/>.</summary>
    public int Number { get; private init; }

    /// <summary>Who sits here.</summary>
    public PersonId Person { get; private init; }

    /// <summary>The name the partner calls this person, sealed under the couple's key.</summary>
    public byte[] SealedName { get; private set; } = [];

    /// <summary>When this person left; null while they are here.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    PersonId IAuthored.Author => Person;

    /// <summary>Takes a seat.</summary>
    /// <param name="couple">The couple to sit down in.</param>
    /// <param name="number"><see cref="First"/> or <see cref="Second"/>.</param>
    /// <param name="person">Who sits down.</param>
    /// <param name="sealedName">Their name, sealed under the couple's key.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is neither one nor two.</exception>
    public static Seat Take(CoupleId couple, int number, PersonId person, byte[] sealedName)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, First);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Second);
        return new() { Couple = couple, Number = number, Person = person, SealedName = sealedName };
    }

    /// <summary>Changes the name by which the partner knows this person.</summary>
    /// <param name="sealedName">The new name, sealed under the couple's key.</param>
    public void Rename(byte[] sealedName) => SealedName = sealedName;

    /// <summary>Stands up for good. Leaving twice changes nothing.</summary>
    /// <param name="now">The time of leaving.</param>
    public void Leave(DateTimeOffset now) => LeftAt ??= now;
}
