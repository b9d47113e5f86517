using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>What a round is about, which gives it its name. It follows from what is asked and is not stored.</summary>
/// <param name="IsStarter">Whether it is the starter set.</param>
/// <param name="Topics">The topics in it, in their order.</param>
public sealed record RoundAbout(bool IsStarter, IReadOnlyList<Topic> Topics)
{
    /// <summary>Where it stands among others that were started with it.</summary>
    internal int Place => Topics is [var first, ..] ? (int)first : int.MaxValue;

    internal static RoundAbout Of(Round round, KnownBehaviours known, BehaviourCatalogue catalogue) => new(
        round.Behaviours.SequenceEqual(catalogue.Starter),
        [.. round.Behaviours.Select(behaviour => known.Card(behaviour).Topic).OfType<Topic>().Distinct().Order()]);

    /// <inheritdoc/>
    public bool Equals(RoundAbout? other) => other is not null && IsStarter == other.IsStarter && Topics.SequenceEqual(other.Topics);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsStarter, Topics.Count);
}

/// <summary>One of several rounds that were started together; each opens by itself.</summary>
/// <param name="Id">Which round.</param>
/// <param name="About">What it is about.</param>
/// <param name="Mine">How far one's own sheet is.</param>
/// <param name="Partners">The one of three words for the partner's sheet; null while one is here alone.</param>
/// <param name="IsRevealed">Whether it is open for both.</param>
/// <param name="IsClosed">Whether it ended unopened.</param>
public sealed record RoundPart(RoundId Id, RoundAbout About, SheetState Mine, SheetState? Partners, bool IsRevealed, bool IsClosed);
