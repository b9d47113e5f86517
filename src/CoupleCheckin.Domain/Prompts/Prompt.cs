using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Repair;

namespace CoupleCheckin.Domain.Prompts;

/// <summary>
/// A question to think or talk about (content.md 10.2). One at a time; passing one over is silent, and "not today" is
/// not counted.
/// </summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Family">What kind of question it is.</param>
/// <param name="Depth">How deep it goes.</param>
/// <param name="For">Who answers it, and where.</param>
/// <param name="Text">The question.</param>
/// <param name="FollowUp">What comes after the first answer.</param>
public sealed record Prompt(PromptKey Key, PromptFamily Family, PromptDepth Depth, PromptUse For, string Text, string FollowUp)
{
    /// <summary>Its place in the grid; only prompts of the family <see cref="PromptFamily.Grid"/> have one.</summary>
    public GridCell? Cell { get; init; }

    /// <summary>The stages of a repair plan in which it is not asked.</summary>
    public IReadOnlyList<RepairStage> NotDuring { get; init; } = [];

    /// <summary>Whom it leads to help.</summary>
    public IReadOnlyList<SafetyTag> SafetyTags { get; init; } = [];

    /// <summary>Both answer for themselves, and both answers open together.</summary>
    public bool BothAnswer => For != PromptUse.Alone;

    /// <summary>Shown only to whoever chose its topic, each for oneself.</summary>
    public bool IsOptIn => Cell is { Topic: Topic.Sexual or Topic.Solitary };
}

/// <summary>A place in the grid: a topic and one of the four questions.</summary>
/// <param name="Topic">What it is about; privacy and freedom is <see cref="Topic.PrivacyAndControl"/>.</param>
/// <param name="Question">Which of the four questions it asks.</param>
public sealed record GridCell(Topic Topic, FourQuestion Question);

/// <summary>The four questions of an agreement talk.</summary>
public enum FourQuestion
{
    /// <summary>What feels okay.</summary>
    Okay,

    /// <summary>What does not.</summary>
    NotOkay,

    /// <summary>Where somebody is unsure.</summary>
    Unsure,

    /// <summary>What somebody needs.</summary>
    Need,
}

/// <summary>What kind of question a prompt is.</summary>
public enum PromptFamily
{
    /// <summary>A topic and one of the four questions.</summary>
    Grid,

    /// <summary>What a word means to you.</summary>
    Meaning,

    /// <summary>What things were like where you come from.</summary>
    History,

    /// <summary>When and how you would want to know.</summary>
    Told,

    /// <summary>What helps after a hurt.</summary>
    Repair,

    /// <summary>What is new, and desire.</summary>
    Novelty,

    /// <summary>What you are glad of.</summary>
    Appreciation,

    /// <summary>People outside the couple.</summary>
    Support,

    /// <summary>Having read something in another way than it was.</summary>
    Mistaken,

    /// <summary>Looking back together.</summary>
    Review,
}

/// <summary>
/// How deep a prompt goes. The deepest does not come in the first fortnight, not at night by default, and not within 48
/// hours of something hard that was told.
/// </summary>
public enum PromptDepth
{
    /// <summary>Light: 1.</summary>
    Light = 1,

    /// <summary>Closer: 2.</summary>
    Closer = 2,

    /// <summary>Deep: 3.</summary>
    Deep = 3,
}

/// <summary>Who answers a prompt, and where.</summary>
public enum PromptUse
{
    /// <summary>One person, privately.</summary>
    Alone,

    /// <summary>Both, each for themselves, opened together.</summary>
    Both,

    /// <summary>Both, in the short recurring check-in.</summary>
    CheckIn,
}
