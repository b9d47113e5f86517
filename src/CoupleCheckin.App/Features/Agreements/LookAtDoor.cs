using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>What there is to do in the agreement, without a word of it.</summary>
/// <param name="WordsWait">Whether words of the partner wait for an answer.</param>
/// <param name="IsDue">Whether it is time to look at a clause again, or somebody asked to.</param>
public sealed record AgreementDoor(bool WordsWait, bool IsDue);

/// <summary>Looks whether there is anything to do in the agreement. No word is opened for it.</summary>
public sealed class LookAtDoor
{
    private readonly Opener opener;
    private readonly TimeProvider time;

    internal LookAtDoor(Opener opener, TimeProvider time) => (this.opener, this.time) = (opener, time);

    /// <summary>Looks.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<AgreementDoor> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        if (!await space.IsOpenAsync(cancellationToken))
            return new(false, false);
        var today = (await Calendar.OfAsync(space.Db, space.Us, time, cancellationToken)).Today;
        var versions = await space.Db.AgreementVersions.AsNoTracking().Where(version => version.Couple == space.Us).ToListAsync(cancellationToken);
        var reviews = await space.Db.ReviewRequests.AsNoTracking().Where(review => review.Couple == space.Us).ToListAsync(cancellationToken);
        var byClause = versions.GroupBy(version => version.Clause);
        return new(
            await OpenAgreement.OpenProposals(space.Db, space.Us).AnyAsync(proposal => proposal.Author != space.Me, cancellationToken),
            byClause.Any(clause => AgreementVersion.InForceOn(clause, today) is { } standing
                && (standing.IsDueOn(today) || reviews.Exists(review => review.Clause == clause.Key && review.OfVersion == clause.Max(version => version.Number)))));
    }
}
