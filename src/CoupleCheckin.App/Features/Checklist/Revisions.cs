using System.Text;
using System.Text.Json;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Seals and opens answers given anew, and puts them in order with what was opened together.</summary>
internal static class Revisions
{
    private sealed record Stored(string Behaviour, long At, string Answer);

    /// <summary>Seals an answer under the couple's key, bound to its author, number and day.</summary>
    public static byte[] Seal(SecretKey coupleKey, Revision revision, Placement answer) => SealedBlob.Seal(
        coupleKey,
        Binding(revision),
        JsonSerializer.SerializeToUtf8Bytes(new Stored(
            revision.Behaviour.Value, revision.At.UtcTicks, Encoding.UTF8.GetString(SheetJson.Write(AnswerSheet.Empty.With(revision.Behaviour, answer))))));

    /// <summary>Opens it; null when it is not what was written, or was put under another behaviour or day.</summary>
    public static Placement? TryOpen(SecretKey coupleKey, Revision revision)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(SealedBlob.Open(coupleKey, Binding(revision), revision.Blob));
            return stored is { Behaviour: { } behaviour, Answer: { } answer } && behaviour == revision.Behaviour.Value && stored.At == revision.At.UtcTicks
                ? SheetJson.Read(Encoding.UTF8.GetBytes(answer))[revision.Behaviour]
                : null;
        }
        catch (Exception nonsense) when (nonsense is SealBrokenException or JsonException or FormatException)
        {
            // Both have the key, so what stands here need not have been written by this program.
            return null;
        }
    }

    /// <summary>The timelines of these behaviours, from every round of the couple that was opened and every answer given anew.</summary>
    /// <param name="space">Whose eyes.</param>
    /// <param name="key">The couple's key.</param>
    /// <param name="couple">Which couple.</param>
    /// <param name="partner">The other one in it.</param>
    /// <param name="behaviours">Which behaviours; null for all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<IReadOnlyDictionary<BehaviourKey, Timeline>> TimelinesAsync(
        OpenSpace space, SecretKey key, CoupleId couple, PersonId partner, IReadOnlyCollection<BehaviourKey>? behaviours, CancellationToken cancellationToken)
    {
        var asked = behaviours?.ToHashSet();
        var answers = new Dictionary<BehaviourKey, List<DatedAnswer>>();
        foreach (var round in await OpenedAsync(space, couple, cancellationToken))
        {
            var among = round.Behaviours.Where(IsAsked).ToList();
            if (among.Count == 0)
                continue;
            var (mine, partners) = await OpenComparison.SheetsAsync(space, key, round, partner, cancellationToken);
            foreach (var behaviour in among)
            {
                if (mine is not null && partners is not null)
                    Of(behaviour).AddRange([new(round.RevealedAt!.Value, true, mine[behaviour], false), new(round.RevealedAt!.Value, false, partners[behaviour], false)]);
            }
        }

        foreach (var revision in await space.Db.Revisions.AsNoTracking().Where(revision => revision.Couple == couple).ToListAsync(cancellationToken))
        {
            if (IsAsked(revision.Behaviour) && TryOpen(key, revision) is { } answer)
                Of(revision.Behaviour).Add(new(revision.At, revision.Author == space.Me, answer, true));
        }

        return answers.ToDictionary(pair => pair.Key, pair => Timeline.Of(pair.Key, pair.Value));

        bool IsAsked(BehaviourKey behaviour) => asked?.Contains(behaviour) != false;

        List<DatedAnswer> Of(BehaviourKey behaviour) => answers.TryGetValue(behaviour, out var list) ? list : answers[behaviour] = [];
    }

    /// <summary>The rounds of a couple that are open for both, the oldest first.</summary>
    public static async Task<IReadOnlyList<Round>> OpenedAsync(OpenSpace space, CoupleId couple, CancellationToken cancellationToken) =>
        [.. (await Rounds.Whole(space).AsNoTracking().Where(round => round.Couple == couple && round.ReadyPartners.Count == 2).ToListAsync(cancellationToken)).OrderBy(round => round.RevealedAt)];

    /// <summary>The last round in which both have opened a behaviour; null when they have not.</summary>
    public static async Task<Round?> LastRoundAsync(OpenSpace space, BehaviourKey behaviour, CancellationToken cancellationToken) =>
        (await OpenedAsync(space, space.Us, cancellationToken)).LastOrDefault(round => round.Behaviours.Contains(behaviour));

    private static RecordBinding Binding(Revision revision) =>
        new(StoreKind.Revision, revision.Author, revision.Id, revision.Couple, 1, (ulong)revision.Number);
}
