using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Journal;

/// <summary>Saves changes to one's own journal, all or none.</summary>
public sealed class SaveJournal
{
    private readonly Opener opener;
    private readonly Engine engine;
    private readonly AppOptions options;

    internal SaveJournal(Opener opener, Engine engine, AppOptions options) => (this.opener, this.engine, this.options) = (opener, engine, options);

    /// <summary>Saves them.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<JournalSaving> RunAsync(IReadOnlyList<JournalChange> changes, CancellationToken cancellationToken = default)
    {
        var me = await opener.JournalAsync();
        await using var db = engine.Couples(me);
        return await StageAsync(db, changes, options.JournalBytes, cancellationToken) is not JournalSaving.Saved and var refused ? refused
            : await db.TrySaveAsync(cancellationToken) == Saving.Saved ? JournalSaving.Saved
            : JournalSaving.Overtaken;
    }

    /// <summary>Prepares the changes; they are written with the next save.</summary>
    internal static async Task<JournalSaving> StageAsync(CoupleDb db, IReadOnlyList<JournalChange> changes, long mostBytes, CancellationToken cancellationToken)
    {
        if (changes.Any(change => change.Blob is { Length: > JournalLimits.LongestRecord or 0 } || change.Expected < 0)
            || changes.Select(change => change.Id).Distinct().Count() != changes.Count)
            return JournalSaving.Refused;
        var present = await PresentAsync(db, changes, cancellationToken);
        foreach (var change in changes)
        {
            if ((present.GetValueOrDefault(change.Id)?.Version ?? 0) != change.Expected)
                return JournalSaving.Overtaken;
        }

        var grows = changes.Sum(change => (long)(change.Blob?.Length ?? 0) - (present.GetValueOrDefault(change.Id)?.Blob.Length ?? 0));
        if (grows > 0 && await IsFullAsync(db, changes, present, grows, mostBytes, cancellationToken))
            return JournalSaving.Full;
        foreach (var change in changes)
            Apply(db, change, present.GetValueOrDefault(change.Id));
        return JournalSaving.Saved;
    }

    private static async Task<Dictionary<Guid, SealedRecord>> PresentAsync(CoupleDb db, IReadOnlyList<JournalChange> changes, CancellationToken cancellationToken)
    {
        var present = new Dictionary<Guid, SealedRecord>();
        foreach (var some in changes.Select(change => change.Id).Chunk(AskedAtOnce))
        {
            foreach (var row in await db.SealedRecords.Where(record => some.Contains(record.Id)).ToListAsync(cancellationToken))
                present.Add(row.Id, row);
        }

        return present;
    }

    private static async Task<bool> IsFullAsync(
        CoupleDb db, IReadOnlyList<JournalChange> changes, Dictionary<Guid, SealedRecord> present, long grows, long mostBytes, CancellationToken cancellationToken)
    {
        var bytes = await db.SealedRecords.SumAsync(record => (long)record.Blob.Length, cancellationToken);
        var records = await db.SealedRecords.CountAsync(cancellationToken) + changes.Count(change => change.Blob is not null) - present.Count;
        return bytes + grows > mostBytes || records > JournalLimits.MostRecords;
    }

    private static void Apply(CoupleDb db, JournalChange change, SealedRecord? row)
    {
        if (row is null && change.Blob is not null)
            db.SealedRecords.Add(SealedRecord.Of(db.Viewer.Person, change.Id, change.Blob));
        else if (change.Blob is not null)
            row!.Put(change.Blob);
        else if (row is not null)
            db.SealedRecords.Remove(row);
    }

    private const int AskedAtOnce = 500;
}
