using System.Text.Json;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Behaviours;

/// <summary>Which of the topics that are off to begin with somebody chose to see, sealed with their own key.</summary>
internal static class ChosenTopics
{
    /// <summary>The topics that are off until they are chosen, each for oneself.</summary>
    public static readonly IReadOnlyList<Topic> OptIn = [Topic.Sexual, Topic.Solitary];

    private sealed record Stored(IReadOnlyList<int> Topics);

    /// <summary>Opens the choice; nothing is chosen where nothing was stored.</summary>
    public static async Task<(OwnChoices? Row, IReadOnlySet<Topic> Topics)> OpenAsync(OpenSpace space, CancellationToken cancellationToken)
    {
        var row = await space.Db.OwnChoices.SingleOrDefaultAsync(choices => choices.Owner == space.Me, cancellationToken);
        if (row is null)
            return (null, new HashSet<Topic>());
        var stored = JsonSerializer.Deserialize<Stored>(SealedBlob.Open(space.Root, Binding(space, row.Version), row.Blob))!;
        return (row, stored.Topics.Select(topic => (Topic)topic).Where(OptIn.Contains).ToHashSet());
    }

    /// <summary>Whether a topic is shown to whoever chose these.</summary>
    public static bool Shows(Topic topic, IReadOnlySet<Topic> chosen) => !OptIn.Contains(topic) || chosen.Contains(topic);

    /// <summary>
    /// Which behaviours that the two added one is told of: those of a topic that one chose not to see stay with whoever added them,
    /// until both have opened answers about them.
    /// </summary>
    public static async Task<Func<OwnBehaviourView, bool>> ToldAsync(OpenSpace space, CancellationToken cancellationToken)
    {
        var (_, chosen) = await OpenAsync(space, cancellationToken);
        var opened = (await space.Db.Rounds.AsNoTracking().Where(round => round.ReadyPartners.Count == 2).Select(round => round.Behaviours).ToListAsync(cancellationToken))
            .SelectMany(behaviours => behaviours).ToHashSet();
        return own => own.IsMine || Shows(own.Topic, chosen) || opened.Contains(own.Key);
    }

    /// <summary>Seals it anew; written with the next save.</summary>
    public static void Put(OpenSpace space, OwnChoices? row, IEnumerable<Topic> topics)
    {
        if (row is null)
            space.Db.OwnChoices.Add(row = OwnChoices.Of(space.Me));
        var stored = JsonSerializer.SerializeToUtf8Bytes(new Stored([.. topics.Select(topic => (int)topic).Order()]));
        row.Put(version => SealedBlob.Seal(space.Root, Binding(space, version), stored));
    }

    private static RecordBinding Binding(OpenSpace space, long version) =>
        new(StoreKind.OwnChoices, space.Me, space.Me.Value, default, 1, (ulong)version);
}
