using CoupleCheckin.App.Features.Concerns;
using CoupleCheckin.App.Features.Repair;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Repair;
using CoupleCheckin.Domain.Safety;
using CoupleCheckin.Web.Features.Concerns;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Repair;

/// <summary>
/// The guide for whoever is asked about something: four parts, with hints on how an answer might be heard. It is for its writer
/// alone, with or without a plan or a partner.
/// </summary>
public sealed partial class AnswerPage
{
    private static readonly (string Id, string Label, string Help)[] Parts =
    [
        ("did", "What I did", "The act, in one or two plain sentences, and what I kept back. No “if”, no “but”."),
        ("impact", "What it did to you", "As far as you know it from them. If you do not know, write down what you want to ask."),
        ("why", "Why, without making it smaller", "What you needed is one sentence. That you chose this way is another one."),
        ("will", "What I will do", "Something small that can be seen, with a day. You may offer it in the plan, if you want to."),
    ];

    private readonly HashSet<(string Rule, string Words)> keptMine = [];
    private readonly IReadOnlyList<Hint>[] hints = [[], [], [], []];
    private Autosave<RepairNotes>? notes;
    private IReadOnlyList<SafetyGate> asides = [];
    private IReadOnlyList<string> credits = [];

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private OpenRepairNotes OpenRepairNotes { get; set; } = null!;

    [Inject]
    private SaveRepairNotes SaveRepairNotes { get; set; } = null!;

    [Inject]
    private PutHintAway PutHintAway { get; set; } = null!;

    [Inject]
    private ResponderLinter Linter { get; set; } = null!;

    [Inject]
    private LintRules Rules { get; set; } = null!;

    [Inject]
    private SafetyGates Gates { get; set; } = null!;

    private RepairNotesView? View { get; set; }

    private IEnumerable<LintRule> Ways => Rules.All.Where(rule => rule.Kind == LintKind.Answer).OrderBy(rule => rule.Id, StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind is SignalKind.MyRepair or SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        if (notes is not null)
            await notes.Settled;
        var saves = notes?.Saves ?? -1;
        View = await OpenRepairNotes.RunAsync();
        if (notes is null)
            notes = new(View.Notes, SaveAsync, static (present, before, after) => present.WithChange(before, after), Time);
        else
            notes.Take(View.Notes, saves);
        Look();
    }

    /// <inheritdoc/>
    protected override void OnGone() => notes?.Dispose();

    private IReadOnlyList<Hint> HintsFor(int part) =>
        [.. hints[part].Where(hint => !keptMine.Contains((hint.Finding.RuleId, hint.Words)) && hint.PlaceIn(notes!.Now.Parts[part]) is not null)];

    /// <summary>Reads the four parts in memory. Where one speaks of danger there are no hints on wording at all.</summary>
    private void Look()
    {
        var readings = notes!.Now.Parts.Select(text => Linter.Check(text, new() { PutAway = View!.PutAway, InRepair = true })).ToList();
        asides = [.. readings.SelectMany(reading => reading.Safety).Select(finding => finding.Rule.Gate).OfType<GateId>().Distinct().Select(gate => Gates[gate])];
        for (var part = 0; part < hints.Length; part++)
            hints[part] = asides.Count > 0 ? [] : [.. readings[part].Findings.Select(finding => Hint.In(finding, notes.Now.Parts[part]))];
        credits = asides.Count > 0 ? [] : [.. readings.SelectMany(reading => reading.Credits).Select(credit => credit.Name).Distinct()];
    }

    private async Task TypeAsync(int part, string? text)
    {
        await notes!.TypeAsync(notes.Now.With(part, text ?? ""));
        Look();
    }

    private async Task ClearAsync()
    {
        await notes!.ChangeAsync(notes.Now with { Did = "", Impact = "", Why = "", WillDo = "" });
        Look();
    }

    private Task MuteAsync(Hint hint) => InSpaceAsync(async () =>
    {
        await PutHintAway.RunAsync(hint.Finding.RuleId);
        await LoadAsync();
    });

    private async Task<Kept<RepairNotes>?> SaveAsync(RepairNotes before, RepairNotes after)
    {
        SaveRepairNotesResult? result = null;
        await InSpaceAsync(async () => result = await SaveRepairNotes.RunAsync(before, after));
        return result is null ? null : new(RepairWords.StateOf(result.Refused), result.Kept);
    }
}
