using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>A round as one of the two sees it before the reveal: everything of one's own, one word of the other's.</summary>
/// <param name="Id">Which round.</param>
/// <param name="Cards">The behaviours, in order. One the catalogue no longer has keeps its key for a name.</param>
/// <param name="Sheet">One's own answers.</param>
/// <param name="Me">Oneself.</param>
/// <param name="Partner">The partner; null while one is here alone.</param>
/// <param name="Mine">How far one's own sheet is.</param>
/// <param name="Partners">The one of three words for the partner's sheet.</param>
/// <param name="ShowsWorking">Whether the partner may see "working".</param>
/// <param name="IAmReady">Whether one pressed ready.</param>
/// <param name="IsRevealed">Whether it is open for both.</param>
/// <param name="IsClosed">Whether it ended unopened, or the whole space is closed.</param>
public sealed record RoundView(
    RoundId Id,
    IReadOnlyList<RoundCard> Cards,
    AnswerSheet Sheet,
    PartnerView Me,
    PartnerView? Partner,
    SheetState Mine,
    SheetState Partners,
    bool ShowsWorking,
    bool IAmReady,
    bool IsRevealed,
    bool IsClosed)
{
    /// <summary>What it is about.</summary>
    public RoundAbout About { get; init; } = new(false, []);

    /// <summary>The rounds that were started with it, itself among them; none when it was started alone.</summary>
    public IReadOnlyList<RoundPart> Parts { get; init; } = [];

    /// <summary>One's answers that are kept for oneself.</summary>
    public AnswerSheet ForMyself { get; init; } = AnswerSheet.Empty;

    /// <summary>Whether one has never written anything for two.</summary>
    public bool IsMyFirst { get; init; }

    /// <summary>Whether it is a topic that is there for one by one's own choice.</summary>
    public bool IsOwnChoice { get; init; }

    /// <summary>Whether one's own seal can still be taken back.</summary>
    public bool CanTakeBack => Mine == SheetState.Sealed && Partners != SheetState.Sealed && !IsRevealed && !IsClosed;

    /// <summary>Whether one can press "ready to see".</summary>
    public bool CanPressReady => Mine == SheetState.Sealed && Partners == SheetState.Sealed && !IAmReady && !IsRevealed && !IsClosed;

    /// <summary>Whether answers can be changed.</summary>
    public bool CanAnswer => Mine != SheetState.Sealed && !IsRevealed && !IsClosed;
}

/// <summary>One behaviour in a round.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Behaviour">What the catalogue says about it; null when it is not there any more, or the couple's own.</param>
public sealed record RoundCard(BehaviourKey Key, Behaviour? Behaviour)
{
    /// <summary>What the two wrote about it, where it is their own.</summary>
    public OwnBehaviourView? Own { get; init; }

    /// <summary>What it was called when it was last known.</summary>
    public string? LastKnownName { get; init; }

    /// <summary>Its name.</summary>
    public string Name => Behaviour?.Name ?? Own?.Name ?? LastKnownName ?? Key.Value;

    /// <summary>What it is about; null where nobody knows any more.</summary>
    public Topic? Topic => Behaviour?.Topic ?? Own?.Topic;

    /// <summary>What it is; null where nobody knows any more, or nobody wrote so.</summary>
    public string? Description => Behaviour?.Description ?? (Own?.Description is { Length: > 0 } own ? own : null);
}

/// <summary>Opens a round for answering, sealing and getting ready.</summary>
public sealed class OpenRound
{
    private readonly Opener opener;
    private readonly BehaviourBook book;
    private readonly BehaviourCatalogue catalogue;
    private readonly TimeProvider time;

    internal OpenRound(Opener opener, BehaviourBook book, BehaviourCatalogue catalogue, TimeProvider time) =>
        (this.opener, this.book, this.catalogue, this.time) = (opener, book, catalogue, time);

    /// <summary>Opens it.</summary>
    /// <returns>The round; null when there is none, or it is not one's own.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<RoundView?> RunAsync(RoundId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        if (await Rounds.FindAsync(space, id, cancellationToken) is not { } round)
            return null;
        var seats = await space.Db.Seats.AsNoTracking().Where(seat => seat.Couple == round.Couple).ToListAsync(cancellationToken);
        using var key = await space.KeyOfAsync(round.Couple, cancellationToken);
        var (me, partner) = Partners.Of(key, space.Me, seats);
        var partnerSeat = seats.SingleOrDefault(seat => seat.Person != space.Me);
        var (row, draft) = await Drafts.OpenAsync(space, id, cancellationToken);
        var known = await book.OpenAsync(space, round.Couple, key, cancellationToken);
        var isOpen = await space.Db.Couples.AnyAsync(couple => couple.Id == round.Couple && couple.ClosedAt == null, cancellationToken);
        if (isOpen && partnerSeat is not null && round.CurrentSeal(partnerSeat.Person) is { } seal
            && await Witnesses.IsAsSeenAsync(space, seal, cancellationToken))
            await space.Db.TrySaveAsync(cancellationToken);
        return new(
            round.Id,
            [.. round.Behaviours.Select(known.Card)],
            draft.Sheet,
            me,
            partner,
            round.HasSealed(space.Me) ? SheetState.Sealed : row is null ? SheetState.NotStarted : SheetState.Working,
            partnerSeat is null ? SheetState.NotStarted : round.ToldTo(space.Me, partnerSeat.Person),
            !draft.Quiet,
            round.IsReady(space.Me),
            round.IsRevealed,
            !isOpen || round.IsClosed(time.GetUtcNow()))
        {
            About = RoundAbout.Of(round, known, catalogue),
            Parts = await RoundParts.OfAsync(space, round, partnerSeat?.Person, known, catalogue, time.GetUtcNow(), cancellationToken),
            ForMyself = draft.ForMyself,
            IsMyFirst = row is null && await FirstForTwo.IsAsync(space, cancellationToken),
            IsOwnChoice = round.OwnChoice is not null,
        };
    }
}
