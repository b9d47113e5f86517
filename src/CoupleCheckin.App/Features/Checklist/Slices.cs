using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>What one round is to ask.</summary>
/// <param name="Behaviours">The behaviours, in order.</param>
/// <param name="Topic">The topic of which these are all; null for any other set.</param>
internal sealed record Slice(IReadOnlyList<BehaviourKey> Behaviours, Topic? Topic);

/// <summary>
/// Starts rounds. While one that asks the same is still open, that one is gone on with, so that both pressing at once, or one pressing
/// twice, makes one round. With whatever is started come the rounds of the topics that each has by their own choice; they are there
/// whether anybody chose them or not, so that their being there tells nothing.
/// </summary>
internal static class Slices
{
    /// <summary>How long an opened round of a topic of one's own choice is left alone before it comes along again.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromDays(300);

    /// <summary>The behaviours of a topic that are offered, those of the catalogue first.</summary>
    public static Slice Of(Topic topic, KnownBehaviours known) => new([.. known.Offered.Where(card => card.Topic == topic).Select(card => card.Key)], topic);

    /// <summary>Whether a topic can be asked like any other: it always could, or both have opened it before.</summary>
    public static bool IsForBoth(Topic topic, IEnumerable<Round> rounds) =>
        !ChosenTopics.OptIn.Contains(topic) || rounds.Any(round => round.IsRevealed && round.OwnChoice == topic);

    /// <summary>Starts them.</summary>
    /// <param name="space">Whose space.</param>
    /// <param name="book">Names the behaviours.</param>
    /// <param name="switchboard">Tells the couple.</param>
    /// <param name="now">The time.</param>
    /// <param name="choose">What is to be asked, decided on what is known and on all rounds of the couple.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The first round in which there is something to answer; null when the space is closed or nothing is asked.</returns>
    public static async Task<RoundId?> StartAsync(
        OpenSpace space, BehaviourBook book, Switchboard switchboard, TimeProvider now, Func<KnownBehaviours, IReadOnlyList<Round>, IReadOnlyList<Slice>> choose, CancellationToken cancellationToken)
    {
        List<Round> all = [];
        List<Round> added = [];
        await space.StepAsync(
            async () =>
            {
                (all, added) = ([], []);
                var at = now.GetUtcNow();
                var couple = await space.CoupleAsync(cancellationToken);
                if (couple.ClosedAt is not null)
                    return false;
                var known = await book.OpenAsync(space, space.Us, space.Key, cancellationToken);
                var rounds = await Rounds.Whole(space).AsNoTracking().Where(round => round.Couple == space.Us).ToListAsync(cancellationToken);
                var slices = choose(known, rounds).Where(slice => slice.Behaviours.Count > 0).ToList();
                var pass = slices.Count > 1 ? PassId.New() : (PassId?)null;
                foreach (var slice in slices)
                {
                    var open = rounds.Find(round => round.OwnChoice is null && !round.IsRevealed && !round.IsClosed(at) && IsThat(round, slice, known));
                    if (open is null)
                        added.Add(open = Round.Start(space.Us, slice.Behaviours, at, pass));
                    all.Add(open);
                }

                if (added.Count == 0)
                    return false;
                space.Db.Rounds.AddRange(added);
                space.Db.Rounds.AddRange(OwnChoices(space.Us, known, rounds, at));
                couple.Step();
                return true;
            },
            cancellationToken);
        foreach (var round in added)
            switchboard.ToCouple(space.Us, new(SignalKind.Round, round.Id.Value));
        return (all.Find(round => round.CanAnswer(space.Me, now.GetUtcNow())) ?? all.FirstOrDefault())?.Id;
    }

    private static bool IsThat(Round round, Slice slice, KnownBehaviours known) =>
        round.Behaviours.SequenceEqual(slice.Behaviours)
        || (slice.Topic is { } topic
            && round.Behaviours.All(behaviour => known.Card(behaviour).Topic == topic)
            && slice.Behaviours.Where(behaviour => OwnBehaviourId.Of(behaviour) is null).All(round.Behaviours.Contains));

    private static IEnumerable<Round> OwnChoices(CoupleId couple, KnownBehaviours known, List<Round> rounds, DateTimeOffset now) =>
        from topic in ChosenTopics.OptIn
        where !rounds.Exists(round => round.OwnChoice == topic && (round.IsRevealed ? now < round.RevealedAt + Rest : !round.IsClosed(now)))
        let slice = Of(topic, known)
        where slice.Behaviours.Count > 0
        select Round.Start(couple, slice.Behaviours, now, ownChoice: topic);
}
