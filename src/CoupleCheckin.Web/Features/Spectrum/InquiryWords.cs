using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.Web.Features.Spectrum;

/// <summary>The words of "where would this sit?", for one's own act and for the partner's.</summary>
/// <param name="whose">Whose act it is.</param>
/// <param name="partner">What the partner is called.</param>
public sealed class InquiryWords(WhoseAct whose, string partner)
{
    /// <summary>Whether it is one's own act.</summary>
    public bool IsMine => whose == WhoseAct.Mine;

    private bool Mine => IsMine;

    /// <summary>A question.</summary>
    public string Question(Ask ask) => ask switch
    {
        Ask.Whose => "Whose act is it?",
        Ask.Speak => $"Could you bring it up with {partner}?",
        Ask.Told => Mine ? $"Does {partner} know?" : "Did you know?",
        Ask.Why => Mine ? "Why not, or not sooner?" : "Why not, or not sooner, as far as you can tell?",
        Ask.Gives => Mine ? "What does it give you, most of all?" : $"What does it seem to give {partner}, most of all?",
        Ask.Acted => Mine ? "Have you acted on it?" : $"Has {partner} acted on it?",
        Ask.Often => "How often?",
        Ask.Line => "What did the two of you say about this?",
        Ask.IfHeld => "Did the “if” hold this time?",
        Ask.Ease => Mine ? $"Is {partner} at ease with it?" : "Are you at ease with it?",
        Ask.Covert => "Is it done in secret?",
        Ask.Defended => "Is something from the past given as the reason?",
        Ask.Agreed => "Did you both agree to it, freely?",
    };

    /// <summary>A line under a question; null where it needs none.</summary>
    public string? Help(Ask ask) => ask switch
    {
        Ask.Whose => "If it has not happened and you only wonder, choose whose it would be.",
        Ask.Speak => "Only for this page. Nobody is told what you choose.",
        Ask.Gives => "If several fit, choose the one you would least like to miss.",
        Ask.Line => "Said outright, by both. What was only assumed is not settled.",
        Ask.Agreed => "It holds for both, and either of you can end it without trouble.",
        _ => null,
    };

    /// <summary>The choices, each with the number that it stands for.</summary>
    public IReadOnlyList<(int Value, string Text)> Choices(Ask ask) => ask switch
    {
        Ask.Whose => [((int)WhoseAct.Mine, "Mine"), ((int)WhoseAct.Partners, Capital(partner) + "’s")],
        Ask.Speak =>
        [
            ((int)YesNoUnsure.Yes, "Yes, I could"),
            ((int)YesNoUnsure.Unsure, "It would be hard, and nothing worse"),
            ((int)YesNoUnsure.No, "I would be afraid of what follows"),
        ],
        Ask.Told => [((int)Told.InTime, "Yes, in good time"), ((int)Told.Late, "Yes, but late"), ((int)Told.Not, "No")],
        Ask.Why =>
        [
            ((int)WhyHidden.NeverCameUp, "It just did not come up"),
            ((int)WhyHidden.Surprise, "It is a surprise"),
            ((int)WhyHidden.Privacy, Mine ? "It is private, mine or somebody else’s" : "It is private, theirs or somebody else’s"),
            ((int)WhyHidden.TheyWouldObject, Mine ? "They would object" : "They thought I would object"),
            .. Mine ? new[] { ((int)WhyHidden.Fear, "I am afraid of how they would react") } : [],
            ((int)WhyHidden.DoNotKnow, "I do not know"),
        ],
        Ask.Gives =>
        [
            ((int)Gives.Nothing, "Nothing in particular"),
            ((int)Gives.Friendship, "Friendship"),
            ((int)Gives.Validation, "Being noticed"),
            ((int)Gives.Romance, "Romance or desire"),
            ((int)Gives.ComfortMissingAtHome, Mine ? "Comfort I do not get at home" : "Comfort they may miss at home"),
            ((int)Gives.Unsure, "I am not sure"),
        ],
        Ask.Acted => [((int)YesNoUnsure.No, "No, it stays a thought"), ((int)YesNoUnsure.Yes, "Yes")],
        Ask.Often => [((int)HowOften.Once, "Once"), ((int)HowOften.NowAndThen, "Now and then"), ((int)HowOften.MostDays, "Most days")],
        Ask.Line =>
        [
            ((int)OurLine.Fine, "It is fine"),
            ((int)OurLine.FineIf, "It is fine if something holds"),
            ((int)OurLine.NotFine, "It is not fine"),
            ((int)OurLine.Unsettled, "We did not settle it"),
            ((int)OurLine.NotExclusive, "We are not exclusive"),
        ],
        Ask.Covert or Ask.Defended => [((int)YesNoUnsure.Yes, "Yes"), ((int)YesNoUnsure.No, "No")],
        Ask.IfHeld or Ask.Ease or Ask.Agreed => [((int)YesNoUnsure.Yes, "Yes"), ((int)YesNoUnsure.No, "No"), ((int)YesNoUnsure.Unsure, "I am not sure")],
    };

    /// <summary>A reason, in the person's own terms.</summary>
    public string Sentence(Reason reason) => reason switch
    {
        Reason.ManyCouples => "This is where it stands before anything else is known about it.",
        Reason.NoUsualPlace => "There is no usual place for this one, so it begins in the middle.",
        Reason.InnerLife => "It is inner life or ordinary privacy. Not telling is not hiding here.",
        Reason.ActedUpon => "It did not stay a thought.",
        Reason.SaidFine => "You two said outright that it is fine.",
        Reason.SaidNotFine => "You two said outright that it is not fine.",
        Reason.SaidFineIf => "You two said that it is fine if something holds.",
        Reason.IfHeld => "By your answer, it held.",
        Reason.IfDidNotHold => "By your answer, it did not hold this time.",
        Reason.IfUnsure => "You are not sure that it held.",
        Reason.NotExclusive => "You two are not exclusive, so what counts is what you settled about exactly this.",
        Reason.TheyWouldObject => Mine ? "You keep it back because they would object." : "It was kept back because they thought you would object.",
        Reason.NeverCameUp => "It just did not come up, which hides nothing.",
        Reason.Surprise => "It is kept for a surprise, which hides nothing.",
        Reason.Privacy => "It is private, which is not the same as hidden.",
        Reason.DoNotKnowWhy => Mine ? "You do not know why you keep it back." : "You do not know why it was kept back.",
        Reason.GivesRomance => Mine ? "It gives you romance or desire." : "It seems to give romance or desire.",
        Reason.GivesComfort => Mine ? "It gives you comfort that you miss at home." : "It seems to give comfort that is missed at home.",
        Reason.GivesValidation => Mine ? "It feels good to be noticed, as it does to most people." : "It seems to be about being noticed, as most people like to be.",
        Reason.GivesFriendship => Mine ? "It gives you friendship." : "It seems to give friendship.",
        Reason.GivesUnsure => Mine ? "You are not sure what it gives you." : "You are not sure what it gives.",
        Reason.ToldInTime => Mine ? "They know, and knew in good time." : "You knew in good time.",
        Reason.ToldLate => Mine ? "They know, though late." : "You know, though late.",
        Reason.NotTold => Mine ? "They do not know." : "You were not told.",
        Reason.AtEase => Mine ? "They are at ease with it." : "You are at ease with it.",
        Reason.NotAtEase => Mine ? "They are not at ease with it." : "You are not at ease with it.",
        Reason.EaseUnknown => Mine ? "You do not know how they feel about it." : "You are not sure how you feel about it.",
        Reason.Covert => "It is done in secret.",
        Reason.Defended => "A past hurt is given as the reason. It explains a worry, and gives nobody a right to watch.",
        Reason.FreelyAgreed => "You both agreed freely, it holds for both, and either can end it.",
        Reason.NotAgreed => "There is no free agreement about it.",
        Reason.AgreementUnsure => "It is not sure that you both agreed freely.",
        Reason.NoFairAgreement => "For this there is no fair agreement: nobody can freely agree to it.",
    };

    /// <summary>One question to think about.</summary>
    public string Sentence(SittingQuestion question) => question switch
    {
        SittingQuestion.IfTheyKnew => Mine ? "What would change between you, for better or worse, if they knew?" : "What would have been different if you had known?",
        SittingQuestion.WhatIsMissing => Mine ? "What is it that you miss, in one sentence?" : "What might be missed at home, by either of you?",
        SittingQuestion.WhatItGives => Mine ? "If it stopped tomorrow, what would you miss?" : "What do you imagine it gives, and what do you know of it?",
        SittingQuestion.WhyReally => Mine ? "If you told it tonight, what would be the hardest part to say?" : "What would you want to be able to ask?",
        SittingQuestion.WhatTheIfMeant => "What exactly did the two of you mean by it?",
        SittingQuestion.DoesItStillFit => "Does what you agreed still fit you both today?",
        SittingQuestion.WhatWasNeeded => Mine ? "What did you need at that moment, and how else could you get it?" : "What would you need now, to be able to talk about it?",
        SittingQuestion.HowAtEase => Mine ? "How would you notice if they were not at ease?" : "What would help you to be at ease, if anything?",
        SittingQuestion.MentionUnasked => Mine ? "Would you mention it on the way home, unasked?" : "Would you have wanted to hear of it, unasked?",
        SittingQuestion.WhatWasSettled => "What did the two of you settle about exactly this?",
        SittingQuestion.FreeToSayNo => "Could either of you say no to this, with nothing to fear?",
        SittingQuestion.WhatWouldSettle => "What would calm the worry under it, and leave the other one free?",
        SittingQuestion.StaysMine => Mine ? "Is there anything in it that you would like to share, just because you want to?" : "Is there anything in it that touches you, or is it theirs alone?",
    };

    /// <summary>One thing to do.</summary>
    public string Sentence(SittingStep step) => step switch
    {
        SittingStep.TellThem => Mine ? "Tell them in one or two sentences, at a quiet moment, before they would ask." : "Say that you know, and ask how it was, at a quiet moment.",
        SittingStep.AskThem => Mine ? "Ask them how it is for them, and listen to the end." : "Say how it is for you, in one or two sentences.",
        SittingStep.WriteForOneself => "Write down for yourself what is in it, three sentences, before you talk.",
        SittingStep.AskForIt => Mine ? "Ask at home for the one thing that you miss, as a wish." : "Ask what is missed at home, and say what you miss.",
        SittingStep.PutInARound => "Put it in a round, so that both of you place it, each alone.",
        SittingStep.WriteAClause => "Write down together what holds from now on.",
        SittingStep.RaiseIt => "Raise it, as what you saw and what you would like.",
        SittingStep.Nothing => "Nothing needs to be done.",
        SittingStep.AskAloud => "Leave it for today, and ask aloud for the one thing that you want to know.",
        SittingStep.TalkToSomebody => "Talk to somebody outside who knows about this, before you talk at home.",
    };

    /// <summary>Where to do it in the app; null where it is done elsewhere.</summary>
    public static (string Words, string Address)? Link(SittingStep step, string? key) => step switch
    {
        SittingStep.WriteForOneself => ("Write about it, just for yourself", With("journal/new", key)),
        SittingStep.PutInARound => ("Put it in a round", With("rounds/new", key)),
        SittingStep.WriteAClause => ("Write a clause", With("agreement/new", key)),
        SittingStep.TellThem or SittingStep.AskForIt or SittingStep.RaiseIt or SittingStep.AskAloud or SittingStep.AskThem => ("Find the words", With("concerns/new", key)),
        SittingStep.TalkToSomebody => ("Help, safety and support lines", "help"),
        SittingStep.Nothing => null,
    };

    private static string With(string address, string? key) => key is null ? address : $"{address}?behaviour={key}";

    private static string Capital(string name) => name is "your partner" ? "My partner" : name;
}
