using System.Runtime.CompilerServices;
using System.Text.Json;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>Repair plans as their two people see them, the weekly questions that are open for both, and what one wrote for oneself.</summary>
internal sealed class RepairExport(TimeProvider time) : IExportPart
{
    public string Name => "repair";

    public string Title => "Repair: plans, the weekly questions, and what you wrote for yourself";

    public IReadOnlyList<Type> Holds => [typeof(SealedRepair), typeof(RepairDraft), typeof(PulseDraft), typeof(OpenedPulse), typeof(PulseReady)];

    public async IAsyncEnumerable<ExportItem> ReadAsync(ExportSpace space, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await NotesAsync(space, cancellationToken);
        var db = space.Space.Db;
        foreach (var couple in space.Couples)
        {
            foreach (var row in await db.Repairs.AsNoTracking().Where(row => row.Couple == couple.Id).ToListAsync(cancellationToken))
            {
                if (await ItemAsync(space, row, cancellationToken) is { } item)
                    yield return item;
                db.ChangeTracker.Clear();
            }
        }
    }

    private static async Task<ExportItem> NotesAsync(ExportSpace space, CancellationToken cancellationToken)
    {
        const string title = "What you wrote for yourself about a breach";
        try
        {
            var (_, notes) = await Notes.OpenAsync(space.Space, cancellationToken);
            return space.Item(title, notes);
        }
        catch (Exception broken) when (broken is SealBrokenException or JsonException)
        {
            return space.Broken(title);
        }
    }

    private async Task<ExportItem?> ItemAsync(ExportSpace space, SealedRepair row, CancellationToken cancellationToken)
    {
        try
        {
            var (me, now) = (space.Space.Me, time.GetUtcNow());
            var plan = Plans.Open(space.Key(row.Couple), row);
            if (!plan.IsThereFor(me, now))
                return null;
            var opened = await space.Space.Db.OpenedPulses.AsNoTracking().Where(pulse => pulse.Couple == row.Couple).ToListAsync(cancellationToken);
            var other = space.PartnerIn(row.Couple)?.Person;
            return space.Item(
                plan.OpenedAt is { } begun ? $"A repair plan, opened on {ExportSpace.Day(begun)}" : "A repair plan that is asked for",
                new
                {
                    Plan = plan.AsSeenBy(me, now),
                    YourWeeks = (await Pulses.MineAsync(space.Space, row.Id, cancellationToken)).Select(note => new { note.Week, note.Answers }),
                    OpenWeeks = plan.Pulses.Where(pulse => pulse.OpenedAt is not null).Select(pulse => new
                    {
                        pulse.Week,
                        Yours = Said(Pulses.Opened(space.Key(row.Couple), row.Couple, opened, pulse, me)),
                        Partners = other is { } who ? Said(Pulses.Opened(space.Key(row.Couple), row.Couple, opened, pulse, who)) : null,
                    }),
                });
        }
        catch (Exception broken) when (broken is SealBrokenException or JsonException)
        {
            return space.Broken("A repair plan");
        }
    }

    private static object? Said(PulseOpened? opened) => opened is null ? null : new { opened.Helped, opened.Need, opened.Steadiness };
}
