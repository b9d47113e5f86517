using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Conversations;

/// <summary>Talks, opened and sealed with the couple's key. A talk of others is not found, like one that never was.</summary>
internal static class Talks
{
    /// <summary>Finds one and opens it.</summary>
    public static async Task<(SealedTalk Row, Talk Talk)?> FindAsync(OpenSpace space, TalkId id, CancellationToken cancellationToken)
    {
        if (await space.Db.Talks.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } found)
            return null;
        using var key = await space.KeyOfAsync(found.Couple, cancellationToken);
        return (found, Open(key, found));
    }

    /// <summary>Opens all talks of the couple in which one is now.</summary>
    public static async Task<IReadOnlyList<Talk>> OursAsync(OpenSpace space, CancellationToken cancellationToken) =>
        [.. (await space.Db.Talks.AsNoTracking().Where(row => row.Couple == space.Us).ToListAsync(cancellationToken)).Select(row => Open(space.Key, row))];

    /// <summary>Opens all talks of the couples in which one was before.</summary>
    public static async Task<IReadOnlyList<Talk>> EarlierAsync(OpenSpace space, CancellationToken cancellationToken)
    {
        var talks = new List<Talk>();
        foreach (var rows in (await space.Db.Talks.AsNoTracking().Where(row => row.Couple != space.Us).ToListAsync(cancellationToken)).GroupBy(row => row.Couple))
        {
            using var key = await space.KeyOfAsync(rows.Key, cancellationToken);
            talks.AddRange(rows.Select(row => Open(key, row)));
        }

        return talks;
    }

    /// <summary>Seals it anew; written with the next save.</summary>
    public static void Put(OpenSpace space, SealedTalk? row, Talk talk)
    {
        if (row is null)
            space.Db.Talks.Add(row = SealedTalk.Of(space.Us, talk.Id));
        row.Put(version => SealedJson.Seal(space.Key, Binding(space.Us, talk.Id, version), talk));
    }

    internal static Talk Open(SecretKey key, SealedTalk row) => SealedJson.Open<Talk>(key, Binding(row.Couple, row.Id, row.Version), row.Blob);

    private static RecordBinding Binding(CoupleId couple, TalkId id, long version) => new(StoreKind.Talk, default, id.Value, couple, 1, (ulong)version);
}
