using System.Text;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>Opens the agreement: all that is in force on a day, what waits for an answer, its versions, and what stands beside it.</summary>
public sealed class OpenAgreement
{
    private readonly Opener opener;
    private readonly OverControl guard;
    private readonly TimeProvider time;

    internal OpenAgreement(Opener opener, OverControl guard, TimeProvider time) => (this.opener, this.guard, this.time) = (opener, guard, time);

    /// <summary>Opens it.</summary>
    /// <param name="day">The day on which it is shown; today without one.</param>
    /// <param name="of">A clause of an earlier couple's agreement; the present one without.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The agreement; null when there is no such clause.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<AgreementView?> RunAsync(DateOnly? day = null, ClauseId? of = null, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var couple = space.Us;
        if (of is { } clause)
        {
            if (await space.Db.Clauses.Where(row => row.Id == clause).Select(row => (CoupleId?)row.Couple).SingleOrDefaultAsync(cancellationToken) is not { } found)
                return null;
            couple = found;
        }

        using var key = await space.KeyOfAsync(couple, cancellationToken);
        using var verifier = await Verifier.OfAsync(space, couple, cancellationToken);
        var calendar = await Calendar.OfAsync(space.Db, couple, time, cancellationToken);
        var shown = day ?? calendar.Today;
        var seats = await space.Db.Seats.AsNoTracking().Where(seat => seat.Couple == couple).ToListAsync(cancellationToken);
        var (me, partner) = Partners.Of(key, space.Me, seats);
        var versions = await space.Db.AgreementVersions.AsNoTracking().Where(version => version.Couple == couple).OrderBy(version => version.Number).ToListAsync(cancellationToken);
        var reviews = await space.Db.ReviewRequests.AsNoTracking().Where(review => review.Couple == couple).ToListAsync(cancellationToken);
        var byClause = versions.ToLookup(version => version.Clause);
        var standing = byClause.Select(ofOne => AgreementVersion.InForceOn(ofOne, shown)).OfType<AgreementVersion>().ToList();
        var over = byClause.Select(ofOne => AgreementVersion.LatestOn(ofOne, shown)).OfType<AgreementVersion>().Where(version => version.IsOverOn(shown)).ToList();
        var coming = byClause.Select(ofOne => ofOne.Last()).Where(version => version.From > shown).ToList();
        var open = await OpenProposals(space.Db, couple).ToListAsync(cancellationToken);
        var opened = await OpenAsync(space, key, verifier, [.. standing, .. over, .. coming], cancellationToken);
        var current = versions.Where(version => version.From <= shown).MaxBy(version => (version.From, version.Number));
        return new(
            me,
            partner,
            await space.Db.Couples.AnyAsync(row => row.Id == couple && row.ClosedAt != null, cancellationToken),
            couple != space.Us,
            calendar.Zone,
            calendar.Today,
            shown,
            current?.Number ?? 0,
            current?.From,
            [.. standing.OrderBy(version => version.ClauseNumber).Select(Line)],
            [.. over.OrderBy(version => version.ClauseNumber).Select(Line)],
            [.. coming.OrderBy(version => version.From).ThenBy(version => version.ClauseNumber).Select(Line)],
            await OpenWordsAsync(space, key, verifier, open, byClause, opened, calendar.Today, cancellationToken),
            [.. versions.Select(Version).Reverse()],
            await StatementsAsync(space, key, couple, cancellationToken),
            await space.Db.ClauseDrafts.AnyAsync(cancellationToken),
            versions.Select((version, at) => version.Number == at + 1).All(fits => fits),
            await EarlierAsync(space, cancellationToken));

        ClauseLine Line(AgreementVersion version) => Lines.Of(
            version, opened[version.Number], shown,
            reviews.Exists(review => review.Clause == version.Clause && review.OfVersion == byClause[version.Clause].Last().Number),
            open.Exists(proposal => proposal.Clause == version.Clause));

        VersionLine Version(AgreementVersion version) => new(
            version.Number, version.SignedOn, version.From, version.Clause, version.ClauseNumber, version.Form, byClause[version.Clause].First().Number == version.Number);
    }

    /// <summary>The proposals that wait for an answer: the last of their clause, neither signed by both nor closed.</summary>
    internal static IQueryable<Proposal> OpenProposals(CoupleDb db, CoupleId couple) => db.Proposals.AsNoTracking()
        .Where(proposal => proposal.Couple == couple
            && !db.Proposals.Any(later => later.Couple == couple && later.Clause == proposal.Clause && later.Number > proposal.Number)
            && !db.AgreementVersions.Any(version => version.Couple == couple && version.Clause == proposal.Clause && version.Proposal == proposal.Number)
            && !db.ProposalClosings.Any(closing => closing.Couple == couple && closing.Clause == proposal.Clause && closing.Proposal == proposal.Number));

    /// <summary>The words of versions, each checked, by the number of the version.</summary>
    internal static async Task<Dictionary<int, OpenedWords>> OpenAsync(
        OpenSpace space, SecretKey key, Verifier verifier, IReadOnlyList<AgreementVersion> versions, CancellationToken cancellationToken)
    {
        if (versions.Count == 0)
            return [];
        var couple = versions[0].Couple;
        var numbers = versions.Select(version => version.Number).ToList();
        var wanted = space.Db.AgreementVersions.AsNoTracking().Where(version => version.Couple == couple && numbers.Contains(version.Number));
        var proposals = await wanted
            .Join(space.Db.Proposals, version => new { version.Couple, version.Clause, Number = version.Proposal }, proposal => new { proposal.Couple, proposal.Clause, proposal.Number }, (version, proposal) => proposal)
            .AsNoTracking().ToDictionaryAsync(proposal => (proposal.Clause, proposal.Number), cancellationToken);
        var signatures = (await wanted
            .Join(space.Db.ClauseSignatures, version => new { version.Couple, version.Clause, version.Proposal }, signature => new { signature.Couple, signature.Clause, signature.Proposal }, (version, signature) => signature)
            .AsNoTracking().ToListAsync(cancellationToken)).ToLookup(signature => (signature.Clause, signature.Proposal));
        return versions.DistinctBy(version => version.Number).ToDictionary(
            version => version.Number,
            version => OpenedWords.Open(key, verifier, proposals.GetValueOrDefault((version.Clause, version.Proposal)), [.. signatures[(version.Clause, version.Proposal)]], version));
    }

    private async Task<IReadOnlyList<OpenWords>> OpenWordsAsync(
        OpenSpace space,
        SecretKey key,
        Verifier verifier,
        List<Proposal> open,
        ILookup<ClauseId, AgreementVersion> versions,
        Dictionary<int, OpenedWords> opened,
        DateOnly today,
        CancellationToken cancellationToken)
    {
        var views = new List<OpenWords>();
        foreach (var proposal in open)
        {
            var earlier = await space.Db.Proposals.AsNoTracking().Where(other => other.Couple == proposal.Couple && other.Clause == proposal.Clause && other.Number < proposal.Number).ToListAsync(cancellationToken);
            var signatures = await space.Db.ClauseSignatures.AsNoTracking().Where(signature => signature.Couple == proposal.Couple && signature.Clause == proposal.Clause && signature.Proposal == proposal.Number).ToListAsync(cancellationToken);
            var standing = AgreementVersion.InForceOn(versions[proposal.Clause], today);
            Terms? before = null;
            if (proposal.Answers is { } answered)
                before = OpenedWords.Open(key, verifier, earlier.Find(other => other.Number == answered), [], null).Terms;
            else if (standing is not null)
                before = (opened.GetValueOrDefault(standing.Number) ?? (await OpenAsync(space, key, verifier, [standing], cancellationToken))[standing.Number]).Terms;
            views.Add(Lines.Open(guard, space.Me, proposal, versions[proposal.Clause].FirstOrDefault()?.ClauseNumber, Lines.RoundOf(proposal, earlier), OpenedWords.Open(key, verifier, proposal, signatures, null), before));
        }

        return [.. views.OrderBy(view => view.IsMine).ThenByDescending(view => view.At)];
    }

    private static async Task<IReadOnlyList<StatementLine>> StatementsAsync(OpenSpace space, SecretKey key, CoupleId couple, CancellationToken cancellationToken)
    {
        var rows = await space.Db.Statements.AsNoTracking().Where(statement => statement.Couple == couple && statement.TakenBackAt == null).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.SaidAt).Select(row => new StatementLine(row.Id, row.Kind, row.Author == space.Me, Said(row), row.SaidAt))];

        string? Said(Statement row)
        {
            try
            {
                return Encoding.UTF8.GetString(Statements.Open(key, row));
            }
            catch (SealBrokenException)
            {
                return null;
            }
        }
    }

    private static async Task<IReadOnlyList<ClauseId>> EarlierAsync(OpenSpace space, CancellationToken cancellationToken)
    {
        var earlier = await space.Db.AgreementVersions.Where(version => version.Couple != space.Us && version.Number == 1).Select(version => version.Clause).ToListAsync(cancellationToken);
        return earlier;
    }
}

/// <summary>Makes what was opened ready to be shown.</summary>
internal static class Lines
{
    public static ClauseLine Of(AgreementVersion version, OpenedWords words, DateOnly day, bool isUnderReview, bool hasOpenWords) => new(
        version.Clause, version.ClauseNumber, words.Terms, words.IsWhole, version.From, version.Until, version.ReviewOn, version.IsDueOn(day), isUnderReview, hasOpenWords);

    public static OpenWords Open(OverControl guard, PersonId me, Proposal proposal, int? clauseNumber, int round, OpenedWords words, Terms? before) => new(
        proposal.Clause,
        clauseNumber,
        proposal.Number,
        round,
        proposal.Author == me,
        proposal.At,
        proposal.Form,
        words.Terms,
        before,
        words.Terms is { Form: not TermsForm.Ending } after ? TermsDiff.Of(before ?? after, after) : [],
        words.IsWhole,
        words.Terms is null ? null : guard.In(words.Terms));

    /// <summary>How many words were said in one exchange, up to a proposal.</summary>
    public static int RoundOf(Proposal proposal, IEnumerable<Proposal> all)
    {
        var answers = all.ToDictionary(one => one.Number, one => one.Answers);
        var round = 1;
        for (var at = proposal.Answers; at is { } number && answers.TryGetValue(number, out var next); at = next)
            round++;
        return round;
    }
}
