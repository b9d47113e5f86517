using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.App.Features.Behaviours;

/// <summary>Chooses, for oneself, whether a topic is shown that is off to begin with. The partner is told nothing.</summary>
public sealed class ChooseTopic
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal ChooseTopic(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Chooses it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The topic is always shown.</exception>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task RunAsync(Topic topic, bool shown, CancellationToken cancellationToken = default)
    {
        if (!ChosenTopics.OptIn.Contains(topic))
            throw new ArgumentOutOfRangeException(nameof(topic), "The topic is always shown.");
        await using var space = await opener.OpenAsync(cancellationToken);
        var changed = false;
        await space.StepAsync(
            async () =>
            {
                var (row, topics) = await ChosenTopics.OpenAsync(space, cancellationToken);
                changed = topics.Contains(topic) != shown;
                if (changed)
                    ChosenTopics.Put(space, row, shown ? topics.Append(topic) : topics.Where(one => one != topic));
                return changed;
            },
            cancellationToken);
        if (changed)
            switchboard.ToPerson(space.Me, new(SignalKind.MyChoices, space.Me.Value));
    }
}
