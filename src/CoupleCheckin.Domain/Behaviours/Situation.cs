namespace CoupleCheckin.Domain.Behaviours;

/// <summary>One situation, as somebody answers about it for "where would this sit?". It is stored nowhere.</summary>
public abstract record Situation
{
    /// <summary>Whether somebody is afraid of how the other would react, so that they do not speak of it. Nothing is placed then.</summary>
    public bool Afraid { get; init; }

    /// <summary>Nothing of the answers.</summary>
    public sealed override string ToString() => "[situation]";
}

/// <summary>A situation with or about other people (content.md 8.4).</summary>
public sealed record FidelitySituation : Situation
{
    /// <summary>Why it is not known, where it is not.</summary>
    public WhyHidden WhyHidden { get; init; }

    /// <summary>What it gives.</summary>
    public Gives Gives { get; init; }

    /// <summary>Whether the other was told.</summary>
    public Told Told { get; init; }

    /// <summary>How often.</summary>
    public HowOften HowOften { get; init; }

    /// <summary>What the two said about it.</summary>
    public OurLine OurLine { get; init; } = OurLine.Unsettled;

    /// <summary>Whether the "if" of <see cref="OurLine.FineIf"/> held; null while nobody asked.</summary>
    public YesNoUnsure? IfHeld { get; init; }

    /// <summary>Whether the other is at ease with it.</summary>
    public YesNoUnsure AtEase { get; init; } = YesNoUnsure.Unsure;

    /// <summary>Of inner life: whether somebody acted on it.</summary>
    public bool ActedUpon { get; init; }
}

/// <summary>A situation on the axis of privacy and control.</summary>
public sealed record ControlSituation : Situation
{
    /// <summary>Whose act it is.</summary>
    public WhoseAct Whose { get; init; }

    /// <summary>Whether it is done in secret.</summary>
    public bool Covert { get; init; }

    /// <summary>Whether a past breach is given as the reason.</summary>
    public bool Defended { get; init; }

    /// <summary>Whether both agreed freely, it holds for both, and either can end it.</summary>
    public YesNoUnsure Agreed { get; init; } = YesNoUnsure.No;
}

/// <summary>Why something is not known to the partner.</summary>
public enum WhyHidden
{
    /// <summary>It is not hidden.</summary>
    NotHidden,

    /// <summary>It never came up.</summary>
    NeverCameUp,

    /// <summary>It is a surprise.</summary>
    Surprise,

    /// <summary>It is private, one's own or somebody else's.</summary>
    Privacy,

    /// <summary>They would object.</summary>
    TheyWouldObject,

    /// <summary>Fear of their reaction.</summary>
    Fear,

    /// <summary>I do not know.</summary>
    DoNotKnow,
}

/// <summary>What something gives.</summary>
public enum Gives
{
    /// <summary>Nothing in particular.</summary>
    Nothing,

    /// <summary>Friendship.</summary>
    Friendship,

    /// <summary>Being noticed.</summary>
    Validation,

    /// <summary>Romance or desire.</summary>
    Romance,

    /// <summary>Comfort that is missing at home.</summary>
    ComfortMissingAtHome,

    /// <summary>Unsure.</summary>
    Unsure,
}

/// <summary>Whether the partner was told.</summary>
public enum Told
{
    /// <summary>Truthfully and in good time.</summary>
    InTime,

    /// <summary>Late.</summary>
    Late,

    /// <summary>Not.</summary>
    Not,
}

/// <summary>How often.</summary>
public enum HowOften
{
    /// <summary>Once.</summary>
    Once,

    /// <summary>Now and then.</summary>
    NowAndThen,

    /// <summary>Most days.</summary>
    MostDays,
}

/// <summary>What the two said about it.</summary>
public enum OurLine
{
    /// <summary>Fine.</summary>
    Fine,

    /// <summary>Fine if something holds.</summary>
    FineIf,

    /// <summary>Not fine.</summary>
    NotFine,

    /// <summary>Not settled, or not talked about.</summary>
    Unsettled,

    /// <summary>The two are not exclusive.</summary>
    NotExclusive,
}

/// <summary>Yes, no or unsure.</summary>
public enum YesNoUnsure
{
    /// <summary>Yes.</summary>
    Yes,

    /// <summary>No.</summary>
    No,

    /// <summary>Unsure.</summary>
    Unsure,
}

/// <summary>Whose act it is.</summary>
public enum WhoseAct
{
    /// <summary>One's own.</summary>
    Mine,

    /// <summary>The partner's.</summary>
    Partners,
}
