using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Prompts;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.CheckIns;

/// <summary>A question of a check-in.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Text">The question; null where the catalogue does not have it any more.</param>
/// <param name="FollowUp">What comes after the first answer.</param>
public sealed record CheckInQuestion(PromptKey Key, string? Text, string? FollowUp)
{
    /// <summary>Whether its answer also has words for a plot.</summary>
    public bool AsksEase => Key == CheckInQuestions.Ease;
}

/// <summary>A check-in as one of the two sees it: everything of one's own, and of the other's one word until both have opened it.</summary>
/// <param name="Id">Which.</param>
/// <param name="IsCard">Whether it is a card that was drawn.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="Questions">What is asked, in order.</param>
/// <param name="Sheet">One's own answers.</param>
/// <param name="Me">Oneself.</param>
/// <param name="Partner">The partner; null while one is here alone.</param>
/// <param name="Mine">How far one's own answers are.</param>
/// <param name="PartnerHasSealed">Whether the partner has sealed. Before that one is told nothing.</param>
/// <param name="IAmReady">Whether one pressed ready.</param>
/// <param name="RevealedAt">When it was opened; null before.</param>
/// <param name="Partners">The partner's answers once it is open; null before, and where they are not the ones that were sealed.</param>
/// <param name="IsFinished">Whether it lies with the earlier ones.</param>
/// <param name="IsClosed">Whether it ended unopened.</param>
/// <param name="IsSpaceClosed">Whether one of the two left: it can be read, and nothing goes on.</param>
public sealed record CheckInView(
    RoundId Id,
    bool IsCard,
    DateTimeOffset StartedAt,
    IReadOnlyList<CheckInQuestion> Questions,
    CheckInSheet Sheet,
    PartnerView Me,
    PartnerView? Partner,
    SheetState Mine,
    bool PartnerHasSealed,
    bool IAmReady,
    DateTimeOffset? RevealedAt,
    CheckInSheet? Partners,
    bool IsFinished,
    bool IsClosed,
    bool IsSpaceClosed)
{
    /// <summary>Whether one has never written anything for two.</summary>
    public bool IsMyFirst { get; init; }

    /// <summary>Whether it is open for both.</summary>
    public bool IsRevealed => RevealedAt is not null;

    /// <summary>Whether answers can be changed.</summary>
    public bool CanAnswer => Mine != SheetState.Sealed && !IsRevealed && !IsClosed;

    /// <summary>Whether one's own seal can still be taken back.</summary>
    public bool CanTakeBack => Mine == SheetState.Sealed && !PartnerHasSealed && !IsRevealed && !IsClosed;

    /// <summary>Whether one can press "ready to see".</summary>
    public bool CanPressReady => Mine == SheetState.Sealed && PartnerHasSealed && !IAmReady && !IsRevealed && !IsClosed;
}

/// <summary>Opens a check-in or a card: to answer, to wait, or to read both answers.</summary>
public sealed class OpenCheckIn
{
    private readonly Opener opener;
    private readonly PromptCatalogue catalogue;
    private readonly TimeProvider time;

    internal OpenCheckIn(Opener opener, PromptCatalogue catalogue, TimeProvider time) => (this.opener, this.catalogue, this.time) = (opener, catalogue, time);

    /// <summary>Opens it.</summary>
    /// <returns>The check-in; null when there is none, or it is not one's own.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<CheckInView?> RunAsync(RoundId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        if (await AskedRounds.FindAsync(space, id, cancellationToken) is not { } round)
            return null;
        var seats = await space.Db.Seats.AsNoTracking().Where(seat => seat.Couple == round.Couple).ToListAsync(cancellationToken);
        using var key = await space.KeyOfAsync(round.Couple, cancellationToken);
        var (me, partner) = Couples.Partners.Of(key, space.Me, seats);
        var partnersSeal = seats.SingleOrDefault(seat => seat.Person != space.Me) is { } partnerSeat ? round.CurrentSeal(partnerSeat.Person) : null;
        var (row, draft) = await Drafts.OpenAsync(space, id, cancellationToken);
        var isOpen = await space.Db.Couples.AnyAsync(couple => couple.Id == round.Couple && couple.ClosedAt == null, cancellationToken);
        CheckInSheet? partners = null;
        if (round.IsRevealed && partnersSeal is not null && await OpenedCheckIn.WasSeenAsync(space, partnersSeal, cancellationToken))
        {
            var sheet = await space.Db.OpenedSheets.AsNoTracking().SingleOrDefaultAsync(sheet => sheet.Round == id && sheet.Owner == partnersSeal.Author, cancellationToken);
            partners = OpenedCheckIn.TryOpen(key, round, partnersSeal, sheet);
        }
        else if (isOpen && !round.IsRevealed && partnersSeal is not null && await Witnesses.IsAsSeenAsync(space, partnersSeal, cancellationToken))
        {
            await space.Db.TrySaveAsync(cancellationToken);
        }

        return new(
            round.Id,
            round.Kind == RoundKind.Card,
            round.StartedAt,
            [.. round.Prompts.Select(prompt => catalogue.Find(prompt) is { } known ? new CheckInQuestion(prompt, known.Text, known.FollowUp) : new(prompt, null, null))],
            draft.Sheet,
            me,
            partner,
            round.HasSealed(space.Me) ? SheetState.Sealed : row is null ? SheetState.NotStarted : SheetState.Working,
            partnersSeal is not null,
            round.IsReady(space.Me),
            round.RevealedAt,
            partners,
            round.FinishedAt is not null,
            !round.IsRevealed && (!isOpen || round.IsClosed(time.GetUtcNow())),
            !isOpen || round.Couple != space.Us)
        {
            IsMyFirst = row is null && await FirstForTwo.IsAsync(space, cancellationToken),
        };
    }
}
