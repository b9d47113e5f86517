using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.Web.Features.Spectrum;

/// <summary>What "where would this sit?" asks.</summary>
public enum Ask
{
    /// <summary>Whose act it is.</summary>
    Whose,

    /// <summary>Whether one could speak about it.</summary>
    Speak,

    /// <summary>Whether the other was told.</summary>
    Told,

    /// <summary>Why not, or not sooner.</summary>
    Why,

    /// <summary>What it gives.</summary>
    Gives,

    /// <summary>Whether somebody acted on it.</summary>
    Acted,

    /// <summary>How often.</summary>
    Often,

    /// <summary>What the two said.</summary>
    Line,

    /// <summary>Whether the "if" held.</summary>
    IfHeld,

    /// <summary>Whether the other is at ease.</summary>
    Ease,

    /// <summary>Whether it is done in secret.</summary>
    Covert,

    /// <summary>Whether a past hurt is the reason.</summary>
    Defended,

    /// <summary>Whether both agreed freely.</summary>
    Agreed,
}

/// <summary>
/// One going-through of "where would this sit?": what was answered, and what is asked next. It lives on the page and nowhere
/// else; with the page it is gone.
/// </summary>
/// <param name="behaviour">What it is about; null for something that no catalogue has.</param>
/// <param name="start">Where the two put it, for something that no catalogue has.</param>
public sealed class Inquiry(Behaviour? behaviour, Zone? start)
{
    private readonly List<(Ask Ask, int Choice)> answers = [];

    /// <summary>What is asked now; null when everything is.</summary>
    public Ask? Now => Asks().Cast<Ask?>().FirstOrDefault(ask => !Has(ask!.Value));

    /// <summary>Whether something was answered.</summary>
    public bool HasBegun => answers.Count > 0;

    /// <summary>Whose act it is.</summary>
    public WhoseAct Whose => Has(Ask.Whose) ? (WhoseAct)Of(Ask.Whose) : WhoseAct.Mine;

    private bool IsControl => behaviour?.Topic == Topic.PrivacyAndControl;

    private bool IsInnerLife => behaviour?.Locks.Contains(BehaviourLock.InnerLife) == true;

    private bool IsAfraid => (Has(Ask.Speak) && (YesNoUnsure)Of(Ask.Speak) == YesNoUnsure.No) || (Has(Ask.Why) && (WhyHidden)Of(Ask.Why) == WhyHidden.Fear);

    /// <summary>Answers what is asked now.</summary>
    public void Answer(int choice)
    {
        if (Now is { } ask)
            answers.Add((ask, choice));
    }

    /// <summary>Takes the last answer back.</summary>
    public void Back() => answers.RemoveAt(answers.Count - 1);

    /// <summary>Where it sits by these answers.</summary>
    public Sitting Place() => IsControl
        ? ZoneEngine.Place(behaviour!, new ControlSituation
        {
            Afraid = IsAfraid,
            Whose = Whose,
            Covert = Yes(Ask.Covert),
            Defended = Yes(Ask.Defended),
            Agreed = Has(Ask.Agreed) ? (YesNoUnsure)Of(Ask.Agreed) : YesNoUnsure.No,
        })
        : behaviour is null ? ZoneEngine.Place(start, Situation()) : ZoneEngine.Place(behaviour, Situation());

    private FidelitySituation Situation() => new()
    {
        Afraid = IsAfraid,
        WhyHidden = Has(Ask.Why) ? (WhyHidden)Of(Ask.Why) : WhyHidden.NotHidden,
        Gives = Has(Ask.Gives) ? (Gives)Of(Ask.Gives) : Gives.Nothing,
        Told = Has(Ask.Told) ? (Told)Of(Ask.Told) : Told.Not,
        HowOften = Has(Ask.Often) ? (HowOften)Of(Ask.Often) : HowOften.NowAndThen,
        OurLine = Has(Ask.Line) ? (OurLine)Of(Ask.Line) : OurLine.Unsettled,
        IfHeld = Has(Ask.IfHeld) ? (YesNoUnsure)Of(Ask.IfHeld) : null,
        AtEase = Has(Ask.Ease) ? (YesNoUnsure)Of(Ask.Ease) : YesNoUnsure.Unsure,
        ActedUpon = Yes(Ask.Acted),
    };

    /// <summary>What is asked, in order, by what was answered so far. Where the answers settle it, nothing more is.</summary>
    private IEnumerable<Ask> Asks()
    {
        yield return Ask.Whose;
        if (IsControl && Whose == WhoseAct.Mine && behaviour!.LeadsToOwnControl)
            yield break;
        if (Whose == WhoseAct.Partners)
            yield return Ask.Speak;
        if (IsAfraid)
            yield break;
        foreach (var ask in IsControl ? ControlAsks() : FidelityAsks())
        {
            if (IsAfraid)
                yield break;
            yield return ask;
        }
    }

    private IEnumerable<Ask> ControlAsks()
    {
        yield return Ask.Covert;
        yield return Ask.Defended;
        if (behaviour!.Shifts is ControlShifts { Agreed: not null })
            yield return Ask.Agreed;
    }

    private IEnumerable<Ask> FidelityAsks()
    {
        yield return Ask.Told;
        if (Has(Ask.Told) && (Told)Of(Ask.Told) != Told.InTime)
            yield return Ask.Why;
        yield return Ask.Gives;
        if (IsInnerLife)
        {
            if (Has(Ask.Gives) && (Gives)Of(Ask.Gives) == Gives.Romance)
                yield return Ask.Acted;
        }
        else
        {
            yield return Ask.Often;
            yield return Ask.Line;
            if (Has(Ask.Line) && (OurLine)Of(Ask.Line) == OurLine.FineIf)
                yield return Ask.IfHeld;
        }

        if (Has(Ask.Told) && (Told)Of(Ask.Told) != Told.Not)
            yield return Ask.Ease;
    }

    private bool Has(Ask ask) => answers.Exists(answer => answer.Ask == ask);

    private int Of(Ask ask) => answers.Find(answer => answer.Ask == ask).Choice;

    private bool Yes(Ask ask) => Has(ask) && (YesNoUnsure)Of(ask) == YesNoUnsure.Yes;
}
