using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Repair;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>One plan as one of the two sees it.</summary>
/// <param name="Id">Which plan.</param>
/// <param name="Plan">The plan, without what the other keeps for themselves.</param>
/// <param name="Me">How one is shown oneself in it.</param>
/// <param name="Partner">How the other is shown in it.</param>
/// <param name="IsEarlier">Whether it belongs to a couple in which one is no longer.</param>
public sealed record PlanLine(RepairId Id, RepairPlan Plan, PartnerView Me, PartnerView? Partner, bool IsEarlier);

/// <summary>What there is of repair.</summary>
/// <param name="SignedIn">Who is signed in.</param>
/// <param name="Me">How one is shown oneself.</param>
/// <param name="Partner">The partner; null while one is here alone.</param>
/// <param name="Current">The plan that was asked for or is open; null while there is none.</param>
/// <param name="Past">Plans that were closed, the newest first; after them those of earlier couples, closed or not.</param>
/// <param name="Pulse">The pulse of now; null where nobody has sealed in it, or nothing is open.</param>
/// <param name="Today">The day it is where the couple counts its days.</param>
/// <param name="Now">The time of reading.</param>
/// <param name="IsClosed">Whether the space is closed: it can be read, and nothing goes on.</param>
public sealed record RepairView(
    PersonId SignedIn,
    PartnerView Me,
    PartnerView? Partner,
    PlanLine? Current,
    IReadOnlyList<PlanLine> Past,
    Pulse? Pulse,
    DateOnly Today,
    DateTimeOffset Now,
    bool IsClosed)
{
    /// <summary>How one of the two is shown.</summary>
    public PartnerView Of(PersonId person) => person == SignedIn || Partner is null ? Me : Partner;

    /// <summary>What waits for whoever is signed in, and nothing else.</summary>
    public RepairWaits Waits
    {
        get
        {
            if (IsClosed)
                return RepairWaits.Nothing;
            var reopening = Past.Any(line => !line.IsEarlier && line.Plan.Reopening.Exists(press => press.Who != SignedIn) && !line.Plan.Reopening.Exists(press => press.Who == SignedIn));
            if (Current is not { Plan: var plan })
                return reopening ? RepairWaits.Reopening : RepairWaits.Nothing;
            if (plan.OpenedAt is null)
                return plan.Asker != SignedIn ? RepairWaits.Question : RepairWaits.Nothing;
            if (plan.Signatures.Exists(press => press.Who != SignedIn && !plan.Signatures.Exists(mine => mine.Who == SignedIn && mine.Ending == press.Ending)))
                return RepairWaits.Signature;
            if (plan.PausedAt is not null)
                return plan.Back.Exists(who => who != SignedIn) && !plan.Back.Contains(SignedIn) ? RepairWaits.Back : RepairWaits.Nothing;
            if (plan.Wishes.Exists(wish => wish.Who != SignedIn && !plan.Wishes.Contains(new(SignedIn, wish.To))))
                return RepairWaits.Stage;
            if (Pulse is { IsSealedByBoth: true, OpenedAt: null } ready)
                return ready.Ready.Contains(SignedIn) ? RepairWaits.Nothing : RepairWaits.PulseToOpen;
            return Pulse?.HasSealed(SignedIn) == true ? RepairWaits.Nothing : RepairWaits.Pulse;
        }
    }
}

/// <summary>The first thing that waits for one in repair.</summary>
public enum RepairWaits
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The question whether to open a plan.</summary>
    Question,

    /// <summary>Whether to move to another stage.</summary>
    Stage,

    /// <summary>Whether to go on after a pause.</summary>
    Back,

    /// <summary>Whether to sign an ending.</summary>
    Signature,

    /// <summary>Whether to open a closed plan again.</summary>
    Reopening,

    /// <summary>This week's two questions.</summary>
    Pulse,

    /// <summary>Answers that both have sealed.</summary>
    PulseToOpen,
}

/// <summary>Reads what there is of repair.</summary>
public sealed class ReadRepair
{
    private readonly Opener opener;
    private readonly TimeProvider time;

    internal ReadRepair(Opener opener, TimeProvider time) => (this.opener, this.time) = (opener, time);

    /// <summary>Reads it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<RepairView> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        var (me, partner) = Partners.In(space);
        var isClosed = !await space.IsOpenAsync(cancellationToken);
        var plans = (await Plans.OursAsync(space, cancellationToken))
            .Where(known => known.Plan.IsThereFor(space.Me, now) && !(isClosed && known.Plan.OpenedAt is null))
            .Select(known => new PlanLine(known.Id, known.Plan.AsSeenBy(space.Me, now), me, partner, IsEarlier: false))
            .ToList();
        var current = plans.Find(line => line.Plan.IsOpen) ?? plans.Find(line => line.Plan.OpenedAt is null);
        Pulse? pulse = null;
        if (current is { Plan.IsOpen: true } open)
        {
            var (_, id) = await Pulses.NowAsync(space, open.Id, open.Plan, time, cancellationToken);
            pulse = open.Plan.Pulses.Find(known => known.Id == id);
        }

        return new(
            space.Me,
            me,
            partner,
            current,
            [.. plans.Where(line => line.Plan.IsClosed).OrderByDescending(line => line.Plan.ClosedAt), .. await EarlierAsync(space, now, cancellationToken)],
            pulse,
            (await Calendar.OfAsync(space.Db, space.Us, time, cancellationToken)).Today,
            now,
            isClosed);
    }

    private static async Task<List<PlanLine>> EarlierAsync(OpenSpace space, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lines = new List<PlanLine>();
        foreach (var rows in (await space.Db.Repairs.AsNoTracking().Where(row => row.Couple != space.Us).ToListAsync(cancellationToken)).GroupBy(row => row.Couple))
        {
            using var key = await space.KeyOfAsync(rows.Key, cancellationToken);
            var (me, partner) = Partners.Of(key, space.Me, await space.Db.Seats.AsNoTracking().Where(seat => seat.Couple == rows.Key).ToListAsync(cancellationToken));
            lines.AddRange(rows.Select(row => new PlanLine(row.Id, Plans.Open(key, row).AsSeenBy(space.Me, now), me, partner, IsEarlier: true)).Where(line => line.Plan.OpenedAt is not null));
        }

        return [.. lines.OrderByDescending(line => line.Plan.OpenedAt)];
    }
}
