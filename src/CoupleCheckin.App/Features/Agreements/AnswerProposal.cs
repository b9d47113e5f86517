using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>Declines the words that the other proposed, with a reason that the other reads.</summary>
public sealed class DeclineProposal
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal DeclineProposal(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Declines them.</summary>
    /// <param name="id">Of which clause.</param>
    /// <param name="number">The number of the words as they were read.</param>
    /// <param name="reason">Why; it has to be keepable.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What became of it; null when there is no such clause, or the reason cannot be kept.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<ClauseStep?> RunAsync(ClauseId id, int number, DeclineReason reason, CancellationToken cancellationToken = default)
    {
        if (!reason.IsKeepable)
            return null;
        await using var space = await opener.OpenAsync(cancellationToken);
        return await Clauses.TakeAsync(
            space,
            switchboard,
            id,
            clause => Task.FromResult(clause.Decline(space.Me, number, Clauses.SealReason(space, id, number, reason.Write()), time.GetUtcNow())),
            cancellationToken);
    }
}

/// <summary>Takes one's own open words back. The other sees that they were taken back.</summary>
public sealed class WithdrawProposal
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal WithdrawProposal(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Takes them back.</summary>
    /// <returns>What became of it; null when there is no such clause.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<ClauseStep?> RunAsync(ClauseId id, int number, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return await Clauses.TakeAsync(space, switchboard, id, clause => Task.FromResult(clause.Withdraw(space.Me, number, time.GetUtcNow())), cancellationToken);
    }
}

/// <summary>Asks to look at a clause again, or takes that back. It stays readable and in force all the while.</summary>
public sealed class AskForReview
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal AskForReview(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Asks, or takes it back.</summary>
    /// <returns>What became of it; null when there is no such clause.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<ClauseStep?> RunAsync(ClauseId id, bool asked, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return await Clauses.TakeAsync(
            space,
            switchboard,
            id,
            async clause => asked
                ? clause.AskForReview(space.Me, (await Calendar.OfAsync(space.Db, space.Us, time, cancellationToken)).Today, time.GetUtcNow())
                : clause.EndReview(space.Me),
            cancellationToken);
    }
}
