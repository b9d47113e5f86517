using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Repair;

/// <summary>How things feel beside the week before. Three words, and no number behind them.</summary>
public enum Steadiness
{
    /// <summary>Steadier.</summary>
    Steadier,

    /// <summary>About the same.</summary>
    Same,

    /// <summary>Less steady.</summary>
    Less,
}

/// <summary>How free one felt to say what one thinks (content.md, trust pulse, the fifth question). Always one's own; it opens with nothing.</summary>
public enum Freedom
{
    /// <summary>Freely.</summary>
    Freely,

    /// <summary>Mostly.</summary>
    Mostly,

    /// <summary>Hardly.</summary>
    Hardly,
}

/// <summary>One person's answers to the weekly questions. Blank stays blank.</summary>
public sealed record PulseAnswers
{
    /// <summary>The longest that one answer may be, in characters.</summary>
    public const int MaxAnswer = 1_000;

    /// <summary>Nothing answered.</summary>
    public static readonly PulseAnswers Empty = new();

    /// <summary>What helped.</summary>
    public string Helped { get; init; } = "";

    /// <summary>What I still need.</summary>
    public string Need { get; init; } = "";

    /// <summary>How things feel; null for blank. It opens with the rest only where both show their lines.</summary>
    public Steadiness? Steadiness { get; init; }

    /// <summary>How free one felt to speak; null for blank. It is in no seal and never opens.</summary>
    public Freedom? Freedom { get; init; }

    /// <summary>Whether nothing was answered that opens.</summary>
    public bool IsBlank => Steadiness is null && string.IsNullOrWhiteSpace(Helped) && string.IsNullOrWhiteSpace(Need);

    /// <summary>What keeps it from being saved.</summary>
    public RepairStep? Flaw =>
        Helped.Length > MaxAnswer || Need.Length > MaxAnswer ? RepairStep.TooLong
        : !PlainText.IsKeepable(Helped) || !PlainText.IsKeepable(Need) ? RepairStep.Unreadable
        : null;

    /// <summary>These answers with a change made to them.</summary>
    public PulseAnswers WithChange(PulseAnswers before, PulseAnswers after) => new()
    {
        Helped = before.Helped == after.Helped ? Helped : after.Helped,
        Need = before.Need == after.Need ? Need : after.Need,
        Steadiness = before.Steadiness == after.Steadiness ? Steadiness : after.Steadiness,
        Freedom = before.Freedom == after.Freedom ? Freedom : after.Freedom,
    };

    /// <summary>Nothing of what was answered.</summary>
    public override string ToString() => "[pulse]";

    /// <summary>Whether it was hard to speak freely in the two latest weeks that have an answer, the oldest first.</summary>
    public static bool WasHardToSpeakTwice(IEnumerable<PulseAnswers> weeks) =>
        weeks.Select(week => week.Freedom).OfType<Freedom>().TakeLast(2).ToList() is [Repair.Freedom.Hardly, Repair.Freedom.Hardly];
}
