using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.Domain.Privacy;

/// <summary>Private to its owner, for ever: nobody else reads, changes or deletes it, and it stands under the owner's key.</summary>
public interface IPrivate
{
    /// <summary>The one who reads and writes it.</summary>
    PersonId Owner { get; }
}

/// <summary>
/// Sealed until revealed: the owner's alone until both partners are ready, then readable by both and changed by nobody.
/// </summary>
public interface ISealed
{
    /// <summary>The one who wrote it.</summary>
    PersonId Owner { get; }

    /// <summary>The couple that reads it after the reveal.</summary>
    CoupleId Couple { get; }

    /// <summary>The round whose reveal opens it.</summary>
    Checklist.RoundId Round { get; }
}

/// <summary>Shared by the couple: both partners read it, and it stands under the couple's key.</summary>
public interface IShared
{
    /// <summary>The couple it belongs to.</summary>
    CoupleId Couple { get; }
}

/// <summary>A shared thing that one partner wrote: both read it, and only its author changes or deletes it.</summary>
public interface IAuthored
{
    /// <summary>The one who wrote it.</summary>
    PersonId Author { get; }
}

/// <summary>A shared thing that stands for ever once it is written: nobody changes or deletes it.</summary>
public interface IPermanent;
