namespace CoupleCheckin.Domain.Behaviours;

/// <summary>
/// Where a situation sits, for the one who asked: a closed family. It names no person, counts nothing, and is stored nowhere.
/// </summary>
public abstract record Sitting
{
    private Sitting()
    {
    }

    /// <summary>No zone, because somebody is afraid. There is help.</summary>
    public sealed record NoZone : Sitting;

    /// <summary>No zone, because one says that one checks, tracks, tests, forbids or punishes: a page of its own (content.md 11f, GT5).</summary>
    public sealed record OwnControl : Sitting;

    /// <summary>Somewhere, with reasons.</summary>
    /// <param name="Because">Two or three reasons in the person's own terms.</param>
    /// <param name="Question">One question to think about.</param>
    /// <param name="Step">One thing to do.</param>
    public abstract record Placed(IReadOnlyList<Reason> Because, SittingQuestion Question, SittingStep Step) : Sitting
    {
        /// <summary>Whether it happens most days, which moves no zone and is worth a thought.</summary>
        public bool MostDays { get; init; }

        /// <summary>Whether the help page is offered beside it: it touches somebody's safety.</summary>
        public bool OffersHelp { get; init; }

        /// <summary>Nothing of the answers.</summary>
        public sealed override string ToString() => "[sitting]";
    }

    /// <summary>Inside what the two agreed.</summary>
    public sealed record InsideAgreement(IReadOnlyList<Reason> Because, SittingQuestion Question, SittingStep Step) : Placed(Because, Question, Step);

    /// <summary>Outside what the two agreed, wherever many couples put it.</summary>
    public sealed record OutsideAgreement(IReadOnlyList<Reason> Because, SittingQuestion Question, SittingStep Step) : Placed(Because, Question, Step);

    /// <summary>It depends on whether the "if" of what the two agreed held.</summary>
    public sealed record DependsOnTheIf(IReadOnlyList<Reason> Because, SittingQuestion Question, SittingStep Step) : Placed(Because, Question, Step);

    /// <summary>In a zone.</summary>
    public sealed record InZone(Zone Zone, IReadOnlyList<Reason> Because, SittingQuestion Question, SittingStep Step) : Placed(Because, Question, Step);

    /// <summary>Between two neighbouring zones.</summary>
    public sealed record Between(Zone Lower, Zone Upper, IReadOnlyList<Reason> Because, SittingQuestion Question, SittingStep Step) : Placed(Because, Question, Step);
}

/// <summary>Why something sits where it does, in the terms in which somebody answered.</summary>
public enum Reason
{
    /// <summary>Many couples put it where it stands.</summary>
    ManyCouples,

    /// <summary>There is no usual place for it, so it begins in the middle.</summary>
    NoUsualPlace,

    /// <summary>It is inner life or ordinary privacy: not telling is not hiding.</summary>
    InnerLife,

    /// <summary>Somebody acted on it.</summary>
    ActedUpon,

    /// <summary>The two said that it is fine.</summary>
    SaidFine,

    /// <summary>The two said that it is not fine.</summary>
    SaidNotFine,

    /// <summary>The two said that it is fine if something holds.</summary>
    SaidFineIf,

    /// <summary>The "if" held.</summary>
    IfHeld,

    /// <summary>The "if" did not hold.</summary>
    IfDidNotHold,

    /// <summary>Nobody is sure that the "if" held.</summary>
    IfUnsure,

    /// <summary>The two are not exclusive.</summary>
    NotExclusive,

    /// <summary>It is kept back because they would object.</summary>
    TheyWouldObject,

    /// <summary>It never came up.</summary>
    NeverCameUp,

    /// <summary>It is a surprise.</summary>
    Surprise,

    /// <summary>It is private.</summary>
    Privacy,

    /// <summary>It is not known why it is kept back.</summary>
    DoNotKnowWhy,

    /// <summary>It gives romance or desire.</summary>
    GivesRomance,

    /// <summary>It gives comfort that is missing at home.</summary>
    GivesComfort,

    /// <summary>It gives being noticed.</summary>
    GivesValidation,

    /// <summary>It gives friendship.</summary>
    GivesFriendship,

    /// <summary>It is not clear what it gives.</summary>
    GivesUnsure,

    /// <summary>It was told in good time.</summary>
    ToldInTime,

    /// <summary>It was told late.</summary>
    ToldLate,

    /// <summary>It was not told.</summary>
    NotTold,

    /// <summary>The other is at ease.</summary>
    AtEase,

    /// <summary>The other is not at ease.</summary>
    NotAtEase,

    /// <summary>Nobody knows whether the other is at ease.</summary>
    EaseUnknown,

    /// <summary>It is done in secret.</summary>
    Covert,

    /// <summary>A past breach is given as the reason; it explains a worry, and moves nothing down.</summary>
    Defended,

    /// <summary>Both agreed freely, for both, and either can end it.</summary>
    FreelyAgreed,

    /// <summary>There is no free agreement.</summary>
    NotAgreed,

    /// <summary>It is not sure that the agreement is free.</summary>
    AgreementUnsure,

    /// <summary>For this there is no fair agreement.</summary>
    NoFairAgreement,
}

/// <summary>One question to think about.</summary>
public enum SittingQuestion
{
    /// <summary>What would change if the other knew?</summary>
    IfTheyKnew,

    /// <summary>What is missing that this gives?</summary>
    WhatIsMissing,

    /// <summary>What would one like it to be?</summary>
    WhatItGives,

    /// <summary>What is the true reason for keeping it back?</summary>
    WhyReally,

    /// <summary>What did the two mean by the "if"?</summary>
    WhatTheIfMeant,

    /// <summary>Does the agreement still fit?</summary>
    DoesItStillFit,

    /// <summary>What did one need at that moment?</summary>
    WhatWasNeeded,

    /// <summary>How would one know that the other is at ease?</summary>
    HowAtEase,

    /// <summary>Would one mention it unasked?</summary>
    MentionUnasked,

    /// <summary>What did the two settle about exactly this?</summary>
    WhatWasSettled,

    /// <summary>Could either of the two say no, with nothing to fear?</summary>
    FreeToSayNo,

    /// <summary>What would settle the worry that lies under it?</summary>
    WhatWouldSettle,

    /// <summary>Does this stay as it is for oneself?</summary>
    StaysMine,
}

/// <summary>One thing to do.</summary>
public enum SittingStep
{
    /// <summary>Tell them, in one or two sentences, at a quiet moment.</summary>
    TellThem,

    /// <summary>Ask them.</summary>
    AskThem,

    /// <summary>Write for oneself what it gives.</summary>
    WriteForOneself,

    /// <summary>Ask at home for what is missing.</summary>
    AskForIt,

    /// <summary>Settle it together: put it in a round.</summary>
    PutInARound,

    /// <summary>Write down together what was agreed.</summary>
    WriteAClause,

    /// <summary>Raise it.</summary>
    RaiseIt,

    /// <summary>Nothing needs to be done.</summary>
    Nothing,

    /// <summary>Stop for today, and ask aloud what one wants to know.</summary>
    AskAloud,

    /// <summary>Talk to somebody outside who knows about this.</summary>
    TalkToSomebody,
}
