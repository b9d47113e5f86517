using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>Finds clauses with all their steps, and takes steps. A clause of others is not found, like one that never was.</summary>
internal static class Clauses
{
    /// <summary>
    /// Finds one. Its lists are read one by one: side by side in one query they would multiply each other. When somebody took a step
    /// in between, the lists are of two moments; they are forgotten and read anew.
    /// </summary>
    public static async Task<Clause?> FindAsync(OpenSpace space, ClauseId id, CancellationToken cancellationToken)
    {
        while (await space.Db.Clauses.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } clause)
        {
            await space.Db.Proposals.Where(row => row.Couple == clause.Couple && row.Clause == id).LoadAsync(cancellationToken);
            await space.Db.ClauseSignatures.Where(row => row.Couple == clause.Couple && row.Clause == id).LoadAsync(cancellationToken);
            await space.Db.ProposalClosings.Where(row => row.Couple == clause.Couple && row.Clause == id).LoadAsync(cancellationToken);
            await space.Db.AgreementVersions.Where(row => row.Couple == clause.Couple && row.Clause == id).LoadAsync(cancellationToken);
            await space.Db.ReviewRequests.Where(row => row.Couple == clause.Couple && row.Clause == id).LoadAsync(cancellationToken);
            if (await space.Db.Clauses.AnyAsync(row => row.Id == id && row.Version == clause.Version, cancellationToken))
                return clause;
            foreach (var read in space.Db.ChangeTracker.Entries().Where(entry => entry.State == EntityState.Unchanged).ToList())
                read.State = EntityState.Detached;
        }

        return null;
    }

    /// <summary>Takes one step: reads the clause, decides, saves, and when somebody was faster decides anew on what is there now.</summary>
    public static async Task<ClauseStep?> TakeAsync(
        OpenSpace space, Switchboard switchboard, ClauseId id, Func<Clause, Task<ClauseStep>> step, CancellationToken cancellationToken)
    {
        ClauseStep? taken = null;
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                taken = await FindOursAsync() is { } clause ? await step(clause) : null;
                return taken == ClauseStep.Taken;
            },
            cancellationToken);
        if (!isOpen)
            return await FindOursAsync() is null ? null : ClauseStep.SpaceClosed;
        if (taken == ClauseStep.Taken)
            switchboard.ToCouple(space.Us, new(SignalKind.Agreement, id.Value));
        return taken;

        async Task<Clause?> FindOursAsync() => await FindAsync(space, id, cancellationToken) is { } clause && clause.Couple == space.Us ? clause : null;
    }

    /// <summary>The words of a proposal as the couple's key opens them.</summary>
    /// <exception cref="SealBrokenException">They are not what was written.</exception>
    public static byte[] OpenWords(SecretKey coupleKey, Proposal proposal) => SealedBlob.Open(coupleKey, Binding(proposal.Couple, proposal.Clause, proposal.Author, proposal.Number), proposal.Words);

    /// <summary>Seals words under the number they will have.</summary>
    public static byte[] SealWords(OpenSpace space, ClauseId clause, int number, byte[] words) => SealedBlob.Seal(space.Key, Binding(space.Us, clause, space.Me, number), words);

    /// <summary>The reason why a proposal was declined, sealed.</summary>
    public static byte[] SealReason(OpenSpace space, ClauseId clause, int number, byte[] reason) =>
        SealedBlob.Seal(space.Key, Binding(space.Us, clause, space.Me, number) with { Kind = StoreKind.DeclineReason }, reason);

    /// <summary>The reason again.</summary>
    /// <exception cref="SealBrokenException">It is not what was written.</exception>
    public static byte[] OpenReason(SecretKey coupleKey, ProposalClosing closing) =>
        SealedBlob.Open(coupleKey, Binding(closing.Couple, closing.Clause, closing.Author, closing.Proposal) with { Kind = StoreKind.DeclineReason }, closing.Reason);

    private static RecordBinding Binding(CoupleId couple, ClauseId clause, PersonId author, int number) => new(StoreKind.Terms, author, clause.Value, couple, 1, (ulong)number);
}
