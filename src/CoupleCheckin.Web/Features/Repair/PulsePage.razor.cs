using CoupleCheckin.App.Features.Repair;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Repair;
using CoupleCheckin.Domain.Safety;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Repair;

/// <summary>The weekly questions: answered alone, sealed, and opened by both at once.</summary>
public sealed partial class PulsePage
{
    private static readonly Pick<Steadiness>.Choice[] Words =
        [.. Enum.GetValues<Steadiness>().Select(word => new Pick<Steadiness>.Choice(word, builder => builder.AddContent(0, word.InWords()), null))];

    private static readonly Pick<Freedom>.Choice[] Freedoms =
        [.. Enum.GetValues<Freedom>().Select(word => new Pick<Freedom>.Choice(word, builder => builder.AddContent(0, word.InWords()), null))];

    private Autosave<PulseAnswers>? answers;
    private Guid shown;
    private RepairId repair;
    private IReadOnlyList<DeclinedCommitment> declined = [];
    private IReadOnlyList<SafetyGate> asides = [];
    private ElementReference heading;
    private bool moveFocus;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ReadRepair ReadRepair { get; set; } = null!;

    [Inject]
    private OpenPulse OpenPulse { get; set; } = null!;

    [Inject]
    private SavePulse SavePulse { get; set; } = null!;

    [Inject]
    private SealPulse SealPulse { get; set; } = null!;

    [Inject]
    private TakeBackPulse TakeBackPulse { get; set; } = null!;

    [Inject]
    private PressPulseReady PressPulseReady { get; set; } = null!;

    [Inject]
    private CommitmentCatalogue Commitments { get; set; } = null!;

    [Inject]
    private ConcernLinter Linter { get; set; } = null!;

    [Inject]
    private SafetyGates Gates { get; set; } = null!;

    private PulseView? View { get; set; }

    private string Title => View switch
    {
        { IsOpened: true } => "Opened by both of you",
        { HasSealed: true, IsSealedByBoth: true } => "Ready to open",
        { HasSealed: true } => "Sealed",
        _ => "This week’s pulse",
    };

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind is SignalKind.Repair or SignalKind.MyRepair or SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        if (answers is not null)
            await answers.Settled;
        var saves = answers?.Saves ?? -1;
        var current = (await ReadRepair.RunAsync()).Current;
        if (current is not { Plan.IsOpen: true } || await OpenPulse.RunAsync(current.Id) is not { } view)
        {
            View = null;
            return;
        }

        // A new week begins with blank answers; what was typed for the one before stays with that one.
        if (answers is null || shown != view.Id)
        {
            answers?.Dispose();
            (answers, shown, repair) = (new(view.Answers, SaveAsync, static (present, before, after) => present.WithChange(before, after), Time), view.Id, current.Id);
        }
        else
        {
            answers.Take(view.Answers, saves);
        }

        View = view;
        Look();
    }

    /// <inheritdoc/>
    protected override void OnGone() => answers?.Dispose();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!moveFocus || View is null)
            return;
        moveFocus = false;
        await heading.FocusAsync(preventScroll: false);
    }

    private void Look()
    {
        declined = Commitments.DeclinedIn(answers!.Now.Need);
        asides = [.. Linter.Check($"{answers.Now.Helped}\n{answers.Now.Need}").Safety.Select(finding => finding.Rule.Gate).OfType<GateId>().Distinct().Select(gate => Gates[gate])];
    }

    private async Task TypeAsync(PulseAnswers now)
    {
        Trouble = null;
        await answers!.TypeAsync(now);
        Look();
    }

    private Task ChooseAsync(Steadiness? word) => answers!.ChangeAsync(answers.Now with { Steadiness = word });

    private Task ChooseAsync(Freedom? word) => answers!.ChangeAsync(answers.Now with { Freedom = word });

    private Task SealAsync() => InTroubleAsync(async () =>
    {
        await answers!.SaveNowAsync();
        Trouble = answers.IsSaved ? RepairWords.Trouble(await SealPulse.RunAsync(repair, shown)) : "Not saved yet. Your words are still here; try again in a moment.";
        moveFocus = Trouble is null;
    });

    private Task TakeBackAsync() => InTroubleAsync(async () =>
    {
        var step = await TakeBackPulse.RunAsync(repair, shown);
        Trouble = step == RepairStep.NotNow ? $"{View!.Partner.Name} has sealed too, so both stand now." : RepairWords.Trouble(step);
        moveFocus = Trouble is null;
    });

    private Task OpenAsync() => InTroubleAsync(async () =>
    {
        Trouble = RepairWords.Trouble(await PressPulseReady.RunAsync(repair, shown));
        moveFocus = Trouble is null;
    });

    private Task InTroubleAsync(Func<Task> act) => PressAsync(async () =>
    {
        if (View is null)
            return;
        await act();
        await LoadAsync();
    }, WordsAreHere);

    private async Task<Kept<PulseAnswers>?> SaveAsync(PulseAnswers before, PulseAnswers after)
    {
        SavePulseResult? result = null;
        await InSpaceAsync(async () => result = await SavePulse.RunAsync(repair, shown, before, after));
        return result is null ? null : new(RepairWords.StateOf(result.Refused), result.Kept);
    }
}
