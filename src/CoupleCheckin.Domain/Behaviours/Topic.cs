namespace CoupleCheckin.Domain.Behaviours;

/// <summary>What a behaviour is about (content.md 8.2).</summary>
public enum Topic
{
    /// <summary>Ex-partners.</summary>
    ExPartners,

    /// <summary>Co-workers.</summary>
    CoWorkers,

    /// <summary>Friends.</summary>
    Friends,

    /// <summary>Social media.</summary>
    SocialMedia,

    /// <summary>Messaging and hidden channels.</summary>
    Messaging,

    /// <summary>Dating apps.</summary>
    DatingApps,

    /// <summary>Flirting in person.</summary>
    Flirting,

    /// <summary>Sexual and explicit; opt-in.</summary>
    Sexual,

    /// <summary>Emotional disclosure.</summary>
    EmotionalDisclosure,

    /// <summary>Money, gifts, time and plans.</summary>
    MoneyGiftsTime,

    /// <summary>Solitary; opt-in.</summary>
    Solitary,

    /// <summary>Privacy, phones and control: an axis of its own.</summary>
    PrivacyAndControl,
}
