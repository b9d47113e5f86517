namespace CoupleCheckin.Domain.Behaviours;

/// <summary>
/// Where one situation sits (content.md 8.4): the rules in their order, the first that stops decides. The same answers always give
/// the same place. It knows nothing of who asks.
/// </summary>
public static class ZoneEngine
{
    private const int MostReasons = 3;

    /// <summary>Where many couples begin when there is no usual place.</summary>
    private const Zone Middle = Zone.GrayZone;

    /// <summary>Places a situation of a behaviour of the catalogue.</summary>
    /// <exception cref="ArgumentException">The situation is one of the other axis.</exception>
    public static Sitting Place(Behaviour behaviour, Situation situation) => (behaviour.Shifts, situation) switch
    {
        (_, { Afraid: true } or FidelitySituation { WhyHidden: WhyHidden.Fear }) => new Sitting.NoZone(),
        (FidelityShifts table, FidelitySituation fidelity) => Place(behaviour.DefaultZone, table, behaviour.Locks.Contains(BehaviourLock.InnerLife), fidelity, Reason.ManyCouples),
        (ControlShifts table, ControlSituation control) => Place(behaviour, table, control),
        _ => throw new ArgumentException("The situation is one of the other axis.", nameof(situation)),
    };

    /// <summary>Places a situation of which no catalogue knows a usual place; the rules go without the table.</summary>
    /// <param name="start">Where the two put it, if they did.</param>
    /// <param name="situation">The situation.</param>
    public static Sitting Place(Zone? start, FidelitySituation situation) =>
        situation is { Afraid: true } or { WhyHidden: WhyHidden.Fear }
            ? new Sitting.NoZone()
            : Place(start ?? Middle, null, isInnerLife: false, situation, start is null ? Reason.NoUsualPlace : Reason.ManyCouples);

    private static Sitting.Placed Place(Zone start, FidelityShifts? table, bool isInnerLife, FidelitySituation s, Reason from)
    {
        var placed = isInnerLife && table is not null ? InnerLife(table, s)
            : Explicit(s) ?? ByRules(start, table, s, from);
        return placed with { MostDays = s.HowOften == HowOften.MostDays };
    }

    /// <summary>Rule 2: the zone does not rise, unless somebody acts on desire.</summary>
    private static Sitting.InZone InnerLife(FidelityShifts table, FidelitySituation s)
    {
        if (s is { Gives: Gives.Romance, ActedUpon: true })
        {
            return new(
                table.Romantic,
                Reasons(Reason.ActedUpon, Reason.GivesRomance, ToldReason(s)),
                SittingQuestion.WhatItGives,
                table.Romantic == Zone.WithinBounds ? SittingStep.Nothing : SittingStep.WriteForOneself);
        }

        return new(
            IsKnown(s) ? table.Known : table.Hidden,
            Reasons(Reason.InnerLife, GivesReason(s), IsKnown(s) ? Reason.AtEase : null, Reason.ManyCouples),
            SittingQuestion.StaysMine,
            SittingStep.Nothing);
    }

    /// <summary>Rule 3: what the two said outright stands before anything else.</summary>
    private static Sitting.Placed? Explicit(FidelitySituation s) => s switch
    {
        { OurLine: OurLine.NotFine } => Outside(s, Reason.SaidNotFine),
        { OurLine: OurLine.Fine, Told: not Told.Not } => Inside(s, Reason.SaidFine),
        { OurLine: OurLine.FineIf, IfHeld: YesNoUnsure.Yes } => Inside(s, Reason.SaidFineIf, Reason.IfHeld),
        { OurLine: OurLine.FineIf, IfHeld: YesNoUnsure.No } => Outside(s, Reason.SaidFineIf, Reason.IfDidNotHold),
        { OurLine: OurLine.FineIf } => new Sitting.DependsOnTheIf(
            Reasons(Reason.SaidFineIf, s.IfHeld is null ? null : Reason.IfUnsure, ToldReason(s), EaseReason(s)), SittingQuestion.WhatTheIfMeant, SittingStep.AskThem),
        _ => null,
    };

    private static Sitting.InsideAgreement Inside(FidelitySituation s, params Reason[] said) => new(
        Reasons([.. said, ToldReason(s), EaseReason(s)]),
        s.AtEase == YesNoUnsure.Yes ? SittingQuestion.DoesItStillFit : SittingQuestion.HowAtEase,
        s.AtEase == YesNoUnsure.Yes ? SittingStep.Nothing : SittingStep.AskThem);

    private static Sitting.OutsideAgreement Outside(FidelitySituation s, params Reason[] said) => new(
        Reasons([.. said, WhyReason(s), ToldReason(s), GivesReason(s)]),
        SittingQuestion.WhatWasNeeded,
        s.Told == Told.Not ? SittingStep.TellThem : SittingStep.WriteAClause);

    /// <summary>Rules 4 to 8.</summary>
    private static Sitting.Placed ByRules(Zone start, FidelityShifts? table, FidelitySituation s, Reason from)
    {
        var objects = s.WhyHidden == WhyHidden.TheyWouldObject;
        var romantic = s.Gives is Gives.Romance or Gives.ComfortMissingAtHome;
        var (lower, upper) = InOrder(
            Move(start, table, objects, romantic, IsKnown(s)),
            Move(start, table, objects || s.WhyHidden == WhyHidden.DoNotKnow, romantic || s.Gives == Gives.Unsure, IsKnown(s)));
        var reasons = Reasons(WhyReason(s), GivesReason(s), s.OurLine == OurLine.NotExclusive ? Reason.NotExclusive : null, ToldReason(s), EaseReason(s), from);
        var question = QuestionFor(s);
        var step = StepFor(s, upper);
        return lower == upper ? new Sitting.InZone(lower, reasons, question, step) : new Sitting.Between(lower, lower.Up(), reasons, question, step);
    }

    /// <summary>Rules 4 to 7. For one condition alone, what the table says about it wins.</summary>
    private static Zone Move(Zone start, FidelityShifts? table, bool objects, bool romantic, bool known)
    {
        var hiddenTo = table?.Hidden ?? start.Up();
        var romanticTo = table?.Romantic ?? start.Up();
        var zone = (objects, romantic) switch
        {
            (false, false) => start,
            (true, false) => hiddenTo,
            (false, true) => romanticTo,

            // Two steps, where each alone is one.
            (true, true) => hiddenTo > start && romanticTo > start ? Higher(hiddenTo, romanticTo).Up() : Higher(hiddenTo, romanticTo),
        };
        if (!known)
            return zone;
        if (!objects && !romantic)
            return table?.Known ?? (start == Zone.GrayZone ? Zone.WithinBounds : start);
        return zone == Zone.GrayZone ? Higher(Zone.WithinBounds, table?.Known ?? Zone.WithinBounds) : zone;
    }

    private static Sitting Place(Behaviour behaviour, ControlShifts table, ControlSituation s)
    {
        if (s.Whose == WhoseAct.Mine && behaviour.LeadsToOwnControl)
            return new Sitting.OwnControl();
        var (lower, upper) = InOrder(Move(s.Agreed is YesNoUnsure.Yes or YesNoUnsure.Unsure), Move(s.Agreed == YesNoUnsure.Yes));
        var reasons = Reasons(
            s.Covert ? Reason.Covert : null,
            s.Defended ? Reason.Defended : null,
            table.Agreed is null ? Reason.NoFairAgreement : s.Agreed switch
            {
                YesNoUnsure.Yes => Reason.FreelyAgreed,
                YesNoUnsure.No => Reason.NotAgreed,
                YesNoUnsure.Unsure => Reason.AgreementUnsure,
            },
            Reason.ManyCouples);
        var question = s.Whose == WhoseAct.Mine && (s.Covert || s.Agreed != YesNoUnsure.Yes) ? SittingQuestion.WhatWouldSettle : SittingQuestion.FreeToSayNo;
        var step = upper switch
        {
            Zone.WithinBounds => SittingStep.Nothing,
            _ when s.Whose == WhoseAct.Mine => SittingStep.AskAloud,
            _ when behaviour.SafetyTags.Contains(SafetyTag.Affected) => SittingStep.TalkToSomebody,
            _ => SittingStep.RaiseIt,
        };
        Sitting.Placed placed = lower == upper ? new Sitting.InZone(lower, reasons, question, step) : new Sitting.Between(lower, lower.Up(), reasons, question, step);
        return placed with { OffersHelp = s.Whose == WhoseAct.Partners && upper == Zone.ClearlyObjectionable };

        // An old hurt or a secret never places it lower than a free agreement would.
        Zone Move(bool agreed)
        {
            var zone = agreed && table.Agreed is { } free ? free : behaviour.DefaultZone;
            if (s.Covert)
                zone = Higher(Higher(zone, behaviour.DefaultZone), table.Covert);
            return s.Defended ? Higher(zone, table.Defended) : zone;
        }
    }

    private static bool IsKnown(FidelitySituation s) => s is { Told: Told.InTime, AtEase: YesNoUnsure.Yes };

    private static Reason? WhyReason(FidelitySituation s) => s.WhyHidden switch
    {
        WhyHidden.TheyWouldObject => Reason.TheyWouldObject,
        WhyHidden.NeverCameUp => Reason.NeverCameUp,
        WhyHidden.Surprise => Reason.Surprise,
        WhyHidden.Privacy => Reason.Privacy,
        WhyHidden.DoNotKnow => Reason.DoNotKnowWhy,
        WhyHidden.NotHidden or WhyHidden.Fear => null,
    };

    private static Reason? GivesReason(FidelitySituation s) => s.Gives switch
    {
        Gives.Romance => Reason.GivesRomance,
        Gives.ComfortMissingAtHome => Reason.GivesComfort,
        Gives.Validation => Reason.GivesValidation,
        Gives.Friendship => Reason.GivesFriendship,
        Gives.Unsure => Reason.GivesUnsure,
        Gives.Nothing => null,
    };

    private static Reason ToldReason(FidelitySituation s) => s.Told switch
    {
        Told.InTime => Reason.ToldInTime,
        Told.Late => Reason.ToldLate,
        Told.Not => Reason.NotTold,
    };

    private static Reason EaseReason(FidelitySituation s) => s.AtEase switch
    {
        YesNoUnsure.Yes => Reason.AtEase,
        YesNoUnsure.No => Reason.NotAtEase,
        YesNoUnsure.Unsure => Reason.EaseUnknown,
    };

    private static SittingQuestion QuestionFor(FidelitySituation s) => s switch
    {
        { WhyHidden: WhyHidden.DoNotKnow } => SittingQuestion.WhyReally,
        { Gives: Gives.Unsure } => SittingQuestion.WhatItGives,
        { Gives: Gives.ComfortMissingAtHome } => SittingQuestion.WhatIsMissing,
        { WhyHidden: WhyHidden.TheyWouldObject } => SittingQuestion.IfTheyKnew,
        { OurLine: OurLine.NotExclusive } => SittingQuestion.WhatWasSettled,
        { Gives: Gives.Romance } => SittingQuestion.WhatItGives,
        { Told: Told.InTime } => SittingQuestion.HowAtEase,
        _ => SittingQuestion.MentionUnasked,
    };

    private static SittingStep StepFor(FidelitySituation s, Zone upper) => s switch
    {
        { WhyHidden: WhyHidden.TheyWouldObject } => SittingStep.TellThem,
        { WhyHidden: WhyHidden.DoNotKnow } or { Gives: Gives.Unsure } => SittingStep.WriteForOneself,
        { Gives: Gives.ComfortMissingAtHome } => SittingStep.AskForIt,
        { AtEase: YesNoUnsure.No, Told: not Told.Not } => SittingStep.AskThem,
        _ when upper == Zone.WithinBounds => SittingStep.Nothing,
        { Told: Told.Not } => SittingStep.TellThem,
        _ => SittingStep.PutInARound,
    };

    private static IReadOnlyList<Reason> Reasons(params Reason?[] candidates) =>
        [.. candidates.OfType<Reason>().Distinct().Take(MostReasons)];

    private static (Zone Lower, Zone Upper) InOrder(Zone a, Zone b) => a < b ? (a, b) : (b, a);

    private static Zone Higher(Zone a, Zone b) => a > b ? a : b;

    private static Zone Up(this Zone zone) => zone == Zone.ClearlyObjectionable ? zone : zone + 1;
}
