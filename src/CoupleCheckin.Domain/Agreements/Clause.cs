using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Agreements;

/// <summary>
/// One line the couple lives by, from its first proposal on: everything that was proposed, answered and signed. It knows
/// <em>that</em> words were proposed, never <em>which</em>. What is open and what is in force follows from the steps; neither is
/// stored, and no step undoes another.
/// </summary>
public sealed class Clause : IShared
{
    /// <summary>How long the same change is left alone after it was declined.</summary>
    public static readonly TimeSpan CoolOff = TimeSpan.FromDays(7);

    private readonly List<Proposal> proposals = [];
    private readonly List<ClauseSignature> signatures = [];
    private readonly List<ProposalClosing> closings = [];
    private readonly List<AgreementVersion> versions = [];
    private readonly List<ReviewRequest> reviews = [];

    private Clause()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>Which clause.</summary>
    public ClauseId Id { get; private init; }

    /// <summary>Raised by one with each step, so that two steps at once are taken one after the other.</summary>
    public long Version { get; private set; }

    /// <summary>Everything that was proposed.</summary>
    public IReadOnlyCollection<Proposal> Proposals => proposals;

    /// <summary>Every signature.</summary>
    public IReadOnlyCollection<ClauseSignature> Signatures => signatures;

    /// <summary>What was declined or withdrawn.</summary>
    public IReadOnlyCollection<ProposalClosing> Closings => closings;

    /// <summary>What both signed.</summary>
    public IReadOnlyCollection<AgreementVersion> Versions => versions;

    /// <summary>Who asked to look at it again.</summary>
    public IReadOnlyCollection<ReviewRequest> Reviews => reviews;

    /// <summary>The proposal that waits for an answer; null while none does.</summary>
    public Proposal? Open => proposals.MaxBy(proposal => proposal.Number) is { } last && IsOpen(last) ? last : null;

    /// <summary>What both signed last, whether or not it has begun, ended or lapsed; null before the first.</summary>
    public AgreementVersion? Latest => versions.MaxBy(version => version.Number);

    /// <summary>Whether one of the two asked to look at it again, and no new words were signed since.</summary>
    public bool IsUnderReview => reviews.Any(StillStands);

    /// <summary>A clause with nothing in it yet.</summary>
    public static Clause Begin(CoupleId couple) => new() { Couple = couple, Id = ClauseId.New() };

    /// <summary>What is in force on a day; null when nothing is. What lapsed or ended is not.</summary>
    public AgreementVersion? InForceOn(DateOnly day) => AgreementVersion.InForceOn(versions, day);

    /// <summary>Whether this partner asked to look at it again.</summary>
    public bool HasAskedForReview(PersonId person) => reviews.Any(review => review.Author == person && StillStands(review));

    /// <summary>What became of a proposal.</summary>
    public ProposalState StateOf(Proposal proposal) =>
        versions.Any(version => version.Proposal == proposal.Number) ? ProposalState.Agreed
        : closings.Find(closing => closing.Proposal == proposal.Number) is { } closing ? closing.How
        : proposals.Any(answer => answer.Answers == proposal.Number) ? ProposalState.Countered
        : ProposalState.Open;

    /// <summary>Proposes words, or answers open ones with others. Whoever proposes signs in the same step.</summary>
    /// <param name="me">Who proposes.</param>
    /// <param name="answers">The number of the proposal that is answered; null for words that answer none.</param>
    /// <param name="form">How the words are to stand.</param>
    /// <param name="today">The day in the couple's zone.</param>
    /// <param name="now">The time.</param>
    /// <param name="write">Seals the words under their number, and signs them.</param>
    public ClauseStep Propose(PersonId me, int? answers, TermsForm form, DateOnly today, DateTimeOffset now, Func<int, (byte[] Words, byte[] Signature)> write)
    {
        if (Open?.Author == me)
            return ClauseStep.IsMine;
        if (Open?.Number != answers)
            return ClauseStep.Overtaken;
        if (form == TermsForm.Ending && InForceOn(today) is null && !(Latest is { Form: not TermsForm.Ending } coming && coming.From > today))
            return ClauseStep.NotInForce;
        var number = proposals.Count == 0 ? 1 : proposals.Max(proposal => proposal.Number) + 1;
        var (words, signature) = write(number);
        var proposal = Proposal.On(this, number, me, answers, form, words, now);
        proposals.Add(proposal);
        signatures.Add(ClauseSignature.Under(proposal, me, signature, now));
        Version++;
        return ClauseStep.Taken;
    }

    /// <summary>Signs the open words, which puts them in force. The one who proposed them cannot.</summary>
    /// <param name="me">Who signs.</param>
    /// <param name="number">The number of the words that were read.</param>
    /// <param name="place">Where the new version stands in the agreement.</param>
    /// <param name="now">The time.</param>
    /// <param name="sign">Signs the words together with that place.</param>
    public ClauseStep Sign(PersonId me, int number, PlaceInAgreement place, DateTimeOffset now, Func<Proposal, AgreementVersion, byte[]> sign)
    {
        if (Open is not { } open || open.Number != number)
            return Find(number) is { } earlier && StateOf(earlier) == ProposalState.Agreed ? ClauseStep.AlreadyTaken : ClauseStep.Overtaken;
        if (open.Author == me)
            return ClauseStep.IsMine;
        if (open.Form == TermsForm.Ending && Latest is null or { Form: TermsForm.Ending })
            return ClauseStep.NotInForce;

        // A clock set back, or a zone changed, must not make anything begin on a day that was over when it was signed.
        var signedOn = versions.Select(version => version.SignedOn).Append(place.Today).Max();
        if (place.Until < (place.From > signedOn ? place.From : signedOn))
            return ClauseStep.DatesPassed;
        var version = AgreementVersion.Of(open, me, place with { Today = signedOn }, now);
        signatures.Add(ClauseSignature.Under(open, me, sign(open, version), now));
        versions.Add(version);
        Version++;
        return ClauseStep.Taken;
    }

    /// <summary>Declines the open words, with a reason.</summary>
    /// <param name="me">Who declines.</param>
    /// <param name="number">The number of the words that were read.</param>
    /// <param name="reason">The reason, sealed.</param>
    /// <param name="now">The time.</param>
    public ClauseStep Decline(PersonId me, int number, byte[] reason, DateTimeOffset now) =>
        Open is not { } open || open.Number != number ? ClauseStep.Overtaken
        : open.Author == me ? ClauseStep.IsMine
        : Close(open, me, ProposalState.Declined, reason, now);

    /// <summary>Takes one's own open words back.</summary>
    public ClauseStep Withdraw(PersonId me, int number, DateTimeOffset now) =>
        Open is not { } open || open.Number != number ? ClauseStep.Overtaken
        : open.Author != me ? ClauseStep.IsTheirs
        : Close(open, me, ProposalState.Withdrawn, [], now);

    /// <summary>Asks to look at the clause again. It stays readable and in force.</summary>
    public ClauseStep AskForReview(PersonId me, DateOnly today, DateTimeOffset now)
    {
        if (InForceOn(today) is null)
            return ClauseStep.NotInForce;
        if (HasAskedForReview(me))
            return ClauseStep.AlreadyTaken;
        reviews.Add(ReviewRequest.Of(this, me, Latest!.Number, now));
        Version++;
        return ClauseStep.Taken;
    }

    /// <summary>Takes one's own wish to look at it again back.</summary>
    public ClauseStep EndReview(PersonId me)
    {
        if (reviews.RemoveAll(review => review.Author == me && StillStands(review)) == 0)
            return ClauseStep.AlreadyTaken;
        Version++;
        return ClauseStep.Taken;
    }

    /// <summary>A proposal by its number.</summary>
    public Proposal? Find(int number) => proposals.Find(proposal => proposal.Number == number);

    private bool IsOpen(Proposal proposal) => StateOf(proposal) == ProposalState.Open;

    private bool StillStands(ReviewRequest review) => Latest?.Number == review.OfVersion;

    private ClauseStep Close(Proposal open, PersonId me, ProposalState how, byte[] reason, DateTimeOffset now)
    {
        closings.Add(ProposalClosing.Of(open, me, how, reason, now));
        Version++;
        return ClauseStep.Taken;
    }
}

/// <summary>What became of a proposal. Each has exactly one of these.</summary>
public enum ProposalState
{
    /// <summary>It waits for an answer.</summary>
    Open = 1,

    /// <summary>Both signed it.</summary>
    Agreed = 2,

    /// <summary>It was answered with other words.</summary>
    Countered = 3,

    /// <summary>It was declined.</summary>
    Declined = 4,

    /// <summary>Its author took it back.</summary>
    Withdrawn = 5,
}

/// <summary>What became of a step with a clause.</summary>
public enum ClauseStep
{
    /// <summary>It was taken.</summary>
    Taken,

    /// <summary>It had been taken before; nothing changed.</summary>
    AlreadyTaken,

    /// <summary>These words do not wait any more: they were answered, taken back or declined meanwhile.</summary>
    Overtaken,

    /// <summary>They are one's own words, and only the other can answer them.</summary>
    IsMine,

    /// <summary>They are the other's words, and only the other can take them back.</summary>
    IsTheirs,

    /// <summary>Nothing is in force that could be ended or looked at again.</summary>
    NotInForce,

    /// <summary>The words would have ended before they began.</summary>
    DatesPassed,

    /// <summary>The space is closed.</summary>
    SpaceClosed,
}
