namespace CoupleCheckin.Domain.Behaviours;

/// <summary>What keeps the zone engine from moving a behaviour (content.md 8.1).</summary>
public enum BehaviourLock
{
    /// <summary>Inner life or ordinary privacy: not telling is not hiding, and the zone does not rise.</summary>
    InnerLife,

    /// <summary>Only an explicit agreement moves it; then it stands inside the agreement.</summary>
    ExplicitAgreement,
}
