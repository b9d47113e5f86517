using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Prompts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.CheckIns;

/// <summary>Check-ins and cards with one's own answers, the partner's where both opened them, and what goes with check-ins.</summary>
internal sealed class CheckInsExport(PromptCatalogue prompts, IDataProtectionProvider protection) : IExportPart
{
    public string Name => "check-ins";

    public string Title => "Check-ins and cards, and what you took along from them";

    public IReadOnlyList<Type> Holds => [typeof(CheckInDraft), typeof(CheckInRhythm), typeof(SealedLot), typeof(SharedPlot), typeof(MailReminder)];

    public async IAsyncEnumerable<ExportItem> ReadAsync(ExportSpace space, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var db = space.Space.Db;
        foreach (var couple in space.Couples)
        {
            yield return await AroundAsync(space, couple.Id, cancellationToken);
            var ids = await AskedRounds.Whole(space.Space).AsNoTracking().Where(round => round.Couple == couple.Id).OrderBy(round => round.StartedAt).Select(round => round.Id).ToListAsync(cancellationToken);
            foreach (var some in ExportSpace.FewAtATime(ids))
            {
                foreach (var round in await AskedRounds.Whole(space.Space).AsNoTracking().Where(round => some.Contains(round.Id)).OrderBy(round => round.StartedAt).ToListAsync(cancellationToken))
                    yield return await ItemAsync(space, round, cancellationToken);
                db.ChangeTracker.Clear();
            }
        }

        if (await db.MailReminders.AsNoTracking().SingleOrDefaultAsync(row => row.Owner == space.Space.Me, cancellationToken) is { } reminder)
            yield return Letter.TryOpen(protection, reminder) is { } letter ? space.Item("A letter on the day of a check-in", letter) : space.Broken("A letter on the day of a check-in");
    }

    private static async Task<ExportItem> AroundAsync(ExportSpace space, CoupleId couple, CancellationToken cancellationToken)
    {
        const string title = "The rhythm, and what you two took along";
        var db = space.Space.Db;
        var rhythm = await db.CheckInRhythms.AsNoTracking().SingleOrDefaultAsync(row => row.Couple == couple, cancellationToken);
        var wishes = await db.SharedPlots.AsNoTracking().Where(row => row.Couple == couple).Select(row => row.Author).ToListAsync(cancellationToken);
        // As on the page: the other's wish is told where both have it, and one alone is not.
        if (wishes.Count < 2)
            wishes.RemoveAll(author => author != space.Space.Me);
        var lot = await db.CheckInLots.AsNoTracking().SingleOrDefaultAsync(row => row.Couple == couple, cancellationToken);
        try
        {
            return space.Item(title, new { Rhythm = rhythm is null ? null : new { rhythm.Pace, rhythm.From, rhythm.Minute }, WouldLikeOnePictureOfBoth = wishes, TakenAlong = lot is null ? null : Lots.Open(space.Key(couple), lot) });
        }
        catch (Exception broken) when (broken is SealBrokenException or JsonException)
        {
            return space.Broken(title);
        }
    }

    private async Task<ExportItem> ItemAsync(ExportSpace space, Round round, CancellationToken cancellationToken)
    {
        var title = $"A {(round.Kind == RoundKind.Card ? "card" : "check-in")}, begun on {ExportSpace.Day(round.StartedAt)}";
        CheckInSheet mine;
        try
        {
            (_, var draft) = await Drafts.OpenAsync(space.Space, round.Id, cancellationToken);
            mine = draft.Sheet;
        }
        catch (Exception broken) when (broken is SealBrokenException or JsonException or FormatException or CryptographicException)
        {
            return space.Broken(title);
        }

        CheckInSheet? partners = null;
        if (round.IsRevealed && space.PartnerIn(round.Couple) is { } seat && round.CurrentSeal(seat.Person) is { } seal && await OpenedCheckIn.WasSeenAsync(space.Space, seal, cancellationToken))
        {
            var sheet = await space.Space.Db.OpenedSheets.AsNoTracking().SingleOrDefaultAsync(sheet => sheet.Round == round.Id && sheet.Owner == seat.Person, cancellationToken);
            partners = OpenedCheckIn.TryOpen(space.Key(round.Couple), round, seal, sheet);
        }

        return space.Item(title, new
        {
            round.StartedAt,
            OpenedAt = round.RevealedAt,
            round.ClosedAt,
            YouSealed = round.HasSealed(space.Space.Me),
            Answers = round.Prompts.Select(prompt => new { Prompt = prompt.Value, Question = prompts.Find(prompt)?.Text, Yours = mine[prompt], Partners = partners?[prompt] }),
            YourEase = mine.Ease,
        });
    }
}
