using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Conversations;

/// <summary>What one has written in a talk and not said, opened and sealed with one's own key.</summary>
internal static class Notes
{
    public static async Task<(TalkNotes? Row, OwnWords Words)> OpenAsync(OpenSpace space, TalkId talk, CancellationToken cancellationToken)
    {
        var row = await space.Db.TalkNotes.SingleOrDefaultAsync(notes => notes.Talk == talk, cancellationToken);
        return (row, row is null ? OwnWords.Empty : SealedJson.Open<OwnWords>(space.Root, Binding(space, talk, row.Version), row.Blob));
    }

    public static void Put(OpenSpace space, TalkId talk, TalkNotes? row, OwnWords words)
    {
        if (row is null)
            space.Db.TalkNotes.Add(row = TalkNotes.Of(space.Me, talk));
        row.Put(version => SealedJson.Seal(space.Root, Binding(space, talk, version), words));
    }

    private static RecordBinding Binding(OpenSpace space, TalkId talk, long version) =>
        new(StoreKind.TalkNotes, space.Me, talk.Value, default, 1, (ulong)version);
}
