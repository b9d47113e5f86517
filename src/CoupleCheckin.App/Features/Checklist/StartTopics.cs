using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Starts a pass through topics: each is a slice that is sealed and opened by itself, or all are one round.</summary>
public sealed class StartTopics
{
    private readonly Opener opener;
    private readonly BehaviourBook book;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal StartTopics(Opener opener, BehaviourBook book, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.book, this.switchboard, this.time) = (opener, book, switchboard, time);

    /// <summary>Starts it, and goes on with those that are open already.</summary>
    /// <param name="topics">The topics; those that each has by their own choice come along by themselves and are left out here.</param>
    /// <param name="together">Whether all open at once.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The first round in which there is something to answer; null when the space is closed or there is nothing to ask.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<RoundId?> RunAsync(IReadOnlyList<Topic> topics, bool together, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return await Slices.StartAsync(
            space,
            book,
            switchboard,
            time,
            (known, rounds) =>
            {
                var slices = topics.Distinct().Order().Where(topic => Slices.IsForBoth(topic, rounds)).Select(topic => Slices.Of(topic, known)).ToList();
                return together && slices.Count > 1 ? [new([.. slices.SelectMany(slice => slice.Behaviours)], null)] : slices;
            },
            cancellationToken);
    }
}
