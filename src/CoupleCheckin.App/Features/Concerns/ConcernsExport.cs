using System.Runtime.CompilerServices;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Concerns;

/// <summary>What one wants or wanted to raise, and the hints that one put away.</summary>
internal sealed class ConcernsExport : IExportPart
{
    public string Name => "concerns";

    public string Title => "What you wrote to raise it";

    public IReadOnlyList<Type> Holds => [typeof(ConcernDraft), typeof(PutAwayHints)];

    public async IAsyncEnumerable<ExportItem> ReadAsync(ExportSpace space, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var db = space.Space.Db;
        foreach (var ids in ExportSpace.FewAtATime(await db.ConcernDrafts.Select(row => row.Id).ToListAsync(cancellationToken)))
        {
            foreach (var row in await db.ConcernDrafts.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken))
            {
                ExportItem item;
                try
                {
                    item = space.Item("A concern", Drafts.Open(space.Space, row));
                }
                catch (SealBrokenException)
                {
                    item = space.Broken("A concern");
                }

                yield return item;
            }
        }

        var (_, putAway) = await PutAway.OpenAsync(space.Space, cancellationToken);
        if (putAway.Count > 0)
            yield return space.Item("Hints you put away", new { Hints = putAway });
    }
}
