namespace CoupleCheckin.Domain.Safety;

/// <summary>A help line and where its number comes from (content.md 6.4).</summary>
/// <param name="Country">The country in two capital letters; "EU" is the European Union.</param>
/// <param name="Audience">For whom it is there.</param>
/// <param name="Topic">What it is there for.</param>
/// <param name="Name">Who answers.</param>
/// <param name="Mark">How well the number is known.</param>
/// <param name="HiddenOnBill">Whether the call stays off the bill.</param>
public sealed record Helpline(string Country, HelpAudience Audience, HelpTopic Topic, string Name, HelpMark Mark, HiddenOnBill HiddenOnBill)
{
    /// <summary>The telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>What to text, and to which number.</summary>
    public string? Text { get; init; }

    /// <summary>The number for a text telephone.</summary>
    public string? Tty { get; init; }

    /// <summary>Where to chat.</summary>
    public string? ChatUrl { get; init; }

    /// <summary>When somebody answers.</summary>
    public string? Hours { get; init; }

    /// <summary>The languages in which somebody answers.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Whether the call is free; null when that is not known.</summary>
    public bool? Free { get; init; }

    /// <summary>When the source said so; none where the source gives no date.</summary>
    public SourceDate? VerifiedOn { get; init; }

    /// <summary>Where the number stood, in words.</summary>
    public string? Source { get; init; }

    /// <summary>Where the number stood, as an address.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>What to know before calling.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// Whether the number may be shown. A help line from general knowledge waits until whoever runs the server has checked
    /// it; the emergency numbers do not wait.
    /// </summary>
    public bool IsShown => Topic == HelpTopic.Emergency || (Mark != HelpMark.Recalled && (Phone ?? Text ?? ChatUrl) is not null);

    /// <summary>Whether a warning belongs beside it: the check has no date, or is older than a year.</summary>
    public bool IsStale(DateOnly today) => VerifiedOn is not { } date || date.Latest.AddYears(1) < today;
}

/// <summary>A date as exact as the source gives it: a year, a month or a day.</summary>
/// <param name="Year">The year.</param>
/// <param name="Month">The month, where it is known.</param>
/// <param name="Day">The day, where it is known.</param>
public readonly record struct SourceDate(int Year, int? Month, int? Day)
{
    /// <summary>The last day that it can mean.</summary>
    public DateOnly Latest => (Month, Day) switch
    {
        ({ } month, { } day) => new(Year, month, day),
        ({ } month, null) => new(Year, month, DateTime.DaysInMonth(Year, month)),
        _ => new(Year, 12, 31),
    };
}

/// <summary>For whom a help line is there.</summary>
public enum HelpAudience
{
    /// <summary>Anyone.</summary>
    Anyone,

    /// <summary>Women.</summary>
    Women,

    /// <summary>Men.</summary>
    Men,
}

/// <summary>What a help line is there for, in the order in which they are shown.</summary>
public enum HelpTopic
{
    /// <summary>The emergency number.</summary>
    Emergency,

    /// <summary>Violence and control at home.</summary>
    DomesticAbuse,

    /// <summary>A crisis.</summary>
    Crisis,

    /// <summary>People who worry about their own behaviour.</summary>
    OwnBehaviour,
}

/// <summary>How well a number is known.</summary>
public enum HelpMark
{
    /// <summary>Its source was read: S.</summary>
    Read,

    /// <summary>A report of it was read: S2.</summary>
    Reported,

    /// <summary>The service from its source, the number from general knowledge: mixed.</summary>
    Mixed,

    /// <summary>General knowledge: K.</summary>
    Recalled,
}

/// <summary>Whether a call stays off the telephone bill.</summary>
public enum HiddenOnBill
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>It does.</summary>
    Yes,

    /// <summary>It does not.</summary>
    No,
}
