using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Accounts;

/// <summary>What happened to an account.</summary>
public enum AccountEventKind
{
    /// <summary>The account was made.</summary>
    SignedUp = 1,

    /// <summary>Somebody signed in.</summary>
    SignedIn = 2,

    /// <summary>A sign-in or a password prompt failed.</summary>
    PasswordRefused = 3,

    /// <summary>The password was changed.</summary>
    PasswordChanged = 4,

    /// <summary>A recovery key was made.</summary>
    RecoveryKeyMade = 5,

    /// <summary>The recovery key was used.</summary>
    RecoveryKeyUsed = 6,

    /// <summary>A session was ended from another one.</summary>
    SessionEnded = 7,

    /// <summary>Somebody signed in from a browser that the account did not know.</summary>
    SignedInElsewhere = 8,

    /// <summary>Somebody signed in with a passkey.</summary>
    SignedInWithPasskey = 9,

    /// <summary>All sessions were ended.</summary>
    SignedOutEverywhere = 10,

    /// <summary>Everything was taken along as files.</summary>
    TookAlong = 11,

    /// <summary>A passkey was added.</summary>
    PasskeyAdded = 12,

    /// <summary>A passkey was removed.</summary>
    PasskeyRemoved = 13,

    /// <summary>A second step at signing in was switched on.</summary>
    SecondStepOn = 14,

    /// <summary>It was switched off.</summary>
    SecondStepOff = 15,

    /// <summary>One of the codes for a lost second step was used.</summary>
    SpareCodeUsed = 16,

    /// <summary>A code of the second step was wrong.</summary>
    CodeRefused = 17,

    /// <summary>The couple was left.</summary>
    LeftCouple = 18,

    /// <summary>New codes for a lost second step were made.</summary>
    SpareCodesMade = 19,

    /// <summary>Whoever runs the server ended all sessions and took second steps and passkeys away.</summary>
    SignInReset = 40,

    /// <summary>Whoever runs the server put all data back to a backup.</summary>
    DataRestored = 41,
}

/// <summary>A line of an account's own log: what happened, and on which day. Only its owner reads it; it is kept for 90 days.</summary>
internal sealed class AccountEvent : IPrivate
{
    /// <summary>How long a line is kept.</summary>
    public const int DaysKept = 90;

    private AccountEvent()
    {
    }

    public PersonId Owner { get; private init; }

    public Guid Id { get; private init; }

    public AccountEventKind Kind { get; private init; }

    public DateOnly Day { get; private init; }

    public static AccountEvent Of(PersonId owner, AccountEventKind kind, DateTimeOffset now) =>
        new() { Owner = owner, Id = Guid.NewGuid(), Kind = kind, Day = DateOnly.FromDateTime(now.UtcDateTime) };
}
