using System.Runtime.CompilerServices;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Conversations;

/// <summary>Talks as their two people see them, each with one's own notes.</summary>
internal sealed class TalksExport(ScriptCatalogue scripts, TimeProvider time) : IExportPart
{
    public string Name => "talks";

    public string Title => "Talks, what was said in them, and your own notes";

    public IReadOnlyList<Type> Holds => [typeof(SealedTalk), typeof(TalkNotes)];

    public async IAsyncEnumerable<ExportItem> ReadAsync(ExportSpace space, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var db = space.Space.Db;
        foreach (var ids in ExportSpace.FewAtATime(await db.Talks.Select(row => row.Id).ToListAsync(cancellationToken)))
        {
            foreach (var row in await db.Talks.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken))
            {
                if (await ItemAsync(space, row, cancellationToken) is { } item)
                    yield return item;
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<ExportItem?> ItemAsync(ExportSpace space, SealedTalk row, CancellationToken cancellationToken)
    {
        try
        {
            var talk = Talks.Open(space.Key(row.Couple), row);
            if (!Seeing.MaySee(talk, space.Space.Me, time.GetUtcNow()))
                return null;
            var (_, words) = await Notes.OpenAsync(space.Space, row.Id, cancellationToken);
            return space.Item(
                $"{scripts.Find(new(talk.Script))?.Name ?? "A talk"}, {ExportSpace.Day(talk.BegunAt ?? talk.Invitation.SentAt)}",

                // What the other typed at one's own device and has not said is still theirs.
                new { Talk = talk, YourNote = words.Note, NotSaid = words.Unsaid });
        }
        catch (SealBrokenException)
        {
            return space.Broken("A talk");
        }
    }
}
