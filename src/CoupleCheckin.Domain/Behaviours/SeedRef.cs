namespace CoupleCheckin.Domain.Behaviours;

/// <summary>The examples of the article, in its order (content.md 8.1).</summary>
public enum SeedRef
{
    /// <summary>Within bounds: friends whom the partner does not know.</summary>
    SW1,

    /// <summary>Within bounds: a famous person one finds attractive.</summary>
    SW2,

    /// <summary>Within bounds: seeing that a stranger has good looks.</summary>
    SW3,

    /// <summary>Within bounds: an ex who is openly a friend.</summary>
    SW4,

    /// <summary>Within bounds: liking to be noticed.</summary>
    SW5,

    /// <summary>Gray zone: frequent, close messages whose extent the partner does not know.</summary>
    SG1,

    /// <summary>Gray zone: keeping up with an ex online.</summary>
    SG2,

    /// <summary>Gray zone: talks one would be uneasy to show.</summary>
    SG3,

    /// <summary>Gray zone: making oneself out to be almost single.</summary>
    SG4,

    /// <summary>Gray zone: airing the troubles at home to somebody attractive.</summary>
    SG5,

    /// <summary>Gray zone: a flirt that both understand.</summary>
    SG6,

    /// <summary>Objectionable to most: a live dating profile.</summary>
    SO1,

    /// <summary>Objectionable to most: a channel to an ex that the partner does not know.</summary>
    SO2,

    /// <summary>Objectionable to most: sexual messages to somebody else.</summary>
    SO3,

    /// <summary>Objectionable to most: intimate things told to others and not at home.</summary>
    SO4,

    /// <summary>Objectionable to most: a meeting that is planned and concealed.</summary>
    SO5,

    /// <summary>Objectionable to most: depending on each other as partners do.</summary>
    SO6,

    /// <summary>Specific example: a friendship with an ex that is hidden.</summary>
    X1,

    /// <summary>Specific example: a dating profile.</summary>
    X2,

    /// <summary>Specific example: closeness with a colleague.</summary>
    X3,

    /// <summary>Specific example: an account the partner does not know.</summary>
    X4a,

    /// <summary>Specific example: an app for one person.</summary>
    X4b,

    /// <summary>Specific example: deleted threads.</summary>
    X4c,

    /// <summary>Specific example: flirting while together, and the warmth it is not.</summary>
    X5,

    /// <summary>Introduction: the act on which most agree.</summary>
    SA,

    /// <summary>Introduction: having a private life.</summary>
    SL,

    /// <summary>Its remark on policing what is ordinary.</summary>
    SP,
}
