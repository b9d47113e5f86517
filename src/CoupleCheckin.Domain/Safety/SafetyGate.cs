namespace CoupleCheckin.Domain.Safety;

/// <summary>
/// A moment at which one person is asked or told something about safety (content.md 11f): alone, on a page that looks like
/// any other, answers kept nowhere. "I would rather not say" counts as unsure, and unsure leads on.
/// </summary>
/// <param name="Id">Which gate.</param>
/// <param name="Moment">When it comes.</param>
/// <param name="Who">Who sees it.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Says">What it says first.</param>
/// <param name="Questions">What it asks; some gates ask nothing.</param>
/// <param name="WhatFollows">What follows for an answer that leads on, and at once where nothing is asked.</param>
/// <param name="Steps">What one can do next.</param>
/// <param name="LeadsTo">Where it leads, the nearest first.</param>
/// <param name="PartnerSees">What the partner sees of it.</param>
/// <param name="Kept">What is kept of it.</param>
public sealed record SafetyGate(
    GateId Id,
    string Moment,
    GateWho Who,
    string Title,
    IReadOnlyList<string> Says,
    IReadOnlyList<GateQuestion> Questions,
    string WhatFollows,
    IReadOnlyList<string> Steps,
    IReadOnlyList<GateDestination> LeadsTo,
    GatePartnerSees PartnerSees,
    GateKept Kept)
{
    /// <summary>Whether these answers lead on. A question without an answer counts as unsure; no questions lead on at once.</summary>
    /// <param name="answers">One answer for each question, in order.</param>
    public bool LeadsOn(IReadOnlyList<GateAnswer> answers) =>
        Questions.Count == 0 || Questions.Where((question, at) => question.LeadsOnWith(at < answers.Count ? answers[at] : GateAnswer.Unsure)).Any();
}

/// <summary>One question of a gate.</summary>
/// <param name="Ask">The question.</param>
/// <param name="LeadsOn">The plain answer that leads on: yes or no.</param>
public sealed record GateQuestion(string Ask, GateAnswer LeadsOn)
{
    /// <summary>Whether an answer leads on. Unsure leads on.</summary>
    public bool LeadsOnWith(GateAnswer answer) => answer == GateAnswer.Unsure || answer == LeadsOn;
}

/// <summary>An answer at a gate.</summary>
public enum GateAnswer
{
    /// <summary>Unsure, or rather not said.</summary>
    Unsure,

    /// <summary>Yes.</summary>
    Yes,

    /// <summary>No.</summary>
    No,
}

/// <summary>The gates of content.md 11f.</summary>
public enum GateId
{
    /// <summary>The public page.</summary>
    GT0,

    /// <summary>Before an invitation.</summary>
    GT1,

    /// <summary>Before the first exercise for two.</summary>
    GT2,

    /// <summary>Before a concern is sent.</summary>
    GT3,

    /// <summary>A text speaks of fear or force.</summary>
    GT4,

    /// <summary>Somebody says that they check or forbid.</summary>
    GT5,

    /// <summary>A line or a commitment amounts to control.</summary>
    GT6,

    /// <summary>Once a month.</summary>
    GT7,

    /// <summary>Before leaving.</summary>
    GT8,

    /// <summary>A text speaks of not wanting to live.</summary>
    GT9,

    /// <summary>Intimate pictures.</summary>
    GT10,

    /// <summary>Adults only.</summary>
    GT11,

    /// <summary>Before deciding or telling.</summary>
    GT12,
}

/// <summary>Who sees a gate.</summary>
public enum GateWho
{
    /// <summary>Anyone, signed in or not.</summary>
    Anyone,

    /// <summary>Each of the two, apart.</summary>
    Each,

    /// <summary>Whoever writes.</summary>
    Author,

    /// <summary>Whoever leaves.</summary>
    Leaver,

    /// <summary>Whoever it is done to.</summary>
    Affected,
}

/// <summary>Where a gate leads.</summary>
public enum GateDestination
{
    /// <summary>The help page.</summary>
    Help,

    /// <summary>How to find a safer device.</summary>
    SaferDevice,

    /// <summary>Going on alone.</summary>
    Solo,

    /// <summary>The private form of an exercise.</summary>
    PrivateVersion,

    /// <summary>Another time; sending stays possible after a second question.</summary>
    Later,

    /// <summary>The page for whoever worries about their own behaviour.</summary>
    OwnBehaviour,

    /// <summary>Of the tools for two only those that listen.</summary>
    ListeningOnly,

    /// <summary>Other kinds of commitment.</summary>
    Substitutes,

    /// <summary>The questions of GT1 again.</summary>
    QuestionsAgain,

    /// <summary>A later notice to the partner.</summary>
    LaterNotice,

    /// <summary>Saving one's own data.</summary>
    Export,

    /// <summary>A crisis line first.</summary>
    Crisis,

    /// <summary>Help with pictures.</summary>
    ImageAbuse,

    /// <summary>It ends here.</summary>
    Stop,

    /// <summary>Planning with somebody who knows about safety.</summary>
    Plan,
}

/// <summary>What the partner sees of a gate.</summary>
public enum GatePartnerSees
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>There is no partner yet.</summary>
    NotApplicable,

    /// <summary>The same as when a card is skipped.</summary>
    AsIfSkipped,

    /// <summary>That the space is closed, at the time that was chosen.</summary>
    ClosedAtChosenTime,
}

/// <summary>What is kept of a gate.</summary>
public enum GateKept
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>Only that somebody is an adult.</summary>
    FlagOnly,
}
