using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Agreements;

/// <summary>Where new words stand in the agreement.</summary>
/// <param name="Number">The number of the agreement's new version.</param>
/// <param name="ClauseNumber">The number of the clause on paper; it keeps it for ever.</param>
/// <param name="Today">The day of signing, in the couple's zone.</param>
/// <param name="From">The first day on which the words are to be in force; never before the day of signing.</param>
/// <param name="Until">Their last day; null when they stand until they are changed.</param>
/// <param name="ReviewOn">When to look at them again.</param>
public sealed record PlaceInAgreement(int Number, int ClauseNumber, DateOnly Today, DateOnly From, DateOnly? Until, DateOnly? ReviewOn);

/// <summary>
/// One version of the agreement: that both signed new words for one clause, and the days on which these are in force. It is written
/// once, so that "what did we have on this day?" has the same answer for ever.
/// </summary>
public sealed class AgreementVersion : IShared, IAuthored, IPermanent
{
    private AgreementVersion()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>Whose signature was the second.</summary>
    public PersonId Author { get; private init; }

    /// <summary>Counts the versions of the couple's agreement, from 1, without a gap.</summary>
    public int Number { get; private init; }

    /// <summary>Which clause has new words.</summary>
    public ClauseId Clause { get; private init; }

    /// <summary>The number of the clause on paper.</summary>
    public int ClauseNumber { get; private init; }

    /// <summary>Which of its proposals both signed.</summary>
    public int Proposal { get; private init; }

    /// <summary>How the words stand.</summary>
    public TermsForm Form { get; private init; }

    /// <summary>The day on which both had signed, in the couple's zone.</summary>
    public DateOnly SignedOn { get; private init; }

    /// <summary>The first day in force.</summary>
    public DateOnly From { get; private init; }

    /// <summary>The last day in force; null when it stands until it is changed.</summary>
    public DateOnly? Until { get; private init; }

    /// <summary>When to look at it again.</summary>
    public DateOnly? ReviewOn { get; private init; }

    /// <summary>When the second signature was made.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>
    /// What is in force of one clause on a day: the newest version that has begun, unless it ends the clause or is itself over. A
    /// trial that lapsed does not bring back what stood before it.
    /// </summary>
    /// <param name="ofOneClause">All versions of the clause.</param>
    /// <param name="day">The day.</param>
    public static AgreementVersion? InForceOn(IEnumerable<AgreementVersion> ofOneClause, DateOnly day) =>
        LatestOn(ofOneClause, day) is { Form: not TermsForm.Ending } version && !version.IsOverOn(day) ? version : null;

    /// <summary>The newest version that has begun by a day, whether or not it is over; null before the first.</summary>
    public static AgreementVersion? LatestOn(IEnumerable<AgreementVersion> ofOneClause, DateOnly day) =>
        ofOneClause.Where(version => version.From <= day).MaxBy(version => version.Number);

    /// <summary>Whether its last day has passed.</summary>
    public bool IsOverOn(DateOnly day) => Until < day;

    /// <summary>Whether it is time to look at it again.</summary>
    public bool IsDueOn(DateOnly day) => ReviewOn <= day;

    internal static AgreementVersion Of(Proposal proposal, PersonId author, PlaceInAgreement place, DateTimeOffset at) => new()
    {
        Couple = proposal.Couple, Author = author, Number = place.Number, Clause = proposal.Clause, ClauseNumber = place.ClauseNumber, Proposal = proposal.Number, Form = proposal.Form,
        SignedOn = place.Today, From = place.From > place.Today ? place.From : place.Today, Until = place.Until, ReviewOn = place.ReviewOn, At = at,
    };
}
