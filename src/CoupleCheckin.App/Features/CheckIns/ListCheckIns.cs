using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Prompts;
using Microsoft.EntityFrameworkCore;
using Calendar = CoupleCheckin.App.Features.Agreements.Calendar;

namespace CoupleCheckin.App.Features.CheckIns;

/// <summary>One check-in in a list.</summary>
/// <param name="Id">Which.</param>
/// <param name="Card">The question of a card; null for a check-in.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="RevealedAt">When it was opened; null before.</param>
/// <param name="Mine">Whether one has sealed.</param>
/// <param name="CanOpen">Whether both have sealed and one is not ready yet.</param>
/// <param name="IsEarlier">Whether it belongs to a couple in which one is no longer.</param>
public sealed record CheckInLine(RoundId Id, string? Card, DateTimeOffset StartedAt, DateTimeOffset? RevealedAt, bool Mine, bool CanOpen, bool IsEarlier);

/// <summary>A point of a plot. Check-ins that were not held are no points, and leave no gap.</summary>
/// <param name="At">When the check-in was begun.</param>
/// <param name="Mine">How at ease one was; null where one passed it over.</param>
/// <param name="Partners">The same of the partner, where both would like one plot.</param>
public sealed record PlotPoint(DateTimeOffset At, Ease? Mine, Ease? Partners);

/// <summary>Everything of the check-ins of the two.</summary>
/// <param name="Going">What can be gone on with.</param>
/// <param name="Past">What was opened, the newest first, that of earlier couples with it.</param>
/// <param name="HasMore">Whether there is more of that.</param>
/// <param name="Rhythm">The rhythm; null while none was chosen.</param>
/// <param name="Today">The day it is where the two count their days.</param>
/// <param name="Zone">In which zone they count.</param>
/// <param name="Own">One's own points, the oldest first.</param>
/// <param name="Both">The points of both, where both switched that on; null otherwise.</param>
/// <param name="IWantBoth">Whether one has switched it on oneself.</param>
/// <param name="IsClosed">Whether one of the two left.</param>
public sealed record CheckInsView(
    IReadOnlyList<CheckInLine> Going,
    IReadOnlyList<CheckInLine> Past,
    bool HasMore,
    RhythmView? Rhythm,
    DateOnly Today,
    string Zone,
    IReadOnlyList<PlotPoint> Own,
    IReadOnlyList<PlotPoint>? Both,
    bool IWantBoth,
    bool IsClosed);

/// <summary>Lists the check-ins of the two, with one's own history.</summary>
public sealed class ListCheckIns
{
    /// <summary>How many points a plot has at most.</summary>
    private const int MostPoints = 12;

    /// <summary>How many earlier ones are listed at a time.</summary>
    private const int Page = 12;

    private readonly Opener opener;
    private readonly PromptCatalogue catalogue;
    private readonly TimeProvider time;

    internal ListCheckIns(Opener opener, PromptCatalogue catalogue, TimeProvider time) => (this.opener, this.catalogue, this.time) = (opener, catalogue, time);

    /// <summary>Lists them.</summary>
    /// <param name="pages">How many pages of earlier ones.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<CheckInsView> RunAsync(int pages = 1, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        var isOpen = await space.IsOpenAsync(cancellationToken);
        var going = isOpen ? await AskedRounds.GoingAsync(space, now, cancellationToken) : [];
        var ids = going.Select(round => round.Id).ToList();
        var shown = Math.Max(1, pages) * Page;
        var opened = await AskedRounds.Whole(space).AsNoTracking().Where(round => round.ReadyPartners.Count == 2 && !ids.Contains(round.Id))
            .OrderByDescending(round => round.StartedAt).Take(shown + 1).ToListAsync(cancellationToken);
        var calendar = await Calendar.OfAsync(space.Db, space.Us, time, cancellationToken);
        var rhythm = await space.Db.CheckInRhythms.AsNoTracking().SingleOrDefaultAsync(row => row.Couple == space.Us, cancellationToken);
        var wishes = await space.Db.SharedPlots.AsNoTracking().Where(wish => wish.Couple == space.Us).Select(wish => wish.Author).ToListAsync(cancellationToken);
        var sealedByMe = await AskedRounds.Whole(space).AsNoTracking()
            .Where(round => round.Couple == space.Us && round.Kind == RoundKind.CheckIn && round.Seals.Any(seal => seal.Author == space.Me))
            .OrderByDescending(round => round.StartedAt).Take(MostPoints).ToListAsync(cancellationToken);
        var plotted = sealedByMe.Where(round => round.HasSealed(space.Me)).Reverse().ToList();
        var own = await OwnAsync(space, plotted, cancellationToken);
        return new(
            [.. going.Select(round => LineOf(space, round))],
            [.. opened.Take(shown).Select(round => LineOf(space, round))],
            opened.Count > shown,
            rhythm is null ? null : new(rhythm.Pace, rhythm.From, rhythm.Minute, rhythm.NextFrom(calendar.Today), calendar.Zone),
            calendar.Today,
            calendar.Zone,
            [.. plotted.Select(round => new PlotPoint(round.StartedAt, own.GetValueOrDefault(round.Id), null)).Where(point => point.Mine is not null)],
            wishes.Count == 2 && space.PartnerSeat is { } partner ? await BothAsync(space, partner.Person, plotted, own, cancellationToken) : null,
            wishes.Contains(space.Me),
            !isOpen);
    }

    private static async Task<Dictionary<RoundId, Ease?>> OwnAsync(OpenSpace space, List<Round> rounds, CancellationToken cancellationToken)
    {
        var ids = rounds.ConvertAll(round => round.Id);
        var drafts = await space.Db.CheckInDrafts.AsNoTracking().Where(draft => ids.Contains(draft.Round)).ToListAsync(cancellationToken);
        return drafts.ToDictionary(draft => draft.Round, draft => EaseIn(space, draft));
    }

    /// <summary>What does not open any more is no point of the plot; the rest of the page is there all the same.</summary>
    private static Ease? EaseIn(OpenSpace space, CheckInDraft draft)
    {
        try
        {
            return Drafts.Open(space, draft).Sheet.Ease;
        }
        catch (SealBrokenException)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<PlotPoint>> BothAsync(OpenSpace space, PersonId partner, List<Round> rounds, Dictionary<RoundId, Ease?> own, CancellationToken cancellationToken)
    {
        var revealed = rounds.FindAll(round => round.IsRevealed);
        var ids = revealed.ConvertAll(round => round.Id);
        var sheets = await space.Db.OpenedSheets.AsNoTracking().Where(sheet => ids.Contains(sheet.Round) && sheet.Owner == partner).ToListAsync(cancellationToken);
        return
        [
            .. revealed.Select(round => new PlotPoint(
                    round.StartedAt,
                    own.GetValueOrDefault(round.Id),
                    OpenedCheckIn.TryOpen(space.Key, round, round.CurrentSeal(partner), sheets.Find(sheet => sheet.Round == round.Id))?.Ease))
                .Where(point => point.Mine is not null || point.Partners is not null),
        ];
    }

    private CheckInLine LineOf(OpenSpace space, Round round) => new(
        round.Id,
        round.Kind == RoundKind.Card ? catalogue.Find(round.Prompts[0])?.Text ?? "A card" : null,
        round.StartedAt,
        round.RevealedAt,
        round.HasSealed(space.Me),
        round.HasSealed(space.Me) && round.PartnerHasSealed(space.Me) && !round.IsReady(space.Me) && !round.IsRevealed,
        round.Couple != space.Us);
}

/// <summary>Says whether one would like one plot of both. It is there when both would, and gone as soon as one would not.</summary>
public sealed class SharePlot
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal SharePlot(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Says it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task RunAsync(bool wanted, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var (changed, seen) = (false, false);
        await space.StepWhileOpenAsync(
            async () =>
            {
                var wishes = await space.Db.SharedPlots.Where(wish => wish.Couple == space.Us).ToListAsync(cancellationToken);
                var mine = wishes.Find(wish => wish.Author == space.Me);
                changed = mine is null == wanted;
                seen = changed && wishes.Exists(wish => wish.Author != space.Me);
                if (!changed)
                    return false;
                if (mine is null)
                    space.Db.SharedPlots.Add(SharedPlot.Of(space.Us, space.Me));
                else
                    space.Db.SharedPlots.Remove(mine);
                return true;
            },
            cancellationToken);

        // The other is told only where what they see changes: one wish alone shows nothing.
        if (seen)
            switchboard.ToCouple(space.Us, new(SignalKind.CheckIn, space.Us.Value));
        else if (changed)
            switchboard.ToPerson(space.Me, new(SignalKind.CheckIn, space.Us.Value));
    }
}

/// <summary>Reads which cards may be drawn now. Drawing one stores nothing.</summary>
public sealed class ReadCards
{
    private readonly Opener opener;
    private readonly PromptCatalogue catalogue;
    private readonly TimeProvider time;

    internal ReadCards(Opener opener, PromptCatalogue catalogue, TimeProvider time) => (this.opener, this.catalogue, this.time) = (opener, catalogue, time);

    /// <summary>Reads them.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<IReadOnlyList<Prompt>> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return [.. CheckInQuestions.Cards(catalogue, await Moments.NowAsync(space, time, cancellationToken))];
    }
}
