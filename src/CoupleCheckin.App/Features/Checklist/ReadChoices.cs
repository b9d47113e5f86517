using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>What a round can be about.</summary>
/// <param name="Partner">The partner; null while one is here alone.</param>
/// <param name="IsClosed">Whether somebody left.</param>
/// <param name="HasOpenedAny">Whether the two have opened a round before.</param>
/// <param name="Topics">The topics that both see, with how many behaviours each has.</param>
/// <param name="OwnChoice">The topics that come along only for whoever chose them.</param>
/// <param name="Again">Opened rounds about a year old that were not taken again.</param>
public sealed record RoundChoices(
    PartnerView? Partner,
    bool IsClosed,
    bool HasOpenedAny,
    IReadOnlyList<TopicChoice> Topics,
    IReadOnlyList<OwnChoiceTopic> OwnChoice,
    IReadOnlyList<OpenedBefore> Again)
{
    /// <summary>What can be asked alone: all behaviours of the topics that both see.</summary>
    public IReadOnlyList<RoundCard> Cards { get; init; } = [];
}

/// <summary>A topic that can be chosen.</summary>
/// <param name="Topic">Which.</param>
/// <param name="Count">How many behaviours it has, the couple's own among them.</param>
/// <param name="IsOpen">Whether a round of it is being answered.</param>
/// <param name="OpenedAt">When it was last opened; null when never.</param>
public sealed record TopicChoice(Topic Topic, int Count, bool IsOpen, DateTimeOffset? OpenedAt);

/// <summary>A topic that each has by their own choice.</summary>
/// <param name="Topic">Which.</param>
/// <param name="IsChosen">Whether one chose it oneself.</param>
/// <param name="Open">The round of it that one can go to; null when there is none, or one did not choose it.</param>
public sealed record OwnChoiceTopic(Topic Topic, bool IsChosen, RoundId? Open);

/// <summary>A round that was opened.</summary>
/// <param name="Id">Which.</param>
/// <param name="About">What it was about.</param>
/// <param name="OpenedAt">When.</param>
public sealed record OpenedBefore(RoundId Id, RoundAbout About, DateTimeOffset OpenedAt);

/// <summary>Reads what a round can be about.</summary>
public sealed class ReadChoices
{
    private readonly Opener opener;
    private readonly BehaviourBook book;
    private readonly BehaviourCatalogue catalogue;
    private readonly TimeProvider time;

    internal ReadChoices(Opener opener, BehaviourBook book, BehaviourCatalogue catalogue, TimeProvider time) =>
        (this.opener, this.book, this.catalogue, this.time) = (opener, book, catalogue, time);

    /// <summary>Reads it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<RoundChoices> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        var known = await book.OpenAsync(space, space.Us, space.Key, cancellationToken);
        var (_, chosen) = await ChosenTopics.OpenAsync(space, cancellationToken);
        var rounds = await Rounds.ListAsync(space, Rounds.Whole(space).Where(round => round.Couple == space.Us), cancellationToken);
        var abouts = rounds.ToDictionary(round => round.Id, round => RoundAbout.Of(round, known, catalogue));
        var opened = rounds.Where(round => round.IsRevealed).OrderByDescending(round => round.RevealedAt)
            .Select(round => new OpenedBefore(round.Id, abouts[round.Id], round.RevealedAt!.Value)).DistinctBy(round => round.About).ToList();
        return new(
            Partners.In(space).Partner,
            !await space.IsOpenAsync(cancellationToken),
            opened.Count > 0,
            [
                .. Enum.GetValues<Topic>().Where(topic => Slices.IsForBoth(topic, rounds)).Select(topic => new TopicChoice(
                    topic,
                    Slices.Of(topic, known).Behaviours.Count,
                    rounds.Any(round => !round.IsRevealed && !round.IsClosed(now) && abouts[round.Id].Topics is [var only] && only == topic),
                    opened.Find(before => before.About is { IsStarter: false, Topics: [var only] } && only == topic)?.OpenedAt)),
            ],
            [
                .. ChosenTopics.OptIn.Select(topic => new OwnChoiceTopic(
                    topic, chosen.Contains(topic), rounds.FirstOrDefault(round => round.OwnChoice == topic && !round.IsRevealed && !round.IsClosed(now))?.Id)),
            ],
            [.. opened.Where(before => now >= before.OpenedAt + Slices.Rest && !rounds.Any(round => !round.IsRevealed && !round.IsClosed(now) && abouts[round.Id].Equals(before.About)))])
        {
            Cards = [.. known.Offered.Where(card => card.Topic is { } topic && Slices.IsForBoth(topic, rounds))],
        };
    }
}
