namespace CoupleCheckin.Domain.Privacy;

/// <summary>Who can see what is on a screen.</summary>
public enum Audience
{
    /// <summary>Only me.</summary>
    OnlyMe,

    /// <summary>Only me until we both open it, then both.</summary>
    BothOnceRevealed,

    /// <summary>Both of us.</summary>
    Both,
}
