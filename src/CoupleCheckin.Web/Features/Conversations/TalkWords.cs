using System.Globalization;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Web.Shared;

namespace CoupleCheckin.Web.Features.Conversations;

/// <summary>The words of the app for what a talk and its invitation name.</summary>
public static class TalkWords
{
    /// <summary>Which lane.</summary>
    public static string InWords(this Lane lane) => lane switch
    {
        Lane.Specific => "This one situation",
        Lane.General => "What we agree in general",
    };

    /// <summary>How somebody comes to it, in their own first person.</summary>
    public static string InWords(this Tone tone) => tone switch
    {
        Tone.Curious => "I am curious, and not sure of anything.",
        Tone.Tender => "This is a sore spot for me. Gently, please.",
        Tone.Nervous => "I am nervous about saying it.",
        Tone.WantsToBeHeard => "I would like to be heard first. Solving can wait.",
    };

    /// <summary>What came of it.</summary>
    public static string InWords(this TalkOutcome outcome) => outcome switch
    {
        TalkOutcome.Understood => "Understood, nothing decided",
        TalkOutcome.SmallSteps => "A small step for each",
        TalkOutcome.Clause => "Something to write into our agreement",
        TalkOutcome.AnotherTime => "To be talked about again",
    };

    /// <summary>What it is about, as the invitation says it.</summary>
    public static string About(this TalkInvitation invitation) => invitation.Topic is { } topic ? topic.Name() : "Something between us";

    /// <summary>How long, as the invitation says it.</summary>
    public static string HowLong(this TalkInvitation invitation) => $"About {invitation.Minutes} minutes";

    /// <summary>What the stage is called.</summary>
    public static string NameOf(TalkStage stage, Phase? phase) => phase?.Name ?? stage.Kind switch
    {
        PhaseKind.Ready => "Is now a good time?",
        PhaseKind.SayBack => "Said back",
        PhaseKind.Note => "One line each",
        _ => "The next part",
    };

    /// <summary>Why a step was not taken, in a sentence; null when there is nothing to say about it.</summary>
    public static string? Trouble(TalkStep? step, string partner) => step switch
    {
        TalkStep.Taken or TalkStep.AlreadyTaken => null,
        TalkStep.NotNow => "The talk had moved on when you pressed. Nothing was lost.",
        TalkStep.OnBreak => "The talk is on a break.",
        TalkStep.TooSoon => "A break lasts twenty minutes at least. Calming down takes time, not willpower.",
        TalkStep.WrongTime => "That time does not fit: choose one that is still to come and not too far away.",
        TalkStep.Over => "This talk is over.",
        TalkStep.Elsewhere => $"The talk goes on at {partner}’s device.",
        TalkStep.TooLong => "Not said: that is longer than there is room for. Your words are still here.",
        TalkStep.Unreadable => "Not said: there is a character in it that cannot be kept. Your words are still here.",
        TalkStep.Full => "There is no room for more in this talk. Bring it to an end, and begin another when you like.",
        TalkStep.SpecificFirst => "The talk about one situation comes first. This one opens when that one is finished.",
        TalkStep.SpaceClosed => "This space is closed. What was said can be read, and nothing is added.",
        TalkStep.NotYours or null => "There is no such talk any more.",
    };

    /// <summary>By which day, after a name; nothing where none was said.</summary>
    public static string InWords(this DateOnly? by) => by is { } day ? $", by {day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}" : "";
}
