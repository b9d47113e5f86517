using CoupleCheckin.App.Features.Repair;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Repair;
using CoupleCheckin.Domain.Safety;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Repair;

/// <summary>Repair: how it begins, the stage in which the two are, what each offers, and what waits for whoever looks.</summary>
public sealed partial class RepairPage
{
    private readonly Queue<SafetyGate> gates = [];
    private Func<Task>? afterGates;
    private PulseView? pulse;
    private ElementReference heading;
    private bool moveFocus;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    [Inject]
    private ReadRepair ReadRepair { get; set; } = null!;

    [Inject]
    private AskForRepair AskForRepair { get; set; } = null!;

    [Inject]
    private TakeRepairStep TakeRepairStep { get; set; } = null!;

    [Inject]
    private OpenPulse OpenPulse { get; set; } = null!;

    [Inject]
    private SafetyGates Gates { get; set; } = null!;

    [Inject]
    private CommitmentCatalogue Commitments { get; set; } = null!;

    private RepairView? View { get; set; }

    private RepairPlan? Plan => View?.Current?.Plan;

    private string Other => View?.Partner?.Name ?? "your partner";

    private IReadOnlyList<RepairCommitment> Running => [.. Plan!.Commitments.Where(commitment => commitment.IsRunning(View!.Today))];

    private IReadOnlyList<RepairCommitment> Ended => [.. Plan!.Commitments.Where(commitment => !commitment.IsRunning(View!.Today)).Reverse()];

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind is SignalKind.Repair or SignalKind.MyRepair or SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        View = await ReadRepair.RunAsync();
        pulse = View.Current is { Plan.IsOpen: true } current ? await OpenPulse.RunAsync(current.Id) : null;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!moveFocus || gates.Count > 0)
            return;
        moveFocus = false;
        await heading.FocusAsync(preventScroll: false);
    }

    // The gates ask whoever is at the screen, alone. What they answer is nowhere but in the component that asks.
    private void BeginAsk() => Begin(AskAsync, GateId.GT3);

    private void BeginAgree() => Begin(() => ActAsync(new RepairAct.Agree()), GateId.GT2);

    private void Begin(Func<Task> act, GateId gate)
    {
        gates.Clear();
        gates.Enqueue(Gates[gate]);
        afterGates = act;
    }

    private async Task PassGateAsync()
    {
        gates.Dequeue();
        moveFocus = true;
        if (gates.Count == 0 && afterGates is { } act)
        {
            afterGates = null;
            await act();
        }
    }

    private void StopAtGateAsync()
    {
        gates.Clear();
        (afterGates, moveFocus) = (null, true);
    }

    private Task AskAsync() => PressAsync(() => DoAsync(async () =>
    {
        Trouble = await AskForRepair.RunAsync() switch
        {
            AskForRepairResult.Asked or AskForRepairResult.Opened or AskForRepairResult.AlreadyAsked or AskForRepairResult.IsOpen => null,
            AskForRepairResult.Alone => "There is nobody here yet to ask.",
            AskForRepairResult.Closed => RepairWords.Trouble(RepairStep.SpaceClosed),
        };
    }));

    private Task ActAsync(RepairAct act)
    {
        return act is RepairAct.ShowLine or RepairAct.Report ? SwitchAsync(TakeAsync) : PressAsync(TakeAsync);

        Task TakeAsync() => DoAsync(async () =>
        {
            if (View!.Current is not { Id: var id })
                return;
            Trouble = RepairWords.Trouble((await TakeRepairStep.RunAsync(id, act)).Step);
            moveFocus |= act is RepairAct.Agree or RepairAct.Wish;
        });
    }

    private async Task DoAsync(Func<Task> act)
    {
        if (View is null)
            return;
        await act();
        await LoadAsync();
    }
}
