using CoupleCheckin.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Journal;

/// <summary>Which records of a journal, and how much of them.</summary>
/// <param name="OnlyVersions">Without the sealed bytes.</param>
/// <param name="Which">Only these; all when it is empty.</param>
public sealed record JournalQuestion(bool OnlyVersions, IReadOnlyList<Guid> Which);

/// <summary>Reads the records of one's own journal, opaque as they are, in no order that says anything.</summary>
public sealed class ListJournal
{
    private readonly Opener opener;
    private readonly Engine engine;

    internal ListJournal(Opener opener, Engine engine) => (this.opener, this.engine) = (opener, engine);

    /// <summary>Reads them one after the other.</summary>
    /// <param name="question">Which.</param>
    /// <param name="count">Told how many there are, before the first.</param>
    /// <param name="show">Told each.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in.</exception>
    public async Task RunAsync(JournalQuestion question, Func<int, Task> count, Func<JournalRecord, Task> show, CancellationToken cancellationToken = default)
    {
        var me = await opener.JournalAsync();
        await using var db = engine.Couples(me);
        var which = question.Which.ToArray();
        var records = which.Length == 0 ? db.SealedRecords.AsNoTracking() : db.SealedRecords.AsNoTracking().Where(record => which.Contains(record.Id));
        await count(await records.CountAsync(cancellationToken));
        if (question.OnlyVersions)
        {
            await foreach (var row in records.Select(record => new { record.Id, record.Version }).AsAsyncEnumerable().WithCancellation(cancellationToken))
                await show(new(row.Id, row.Version, default));
            return;
        }

        await foreach (var row in records.Select(record => new { record.Id, record.Version, record.Blob }).AsAsyncEnumerable().WithCancellation(cancellationToken))
            await show(new(row.Id, row.Version, row.Blob));
    }
}
