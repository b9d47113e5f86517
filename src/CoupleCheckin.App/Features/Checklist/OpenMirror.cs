using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>One's own mirror of a round.</summary>
/// <param name="Id">Which round.</param>
/// <param name="Cards">The behaviours, in order.</param>
/// <param name="Mirror">What one chose.</param>
/// <param name="Partner">The partner; null while one is here alone.</param>
/// <param name="CanChange">Whether one's sheet is not sealed yet and the round goes on.</param>
public sealed record MirrorView(RoundId Id, IReadOnlyList<RoundCard> Cards, Mirror Mirror, PartnerView? Partner, bool CanChange)
{
    /// <summary>Where the two places differ.</summary>
    public IEnumerable<RoundCard> Asymmetries => Cards.Where(card => Mirror[card.Key].IsAsymmetric);
}

/// <summary>Opens one's own mirror of a round.</summary>
public sealed class OpenMirror
{
    private readonly Opener opener;
    private readonly BehaviourBook book;
    private readonly TimeProvider time;

    internal OpenMirror(Opener opener, BehaviourBook book, TimeProvider time) => (this.opener, this.book, this.time) = (opener, book, time);

    /// <summary>Opens it.</summary>
    /// <returns>The mirror; null when there is no such round.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<MirrorView?> RunAsync(RoundId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        if (await Rounds.FindAsync(space, id, cancellationToken) is not { } round)
            return null;
        using var key = await space.KeyOfAsync(round.Couple, cancellationToken);
        var known = await book.OpenAsync(space, round.Couple, key, cancellationToken);
        var (_, draft) = await Drafts.OpenAsync(space, id, cancellationToken);
        return new(
            id,
            [.. round.Behaviours.Select(known.Card)],
            draft.Mirror,
            Partners.In(space).Partner,
            round.Couple == space.Us && await space.IsOpenAsync(cancellationToken) && round.CanAnswer(space.Me, time.GetUtcNow()));
    }
}
