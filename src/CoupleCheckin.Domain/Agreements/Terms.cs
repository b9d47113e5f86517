using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Agreements;

/// <summary>How much the two tell each other.</summary>
public enum Openness
{
    /// <summary>No need to tell.</summary>
    NoNeedToTell = 1,

    /// <summary>Tell afterwards.</summary>
    TellAfterwards = 2,

    /// <summary>Tell before.</summary>
    TellBefore = 3,

    /// <summary>Decide together.</summary>
    DecideTogether = 4,
}

/// <summary>How words are to stand.</summary>
public enum TermsForm
{
    /// <summary>Until they are changed or ended.</summary>
    Lasting = 1,

    /// <summary>On trial: they lapse by themselves after a day.</summary>
    Trial = 2,

    /// <summary>Nothing is settled, and that is left so until a day.</summary>
    LeftOpen = 3,

    /// <summary>The clause ends.</summary>
    Ending = 4,
}

/// <summary>For whom words are meant. Both is the usual; one of the two needs that both want it so.</summary>
public enum ForWhom
{
    /// <summary>Both alike.</summary>
    Both = 0,

    /// <summary>Whoever opened the space.</summary>
    FirstSeat = Seat.First,

    /// <summary>Whoever was invited.</summary>
    SecondSeat = Seat.Second,
}

/// <summary>What a clause says. Only the line is needed; the rest helps where a line is not enough.</summary>
public sealed record Terms
{
    /// <summary>The longest line, in UTF-16 code units.</summary>
    public const int MaxLineLength = 600;

    /// <summary>The longest of the other texts, in UTF-16 code units.</summary>
    public const int MaxTextLength = 2_000;

    /// <summary>The latest day that can be named, as a distance from the first.</summary>
    public const int MaxYears = 20;

    /// <summary>With nothing in it.</summary>
    public static readonly Terms Empty = new();

    /// <summary>How it is to stand.</summary>
    public TermsForm Form { get; init; } = TermsForm.Lasting;

    /// <summary>The sentence the couple lives by.</summary>
    public string Line { get; init; } = "";

    /// <summary>What is fine.</summary>
    public string Fine { get; init; } = "";

    /// <summary>What is not.</summary>
    public string NotFine { get; init; } = "";

    /// <summary>Examples.</summary>
    public string Examples { get; init; } = "";

    /// <summary>Exceptions.</summary>
    public string Exceptions { get; init; } = "";

    /// <summary>What the two do if it slips.</summary>
    public string IfItSlips { get; init; } = "";

    /// <summary>How much the two tell each other; none where it is left open.</summary>
    public Openness? Openness { get; init; }

    /// <summary>For whom it is meant.</summary>
    public ForWhom For { get; init; }

    /// <summary>The first day on which it is to be in force; never before both have signed.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day of a trial, or of being left open.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>When to look at it again.</summary>
    public DateOnly? ReviewOn { get; init; }

    /// <summary>The behaviour it is about; none when it was written from nothing.</summary>
    public BehaviourKey? Behaviour { get; init; }

    /// <summary>All that was typed, part by part, in the order of the page.</summary>
    public IEnumerable<string> Texts => [Line, Fine, NotFine, Examples, Exceptions, IfItSlips];

    /// <summary>Whether it ends by itself.</summary>
    public bool EndsByItself => Form is TermsForm.Trial or TermsForm.LeftOpen;

    /// <summary>What keeps it from being proposed on a day.</summary>
    /// <param name="today">The day, in the couple's zone.</param>
    public TermsFlaw FlawOn(DateOnly today) =>
        Texts.Any(text => !PlainText.IsKeepable(text)) ? TermsFlaw.Unreadable
        : Line.Length > MaxLineLength || Texts.Any(text => text.Length > MaxTextLength) ? TermsFlaw.TooLong
        : Form == TermsForm.Ending ? TermsFlaw.None
        : string.IsNullOrWhiteSpace(Line) ? TermsFlaw.NoLine
        : Form != TermsForm.LeftOpen && Openness is null ? TermsFlaw.NoOpenness
        : EndsByItself && Until is null ? TermsFlaw.NoEnd
        : EndsByItself && Until < Latest(today, From) ? TermsFlaw.EndIsPast
        : ReviewOn is { } review && review <= today ? TermsFlaw.ReviewIsPast
        : new[] { From, Until, ReviewOn }.Any(day => day > today.AddYears(MaxYears)) ? TermsFlaw.TooFarAway
        : TermsFlaw.None;

    /// <summary>Whether two say the same to somebody who reads them; spaces, capitals and full stops aside, and without their dates.</summary>
    public bool SaysTheSameAs(Terms other) =>
        Form == other.Form && Openness == other.Openness && For == other.For && Texts.Select(Plain).SequenceEqual(other.Texts.Select(Plain), StringComparer.Ordinal);

    /// <summary>Nothing of the words.</summary>
    public override string ToString() => "[terms]";

    private static DateOnly Latest(DateOnly today, DateOnly? from) => from > today ? from.Value : today;

    private static string Plain(string text) =>
        string.Join(' ', text.ToUpperInvariant().Split([' ', '\t', '\r', '\n', '.', ',', ';', ':', '!', '?'], StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Why a clause cannot be proposed as it is.</summary>
public enum TermsFlaw
{
    /// <summary>It can.</summary>
    None,

    /// <summary>There is no line.</summary>
    NoLine,

    /// <summary>A text is too long.</summary>
    TooLong,

    /// <summary>A text holds a broken or invisible control character that cannot be kept exactly.</summary>
    Unreadable,

    /// <summary>Nothing was chosen for how much to tell.</summary>
    NoOpenness,

    /// <summary>A trial, or what is left open, needs a day on which it ends.</summary>
    NoEnd,

    /// <summary>It would have ended before it began.</summary>
    EndIsPast,

    /// <summary>The day of the review has passed.</summary>
    ReviewIsPast,

    /// <summary>A day is further away than <see cref="Terms.MaxYears"/>.</summary>
    TooFarAway,

    /// <summary>Something that watches the other needs an end (content.md 5.2).</summary>
    WatchingNeedsAnEnd,

    /// <summary>Something that watches the other is for both or for nobody (content.md 5.2).</summary>
    WatchingNeedsBoth,
}
