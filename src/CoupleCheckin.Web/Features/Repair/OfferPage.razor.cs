using CoupleCheckin.App.Features.Repair;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Repair;
using CoupleCheckin.Domain.Safety;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Repair;

/// <summary>
/// Offering something: which kind, in one's own words, with days. Until it is given only its writer sees it. What would watch or
/// restrict somebody is declined, kindly, and to its writer alone.
/// </summary>
public sealed partial class OfferPage
{
    private Autosave<RepairNotes>? notes;
    private IReadOnlyList<DeclinedCommitment> declined = [];
    private IReadOnlyList<SafetyGate> asides = [];
    private Guid next = Guid.NewGuid();
    private DateOnly from;
    private DateOnly until;
    private DateOnly review;
    private ElementReference heading;
    private bool moveFocus;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ReadRepair ReadRepair { get; set; } = null!;

    [Inject]
    private OpenRepairNotes OpenRepairNotes { get; set; } = null!;

    [Inject]
    private SaveRepairNotes SaveRepairNotes { get; set; } = null!;

    [Inject]
    private TakeRepairStep TakeRepairStep { get; set; } = null!;

    [Inject]
    private CommitmentCatalogue Commitments { get; set; } = null!;

    [Inject]
    private ConcernLinter Linter { get; set; } = null!;

    [Inject]
    private SafetyGates Gates { get; set; } = null!;

    private RepairView? View { get; set; }

    private CommitmentType? Type => notes?.Now.Kind is { } kind ? Commitments.Find(new(kind)) : null;

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind is SignalKind.Repair or SignalKind.MyRepair or SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        if (notes is not null)
            await notes.Settled;
        var saves = notes?.Saves ?? -1;
        View = await ReadRepair.RunAsync();
        var mine = await OpenRepairNotes.RunAsync();
        if (notes is null)
        {
            notes = new(mine.Notes, SaveAsync, static (present, before, after) => present.WithChange(before, after), Time);
            StartDays();
        }
        else
        {
            notes.Take(mine.Notes, saves);
        }

        Look();
    }

    /// <inheritdoc/>
    protected override void OnGone() => notes?.Dispose();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!moveFocus)
            return;
        moveFocus = false;
        await heading.FocusAsync(preventScroll: false);
    }

    private void Look()
    {
        var text = $"{notes!.Now.Offer}\n{notes.Now.Taper}";
        declined = Commitments.DeclinedIn(text);
        asides = [.. Linter.Check(text).Safety.Select(finding => finding.Rule.Gate).OfType<GateId>().Distinct().Select(gate => Gates[gate])];
    }

    private async Task TypeAsync(RepairNotes now)
    {
        Trouble = null;
        await notes!.TypeAsync(now);
        Look();
    }

    private async Task ChooseAsync(CommitmentKey kind)
    {
        (moveFocus, Trouble) = (true, null);
        await notes!.ChangeAsync(notes.Now with { Kind = kind.Value });
        StartDays();
        Look();
    }

    private Task OtherKindAsync()
    {
        (moveFocus, Trouble) = (true, null);
        return notes!.ChangeAsync(notes.Now with { Kind = null });
    }

    private void StartDays()
    {
        from = View!.Today;
        until = from.AddDays((Type?.Ends.Days() ?? RepairPlan.UsualDays) - 1);
        review = from.AddDays((until.DayNumber - from.DayNumber) / 2);
    }

    /// <summary>Whoever moves an end moves the day to look again with it, where it would fall outside.</summary>
    private void Fit()
    {
        Trouble = null;
        if (review < from || review > until)
            review = until < from ? from : from.AddDays((until.DayNumber - from.DayNumber) / 2);
    }

    private Task GiveAsync() => PressAsync(async () =>
    {
        await notes!.SaveNowAsync();
        if (View?.Current is not { } current || Type is not { } type)
            return;
        var result = await TakeRepairStep.RunAsync(current.Id, new RepairAct.Offer(next, type.Key, notes.Now.Offer, from, until, review, notes.Now.Taper));
        if (result.Step is RepairStep.Taken or RepairStep.AlreadyTaken)
        {
            next = Guid.NewGuid();
            Navigation.NavigateTo("repair");
            return;
        }

        (declined, Trouble) = (result.Declined, RepairWords.Trouble(result.Step));
    }, WordsAreHere);

    private async Task<Kept<RepairNotes>?> SaveAsync(RepairNotes before, RepairNotes after)
    {
        SaveRepairNotesResult? result = null;
        await InSpaceAsync(async () => result = await SaveRepairNotes.RunAsync(before, after));
        return result is null ? null : new(RepairWords.StateOf(result.Refused), result.Kept);
    }
}
