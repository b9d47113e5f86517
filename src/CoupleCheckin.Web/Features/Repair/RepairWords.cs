using CoupleCheckin.App.Features.Repair;
using CoupleCheckin.Domain.Repair;
using CoupleCheckin.Web.Shared;

namespace CoupleCheckin.Web.Features.Repair;

/// <summary>Something that helps in a stage, and where it is.</summary>
/// <param name="Href">Where.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Note">What it is, in a few words.</param>
internal sealed record StageHelp(string Href, string Name, string Note);

/// <summary>The words of repair.</summary>
internal static class RepairWords
{
    /// <summary>What a stage is called.</summary>
    public static string Name(this RepairStage stage) => stage switch
    {
        RepairStage.Settle => "settle",
        RepairStage.Account => "account",
        RepairStage.Meaning => "meaning",
        RepairStage.Practise => "practise",
        RepairStage.Decide => "decide",
        RepairStage.Ease => "ease",
    };

    /// <summary>What a stage is for.</summary>
    public static string Purpose(this RepairStage stage) => stage switch
    {
        RepairStage.Settle => "The first days and weeks. Safety, sleep, food and somebody to talk to come before every question.",
        RepairStage.Account => "What happened is told once, as a whole, and questions get honest answers at a set time.",
        RepairStage.Meaning => "Why it happened, and what it meant. An explanation is no excuse.",
        RepairStage.Practise => "Small things that each of you offers, with an end to each. Trust comes back by what is done again and again.",
        RepairStage.Decide => "Go on, part, or take more time. All three are good results of this plan.",
        RepairStage.Ease => "What was offered grows less, and each of you has your privacy back.",
    };

    /// <summary>What both can do in a stage.</summary>
    public static IReadOnlyList<string> ForBoth(this RepairStage stage) => stage switch
    {
        RepairStage.Settle =>
        [
            "Each of you tells one person outside, of your own choice. Nobody gets through this with one listener only.",
            "Big decisions and announcements can wait a few weeks, where both of you are safe. Whoever needs to sleep elsewhere may go, at any hour.",
            "Choose a word for a pause, and always say when you will be back.",
            "Keep it away from children, and from the hour before sleep.",
        ],
        RepairStage.Account =>
        [
            "Choose a calm time, an hour at most, and stop when it is over.",
            "Times, contact, meaning and what was hidden belong in it. Details of bodies do not help: they come back as pictures.",
            "New questions go on a list for the next set time.",
        ],
        RepairStage.Meaning =>
        [
            "Keep two sentences apart: what I needed, and what I chose. The choice is not the other one’s.",
            "Ask what it stood for, and what was missing before it, without hurry.",
            "Write for yourself first. What you learn there you can say later in your own words.",
        ],
        RepairStage.Practise =>
        [
            "Offer little, and keep it. One thing that is done each week weighs more than five that are not.",
            "Old hurt comes back in waves. That is no sign that nothing works.",
            "Once a week, answer the two questions. They open for both of you at once.",
        ],
        RepairStage.Decide =>
        [
            "Each of you thinks about it alone first. Staying and leaving are both allowed to be true for a while.",
            "Nobody has to decide because the other one has.",
            "If you part, the plan is complete, not failed.",
        ],
        RepairStage.Ease =>
        [
            "Look at each thing that was offered: does it still help, or has it become a habit of watching?",
            "Privacy comes back: phones, friends and thoughts belong to their owners again.",
            "When it is no lever any more, you can close it together.",
        ],
    };

    /// <summary>What can help whoever was hurt.</summary>
    public static string IfHurt(this RepairStage stage) => stage switch
    {
        RepairStage.Settle => "You owe nobody calm, and no forgiveness by a date. Checking seldom settles a worry; one clear question may do more.",
        RepairStage.Account => "Ask what you need in order to understand. You may also leave things unasked.",
        RepairStage.Meaning => "Listening to reasons is not agreeing with them. You can stop whenever it is too much.",
        RepairStage.Practise => "You may offer something too, and only if you want to. Say when something landed.",
        RepairStage.Decide => "Forgiving is not owed, and neither is an answer today.",
        RepairStage.Ease => "Trust that is left alone for a while can be seen to stand. When you are ready, you may let go of one check, on a day you choose.",
    };

    /// <summary>What can help whoever is asked.</summary>
    public static string IfAsked(this RepairStage stage) => stage switch
    {
        RepairStage.Settle => "End the contact, or keep it to what work or family needs. Say so yourself, once, without being asked.",
        RepairStage.Account => "Tell it whole. What comes out later in pieces can hurt anew.",
        RepairStage.Meaning => "Look at what you needed. Then keep it apart from what you chose.",
        RepairStage.Practise => "Offer what you will really do, in your own words, with an end. Nobody else writes it for you.",
        RepairStage.Decide => "Do not press. A calm week says more than a speech.",
        RepairStage.Ease => "Ask whether something still helps before you drop it.",
    };

    /// <summary>Where there is help for a stage.</summary>
    public static IReadOnlyList<StageHelp> Help(this RepairStage stage) => stage switch
    {
        RepairStage.Settle =>
        [
            new("scripts/s.repair-1", "Beginning to repair", "A talk in parts, with a pause that one can call"),
            new("scripts/s.wave", "When a wave hits", "A few minutes for the bad moments"),
            new("journal/exercises/after.feel", "How was it for me?", "In your journal, for you alone"),
        ],
        RepairStage.Account =>
        [
            new("repair/answer", "Prepare an answer that can be heard", "Four parts, for you alone"),
            new("scripts/s.turns", "Short turns", "One speaks, one listens and says it back"),
            new("scripts/s.limit", "End or limit a contact", "What happens with a contact outside"),
        ],
        RepairStage.Meaning =>
        [
            new("journal/exercises/why.need", "What did I need?", "In your journal, for you alone"),
            new("learn/five-motives", "What need it meets", "A short lesson"),
            new("learn/what-it-means", "What it means, and where the word misleads", "A short lesson"),
        ],
        RepairStage.Practise =>
        [
            new("repair/offer", "Offer something", "Nineteen kinds of small things"),
            new("scripts/s.weekly", "The weekly check-in talk", "A quarter of an hour"),
            new("scripts/s.wave", "When a wave hits", "A few minutes for the bad moments"),
        ],
        RepairStage.Decide =>
        [
            new("scripts/s.paths", "Staying or going", "A talk that leads to neither"),
            new("learn/workable-or-not", "Workable or not", "A short lesson"),
            new("scripts/s.close", "Ending kindly", "If you part"),
        ],
        RepairStage.Ease =>
        [
            new("agreement", "Our agreement", "Is there a line to write anew?"),
            new("scripts/s.monthly", "The monthly review", "A longer look, less often"),
            new("journal/exercises/after.lever", "Is it still a lever?", "In your journal, for you alone"),
        ],
    };

    /// <summary>Whose a kind of commitment is.</summary>
    public static string InWords(this CommitmentOwner owner) => owner switch
    {
        CommitmentOwner.Involved => "From whoever had the contact",
        CommitmentOwner.Hurt => "From whoever was hurt, and only if they want to",
        CommitmentOwner.Both => "From both of you",
        CommitmentOwner.Each => "Each for themselves",
        CommitmentOwner.Either => "From either of you",
    };

    /// <summary>How long a kind lasts unless its owner chooses otherwise, in days.</summary>
    public static int Days(this CommitmentEnd end) => end switch
    {
        CommitmentEnd.Done => 14,
        CommitmentEnd.Review or CommitmentEnd.SixWeeks => RepairPlan.UsualDays,
        CommitmentEnd.TwelveWeeks => RepairPlan.LongestDays,
    };

    /// <summary>How it went.</summary>
    public static string InWords(this CommitmentReport report) => report switch
    {
        CommitmentReport.Done => "done",
        CommitmentReport.Partly => "partly",
        CommitmentReport.Not => "not",
        CommitmentReport.Changed => "changed",
    };

    /// <summary>How things feel.</summary>
    public static string InWords(this Steadiness steadiness) => steadiness switch
    {
        Steadiness.Steadier => "steadier",
        Steadiness.Same => "about the same",
        Steadiness.Less => "less steady",
    };

    /// <summary>How free one felt to speak.</summary>
    public static string InWords(this Freedom freedom) => freedom switch
    {
        Freedom.Freely => "freely",
        Freedom.Mostly => "mostly",
        Freedom.Hardly => "hardly",
    };

    /// <summary>How a plan was completed.</summary>
    public static string InWords(this RepairEnding ending) => ending switch
    {
        RepairEnding.GoOn => "Closed by both of you. It is no lever any more.",
        RepairEnding.Part => "Completed by parting, signed by both of you.",
    };

    /// <summary>How far a text has come that was refused, or taken.</summary>
    public static KeptState StateOf(RepairStep? refused) => refused switch
    {
        null => KeptState.Saved,
        RepairStep.TooLong => KeptState.TooLong,
        RepairStep.Unreadable => KeptState.Unreadable,
        _ => KeptState.NotOpen,
    };

    /// <summary>Why a step was not taken, in a sentence; null when there is nothing to say about it.</summary>
    public static string? Trouble(RepairStep? step) => step switch
    {
        RepairStep.Taken or RepairStep.AlreadyTaken or RepairStep.Declined or RepairStep.SameKind => null,
        RepairStep.NotNow => "The plan had moved on when you pressed. Nothing was lost.",
        RepairStep.NotYours => "Only whoever wrote it can do that.",
        RepairStep.Closed => "This plan is closed. It opens again when you both say so.",
        RepairStep.Paused => "The plan pauses. Nothing goes on until you are both back.",
        RepairStep.AnotherIsOpen => "Another plan is open. One at a time is enough.",
        RepairStep.WrongDays => "These days do not fit. It begins today or within four weeks, lasts twelve weeks at most, and is looked at before it ends.",
        RepairStep.Blank => "Write at least a few words first.",
        RepairStep.TooLong => "Not saved: that is longer than there is room for. Your words are still here.",
        RepairStep.Unreadable => "Not saved: there is a character in it that cannot be kept. Your words are still here.",
        RepairStep.Full => "You have three running already. Three small things are enough; end one first, or wait until one ends.",
        RepairStep.NotBothSealed => "It opens once you have both sealed.",
        RepairStep.SpaceClosed => "This space is closed. What is here can be read, and nothing is added.",
        null => "There is no such plan any more.",
    };

    /// <summary>What waits, without a word of what it is about; null when nothing does.</summary>
    public static string? InWords(this RepairWaits waits) => waits switch
    {
        RepairWaits.Nothing => null,
        RepairWaits.Question => "There is a question for you",
        RepairWaits.Stage => "Whether to move to another stage",
        RepairWaits.Back => "Whether to go on after the pause",
        RepairWaits.Signature => "There is something to sign, if you want to",
        RepairWaits.Reopening => "There is a question about an earlier plan",
        RepairWaits.Pulse => "This week’s two questions",
        RepairWaits.PulseToOpen => "Your answers are ready to be opened",
    };
}
