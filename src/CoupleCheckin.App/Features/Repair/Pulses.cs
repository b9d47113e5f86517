using System.Security.Cryptography;
using System.Text.Json;
using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Repair;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>One's own answers to a pulse as they are kept: with the random opening of the seal that stands, and where they belong.</summary>
internal sealed record PulseNote
{
    public PulseAnswers Answers { get; init; } = PulseAnswers.Empty;

    /// <summary>Null while they are not sealed.</summary>
    public byte[]? Opening { get; init; }

    public Guid Repair { get; init; }

    public DateOnly Week { get; init; }
}

/// <summary>Answers as both read them, with what shows that they are those that were sealed.</summary>
internal sealed record PulseOpened
{
    public byte[] Opening { get; init; } = [];

    public string Helped { get; init; } = "";

    public string Need { get; init; } = "";

    /// <summary>Only where both showed their lines when it was opened.</summary>
    public Steadiness? Steadiness { get; init; }
}

/// <summary>The weekly questions, opened and sealed.</summary>
internal static class Pulses
{
    /// <summary>The pulse of a week has the same id for both before either has written anything.</summary>
    public static Guid IdOf(RepairId repair, DateOnly week) =>
        new(SHA256.HashData(new Fields("cc/pulse-id/v1").Id(repair.Value).U32((uint)week.DayNumber).Bytes).AsSpan(0, 16), bigEndian: true);

    /// <summary>The day it is, and the pulse of now.</summary>
    public static async Task<(DateOnly Week, Guid Id)> NowAsync(OpenSpace space, RepairId id, RepairPlan plan, TimeProvider time, CancellationToken cancellationToken)
    {
        var calendar = await Calendar.OfAsync(space.Db, space.Us, time, cancellationToken);
        var week = RepairPlan.WeekOf(CivilDay.Of(plan.OpenedAt!.Value, CivilDay.FindZone(calendar.Zone)!), calendar.Today);
        return plan.PulseOf(week) is { } pulse ? (pulse.Week, pulse.Id) : (week, IdOf(id, week));
    }

    public static async Task<(PulseDraft? Row, PulseNote Note)> OpenAsync(OpenSpace space, Guid pulse, CancellationToken cancellationToken)
    {
        var row = await space.Db.PulseDrafts.SingleOrDefaultAsync(draft => draft.Pulse == pulse, cancellationToken);
        return (row, row is null ? new() : Open(space, row));
    }

    /// <summary>All of one's own answers in a plan, the oldest first.</summary>
    public static async Task<IReadOnlyList<PulseNote>> MineAsync(OpenSpace space, RepairId repair, CancellationToken cancellationToken) =>
        [.. (await space.Db.PulseDrafts.AsNoTracking().ToListAsync(cancellationToken)).Select(row => Open(space, row)).Where(note => note.Repair == repair.Value).OrderBy(note => note.Week)];

    public static void Put(OpenSpace space, Guid pulse, PulseDraft? row, PulseNote note)
    {
        if (row is null)
            space.Db.PulseDrafts.Add(row = PulseDraft.Of(space.Me, pulse));
        row.Put(version => SealedJson.Seal(space.Root, Binding(space, pulse, version), note));
    }

    /// <summary>Answers that are open for both; null while they are not, or where they are not those that were sealed.</summary>
    public static PulseOpened? Opened(OpenSpace space, IEnumerable<OpenedPulse> rows, Pulse pulse, PersonId who) => Opened(space.Key, space.Us, rows, pulse, who);

    /// <summary>The same in a couple of earlier.</summary>
    public static PulseOpened? Opened(SecretKey key, CoupleId couple, IEnumerable<OpenedPulse> rows, Pulse pulse, PersonId who)
    {
        if (pulse.OpenedAt is null || rows.SingleOrDefault(row => row.Owner == who && row.Round.Value == pulse.Id) is not { } found)
            return null;
        var opened = SealedJson.Open<PulseOpened>(key, Binding(who, pulse.Id, couple), found.Blob);
        return Commit(couple, pulse.Id, who, opened).AsSpan().SequenceEqual(pulse.Seals.Single(seal => seal.Who == who).Commit) ? opened : null;
    }

    public static OpenedPulse Publish(OpenSpace space, Guid pulse, PulseOpened opened) =>
        OpenedPulse.Of(space.Me, pulse, space.Us, SealedJson.Seal(space.Key, Binding(space.Me, pulse, space.Us), opened));

    /// <summary>
    /// What fixes the two answers: SHA-256 over <c>"cc/pulse/v1" | lp(couple) | lp(pulse) | lp(person) | lp(opening) | lp(answers)</c>,
    /// as for a sheet. The word about how things feel is not in it, because it opens only where both show their lines.
    /// </summary>
    public static byte[] Commit(CoupleId couple, Guid pulse, PersonId person, PulseOpened opened) => SHA256.HashData(
        new Fields("cc/pulse/v1").PrefixedId(couple.Value).PrefixedId(pulse).PrefixedId(person.Value).Prefixed(opened.Opening)
            .Prefixed(JsonSerializer.SerializeToUtf8Bytes(new[] { opened.Helped, opened.Need })).Bytes);

    /// <summary>Takes a step that concerns the pulse of now.</summary>
    public static async Task<RepairStep?> TakeAsync(
        OpenSpace space,
        Switchboard switchboard,
        RepairId id,
        Guid pulse,
        Func<RepairPlan, PulseDraft?, PulseNote, Task<(RepairMove Move, PulseNote Note)>> step,
        CancellationToken cancellationToken)
    {
        RepairStep? taken = null;
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                taken = null;
                if (await Plans.FindAsync(space, id, cancellationToken) is not var (row, plan))
                    return false;
                var (draft, note) = await OpenAsync(space, pulse, cancellationToken);
                var (move, changed) = await step(plan, draft, note);
                taken = move.Step;
                if (move.Step != RepairStep.Taken)
                    return false;
                Plans.Put(space, row, move.Plan);
                if (!ReferenceEquals(changed, note))
                    Put(space, pulse, draft, changed);
                return true;
            },
            cancellationToken);
        if (!isOpen)
            return RepairStep.SpaceClosed;
        if (taken == RepairStep.Taken)
            switchboard.ToCouple(space.Us, new(SignalKind.Repair, id.Value));
        return taken;
    }

    private static PulseNote Open(OpenSpace space, PulseDraft row) => SealedJson.Open<PulseNote>(space.Root, Binding(space, row.Pulse, row.Version), row.Blob);

    private static RecordBinding Binding(OpenSpace space, Guid pulse, long version) => new(StoreKind.PulseDraft, space.Me, pulse, default, 1, (ulong)version);

    private static RecordBinding Binding(PersonId owner, Guid pulse, CoupleId couple) => new(StoreKind.OpenedPulse, owner, pulse, couple, 1, 1);
}
