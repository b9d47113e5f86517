namespace CoupleCheckin.App.Storage;

/// <summary>Why a space does not open.</summary>
public enum SpaceState
{
    /// <summary>Nobody is signed in, or the session was ended.</summary>
    SignedOut,

    /// <summary>Somebody is signed in, but their password has not been entered since the server started or for twelve hours.</summary>
    Locked,
}

/// <summary>The space is not open for whoever asks. The page answers with sign-in or with one password prompt.</summary>
public sealed class SpaceNotOpenException(SpaceState state) : Exception($"The space is {state}.")
{
    /// <summary>Why.</summary>
    public SpaceState State => state;
}
