using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>Opens one clause with all that happened to it, and checks every signature and that no version is missing.</summary>
public sealed class OpenClause
{
    private readonly Opener opener;
    private readonly OverControl guard;
    private readonly BehaviourBook book;
    private readonly TimeProvider time;

    internal OpenClause(Opener opener, OverControl guard, BehaviourBook book, TimeProvider time) =>
        (this.opener, this.guard, this.book, this.time) = (opener, guard, book, time);

    /// <summary>Opens it.</summary>
    /// <returns>The clause; null when there is none, or it is not one's own.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<ClauseView?> RunAsync(ClauseId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        if (await Clauses.FindAsync(space, id, cancellationToken) is not { } clause)
            return null;
        var couple = clause.Couple;
        using var key = await space.KeyOfAsync(couple, cancellationToken);
        using var verifier = await Verifier.OfAsync(space, couple, cancellationToken);
        var today = (await Calendar.OfAsync(space.Db, couple, time, cancellationToken)).Today;
        var seats = await space.Db.Seats.AsNoTracking().Where(seat => seat.Couple == couple).ToListAsync(cancellationToken);
        var (me, partner) = Partners.Of(key, space.Me, seats);
        var opened = clause.Proposals.ToDictionary(
            proposal => proposal.Number,
            proposal => OpenedWords.Open(
                key, verifier, proposal, [.. clause.Signatures.Where(signature => signature.Proposal == proposal.Number)], clause.Versions.SingleOrDefault(version => version.Proposal == proposal.Number)));
        var chained = Chained(clause, opened);
        var standing = clause.InForceOn(today);
        var terms = standing is null ? null : opened[standing.Proposal].Terms;
        var known = await book.OpenAsync(space, couple, key, cancellationToken);
        var (_, mine) = await OwnReasons.OpenAsync(space, id, cancellationToken);
        var isClosed = await space.Db.Couples.AnyAsync(row => row.Id == couple && row.ClosedAt != null, cancellationToken);
        return new(
            id,
            clause.Latest?.ClauseNumber,
            me,
            partner!,
            isClosed || couple != space.Us,
            today,
            standing is null ? null : Lines.Of(standing, Checked(standing.Proposal), today, clause.IsUnderReview, clause.Open is not null),
            clause.Open is not { } open ? null : Lines.Open(guard, space.Me, open, clause.Latest?.ClauseNumber, Lines.RoundOf(open, clause.Proposals), opened[open.Number], open.Answers is { } answered ? opened[answered].Terms : terms),
            [.. clause.Proposals.OrderByDescending(proposal => proposal.Number).Select(Step)],
            clause.HasAskedForReview(space.Me),
            seats.Exists(seat => seat.Person != space.Me && clause.HasAskedForReview(seat.Person)),
            (terms ?? opened.Values.LastOrDefault()?.Terms)?.Behaviour is { } behaviour ? known.Card(behaviour) : null,
            mine);

        OpenedWords Checked(int proposal) => opened[proposal] with { IsWhole = opened[proposal].IsWhole && chained.Contains(proposal) };

        ClauseStepView Step(Proposal proposal)
        {
            var version = clause.Versions.SingleOrDefault(one => one.Proposal == proposal.Number);
            var closing = clause.Closings.SingleOrDefault(one => one.Proposal == proposal.Number);
            return new(
                proposal.Number, proposal.Author == space.Me, proposal.At, clause.StateOf(proposal), closing?.At, closing is null ? null : Reason(key, closing), proposal.Form,
                opened[proposal.Number].Terms, version?.Number, version?.SignedOn, version?.From, version?.Until, Checked(proposal.Number).IsWhole);
        }
    }

    /// <summary>The proposals whose words name what stood before them; in a changed or shortened history somebody's words do not.</summary>
    private static HashSet<int> Chained(Clause clause, Dictionary<int, OpenedWords> opened) =>
    [
        .. from proposal in clause.Proposals
           let before = clause.Versions.Where(version => version.Proposal < proposal.Number).MaxBy(version => version.Number)
           where opened[proposal.Number].Previous.AsSpan().SequenceEqual(before is null ? SignedWords.NothingBefore : opened[before.Proposal].OfferHash)
           select proposal.Number,
    ];

    private static DeclineReason? Reason(SecretKey key, ProposalClosing closing)
    {
        if (closing.Reason.Length == 0)
            return null;
        try
        {
            return DeclineReason.Read(Clauses.OpenReason(key, closing));
        }
        catch (SealBrokenException)
        {
            return null;
        }
    }
}
