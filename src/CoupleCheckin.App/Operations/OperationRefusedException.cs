namespace CoupleCheckin.App.Operations;

/// <summary>Why a command of the operator was refused; the number is its exit code (docs/hosting.md).</summary>
public enum Refusal
{
    /// <summary>The machine or the database: no room, no right, not reachable, damaged.</summary>
    Machine = 1,

    /// <summary>What was asked for is not right: a wrong setting, something in the way.</summary>
    Asked = 2,

    /// <summary>The data are in use by a running server.</summary>
    InUse = 3,

    /// <summary>The backup is not whole, not ours, or of a newer version.</summary>
    Backup = 4,

    /// <summary>The passphrase is missing or does not fit.</summary>
    Passphrase = 5,

    /// <summary>There is no such account.</summary>
    NoAccount = 6,
}

/// <summary>A command of the operator cannot be done; the message says in one sentence why and what to do.</summary>
public sealed class OperationRefusedException(Refusal why, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public Refusal Why => why;
}
