namespace CoupleCheckin.Domain.Conversations;

/// <summary>One ordered part of a script (content.md 10.1).</summary>
/// <param name="Key">Its stable name within the script.</param>
/// <param name="Name">What stands above it.</param>
/// <param name="Kind">What happens in it.</param>
/// <param name="Speaker">Who speaks.</param>
/// <param name="Minutes">How long it takes, as advice.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="ToSpeaker">What whoever speaks does; where both or nobody speaks, what both do.</param>
/// <param name="Starters">How a sentence may begin.</param>
/// <param name="IfHot">The way out when it goes hot.</param>
public sealed record Phase(
    PhaseKey Key,
    string Name,
    PhaseKind Kind,
    Speaker Speaker,
    Minutes Minutes,
    string Purpose,
    string ToSpeaker,
    IReadOnlyList<string> Starters,
    string IfHot)
{
    /// <summary>What the other one does meanwhile; null where both or nobody speaks.</summary>
    public string? ToListener { get; init; }

    /// <summary>Questions that may help.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [];

    /// <summary>Left out when there is nothing for it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether somebody in this role speaks here.</summary>
    public bool IsSpokenBy(Role role) => Speaker switch
    {
        Speaker.Opener => role == Role.Opener,
        Speaker.Other => role == Role.Other,
        Speaker.Both or Speaker.InTurns => true,
        Speaker.Nobody => false,
    };
}

/// <summary>The two roles of a script. A script says in its own words who takes which.</summary>
public enum Role
{
    /// <summary>Who brought this talk.</summary>
    Opener,

    /// <summary>The other one.</summary>
    Other,
}

/// <summary>Who speaks in a phase.</summary>
public enum Speaker
{
    /// <summary>Who brought this talk.</summary>
    Opener,

    /// <summary>The other one.</summary>
    Other,

    /// <summary>Both, freely.</summary>
    Both,

    /// <summary>One after the other, whoever brought the talk first.</summary>
    InTurns,

    /// <summary>Nobody.</summary>
    Nobody,
}

/// <summary>What happens in a phase.</summary>
public enum PhaseKind
{
    /// <summary>Each says whether now is good.</summary>
    Ready,

    /// <summary>Length, stop word, and what holds in this talk.</summary>
    Rules,

    /// <summary>Arriving, with something good about the other one.</summary>
    Appreciation,

    /// <summary>What the talk is about is said for the first time; a prepared text opens here.</summary>
    Opening,

    /// <summary>One has the floor.</summary>
    Say,

    /// <summary>What was heard is said back, and whoever had said it answers yes, nearly or not yet.</summary>
    SayBack,

    /// <summary>Short turns, each of them said back, until both feel heard.</summary>
    Turns,

    /// <summary>One asks open questions, and the other answers.</summary>
    Questions,

    /// <summary>Each puts what they now see into a few sentences; both stand side by side.</summary>
    BothRealities,

    /// <summary>Something that both answered privately opens for both.</summary>
    Reveal,

    /// <summary>What was agreed before is looked at, each item by its owner.</summary>
    Review,

    /// <summary>What comes of it: words for a line, a decision, something parked.</summary>
    Outcome,

    /// <summary>Who does what, and by when.</summary>
    Actions,

    /// <summary>Quiet, or time apart, with a time of return.</summary>
    Pause,

    /// <summary>The end, with something kind.</summary>
    Close,

    /// <summary>One line each, private first.</summary>
    Note,
}
