using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Behaviours;

/// <summary>What is one's own in the spectrum: what the two share, and what one chose for oneself.</summary>
/// <param name="Me">Oneself.</param>
/// <param name="Partner">The partner; null while one is here alone.</param>
/// <param name="IsClosed">Whether somebody left.</param>
/// <param name="Own">The couple's own behaviours that are on the list, of the topics that one sees.</param>
/// <param name="InRounds">Which of them have been in a round, so that their words stand.</param>
/// <param name="Agreed">Where both put it, from the rounds that were opened.</param>
/// <param name="Topics">The topics off to begin with that one chose to see.</param>
public sealed record SpectrumView(
    PartnerView Me,
    PartnerView? Partner,
    bool IsClosed,
    IReadOnlyList<OwnBehaviourView> Own,
    IReadOnlySet<BehaviourKey> InRounds,
    IReadOnlyDictionary<BehaviourKey, AgreedPlacement> Agreed,
    IReadOnlySet<Topic> Topics);

/// <summary>Reads the spectrum.</summary>
public sealed class ReadSpectrum
{
    private readonly Opener opener;
    private readonly BehaviourBook book;

    internal ReadSpectrum(Opener opener, BehaviourBook book) => (this.opener, this.book) = (opener, book);

    /// <summary>Reads it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<SpectrumView> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var isOpen = await space.IsOpenAsync(cancellationToken);
        var (me, partner) = Partners.In(space);
        var known = await book.OpenAsync(space, space.Us, space.Key, cancellationToken);
        var (_, topics) = await ChosenTopics.OpenAsync(space, cancellationToken);
        var own = known.Own.Where(view => !view.IsRetired && Shows(view.Topic)).ToList();
        var inRounds = own.Count == 0 ? [] : await OwnBehaviourSteps.InRoundsAsync(space, cancellationToken);
        var agreed = await AgreedAsync(space, cancellationToken);
        return new(
            me,
            partner,
            !isOpen,
            own,
            own.Select(view => view.Key).Where(inRounds.Contains).ToHashSet(),
            agreed.Where(pair => known.Card(pair.Key).Topic is not { } topic || Shows(topic)).ToDictionary(pair => pair.Key, pair => pair.Value),
            topics);

        bool Shows(Topic topic) => ChosenTopics.Shows(topic, topics);
    }

    /// <summary>Where both put each behaviour, from all answers that were opened, as they stand.</summary>
    private static async Task<IReadOnlyDictionary<BehaviourKey, AgreedPlacement>> AgreedAsync(OpenSpace space, CancellationToken cancellationToken)
    {
        if (space.PartnerSeat is not { } partner)
            return new Dictionary<BehaviourKey, AgreedPlacement>();
        var timelines = await Revisions.TimelinesAsync(space, space.Key, space.Us, partner.Person, null, cancellationToken);
        return timelines.Values
            .Select(timeline => (timeline.Behaviour, Agreed: AgreedPlacement.Of(timeline.Mine, timeline.Partners)))
            .Where(both => both.Agreed is not null)
            .ToDictionary(both => both.Behaviour, both => both.Agreed!);
    }
}
