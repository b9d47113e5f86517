using CoupleCheckin.App.Features.Concerns;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Safety;
using CoupleCheckin.Web.Features.Conversations;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Concerns;

/// <summary>
/// Preparing a concern: four parts, hints on wording while one writes, and the invitation. Everything stays with its author until
/// they send it; hints are made in memory and kept nowhere.
/// </summary>
public sealed partial class ConcernPage
{
    private static readonly Pick<Lane>.Choice[] Lanes = [.. Enum.GetValues<Lane>().Select(lane => new Pick<Lane>.Choice(lane, builder => builder.AddContent(0, lane.InWords()), null))];

    private static readonly string[] Readiness =
    [
        "It is one event, and I can name the day.",
        "I know what I saw and what I filled in.",
        "I can name a reading in which I am wrong.",
        "I want to understand more than I want to win.",
        "Neither of us is drunk, exhausted, driving or among children.",
    ];

    private readonly HashSet<(string Rule, string Words)> keptMine = [];
    private Autosave<Concern>? draft;
    private IReadOnlyList<Hint> hints = [];
    private IReadOnlyList<SafetyGate> asides = [];
    private ElementReference heading;
    private bool moveFocus;
    private Step step;

    private enum Step
    {
        Writing,
        Reading,
        Checking,
    }

    /// <summary>Which concern.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The behaviour from which it begins.</summary>
    [SupplyParameterFromQuery(Name = "behaviour")]
    public string? Behaviour { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private OpenConcern OpenConcern { get; set; } = null!;

    [Inject]
    private SaveConcern SaveConcern { get; set; } = null!;

    [Inject]
    private SendConcern SendConcern { get; set; } = null!;

    [Inject]
    private DeleteConcern DeleteConcern { get; set; } = null!;

    [Inject]
    private WriteOnConcern WriteOnConcern { get; set; } = null!;

    [Inject]
    private PutHintAway PutHintAway { get; set; } = null!;

    [Inject]
    private ConcernLinter Linter { get; set; } = null!;

    [Inject]
    private SafetyGates Gates { get; set; } = null!;

    [Inject]
    private ScriptCatalogue Scripts { get; set; } = null!;

    [Inject]
    private BehaviourCatalogue Catalogue { get; set; } = null!;

    private ConcernView? View { get; set; }

    private Concern Now => draft!.Now;

    private ConcernId ConcernId => new(Id);

    private string Other => View?.Partner?.Name ?? "your partner";

    private string OtherFirst => View?.Partner?.Name ?? "Your partner";

    private bool MaySend => View is { Partner: not null, IsClosed: false };

    private string HowLong => Scripts.Find(new(Now.Lane == Lane.General ? "s.agree-1" : "s.raise"))?.Total.To is { } minutes ? $"About {minutes} minutes" : "About 40 minutes";

    /// <summary>Hints about the whole: they name no words.</summary>
    private IEnumerable<Hint> WholeHints => Shown.Where(hint => hint.Words.Length == 0);

    private IEnumerable<Hint> Shown => hints.Where(hint => !keptMine.Contains((hint.Finding.RuleId, hint.Words)));

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => (signal.Kind == SignalKind.MyConcern && signal.Id == Id) || (signal.Kind == SignalKind.Talk && signal.Id == View?.Concern.Talk?.Value) || signal.Kind == SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        if (draft is not null)
            await draft.Settled;
        var saves = draft?.Saves ?? -1;
        View = await OpenConcern.RunAsync(ConcernId);
        if (draft is null)
        {
            draft = new(View.Concern, SaveAsync, static (present, before, after) => present.WithChange(before, after), Time);
            if (View.Concern == Concern.Empty && Behaviour is { Length: > 0 and <= 60 } && Catalogue.All.FirstOrDefault(behaviour => behaviour.Key.Value == Behaviour) is { } about)
                await draft.ChangeAsync(Now with { Topic = about.Topic, Behaviour = about.Key.Value });

            // What it is about stands in no address and in no history of the browser from here on.
            if (Behaviour is not null)
                Navigation.NavigateTo($"concerns/{ConcernId}", replace: true);
        }
        else
        {
            draft.Take(View.Concern, saves);
        }

        Look();
    }

    /// <inheritdoc/>
    protected override void OnGone() => draft?.Dispose();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!moveFocus)
            return;
        moveFocus = false;
        await heading.FocusAsync(preventScroll: false);
    }

    private static bool IsRefused(string text) => text.Length > Concern.MaxPart;

    private IReadOnlyList<Hint> HintsFor(DraftField field) =>
        [.. Shown.Where(hint => hint.Finding.Field == field && hint.PlaceIn(Now.Parts[field]) is not null)];

    /// <summary>Reads the draft in memory. While a safety rule shows there are no hints, and what helps stands beside the text.</summary>
    private void Look()
    {
        var reading = Linter.Check(Now.Parts, new() { PutAway = View!.PutAway });
        hints = [.. reading.Findings.Select(finding => Hint.In(finding, finding.Field is { } field ? Now.Parts[field] : ""))];
        asides = [.. reading.Safety.Select(finding => finding.Rule.Gate).OfType<GateId>().Distinct().Select(gate => Gates[gate])];
    }

    private async Task TypeAsync(DraftField field, string? text)
    {
        await draft!.TypeAsync(Now.With(field, text ?? ""));
        Look();
    }

    private void Keep(Hint hint) => keptMine.Add((hint.Finding.RuleId, hint.Words));

    private Task MuteAsync(Hint hint) => PressAsync(async () =>
    {
        await PutHintAway.RunAsync(hint.Finding.RuleId);
        await LoadAsync();
    }, WordsAreHere);

    private Task BringBackAsync() => PressAsync(async () =>
    {
        await PutHintAway.RunAsync(null);
        keptMine.Clear();
        await LoadAsync();
    }, WordsAreHere);

    private Task TopicAsync(ChangeEventArgs change) =>
        draft!.ChangeAsync(Now with { Topic = Enum.TryParse<Topic>(change.Value as string, out var topic) ? topic : null });

    private Task ToneAsync(ChangeEventArgs change) =>
        draft!.ChangeAsync(Now with { Tone = Enum.TryParse<Tone>(change.Value as string, out var tone) ? tone : null });

    private Task ToggleTimeAsync(DateTimeOffset time)
    {
        Trouble = null;
        if (Now.Times.Contains(time))
            return draft!.ChangeAsync(Now with { Times = Now.Times.Remove(time) });
        if (Now.Times.Count < Concern.MostTimes)
            return draft!.ChangeAsync(Now with { Times = [.. Now.Times.Add(time).Order()] });
        Trouble = "Three times are enough. Take one out first.";
        return Task.CompletedTask;
    }

    private void Go(Step next)
    {
        (step, moveFocus, Trouble) = (next, true, null);
        Look();
    }

    private async Task CheckAsync()
    {
        await draft!.SaveNowAsync();
        Trouble = Now.Lane is null ? "Choose first what this is about: this one situation, or what you agree in general."
            : string.IsNullOrWhiteSpace(Now.Saw + Now.Felt + Now.Unsure + Now.WouldLike) ? "Write at least one of the four parts first."
            : Now.Times.IsEmpty ? $"Choose two or three times, so that {Other} can say when."
            : Now.Times.Exists(time => time <= Time.GetUtcNow()) ? "One of the times is past. Take it out, and choose another."
            : !draft.IsSaved ? "Not saved yet. Your words are still here; try again in a moment."
            : null;
        if (Trouble is null)
            Go(Step.Checking);
        else
            moveFocus = true;
    }

    private async Task StopAsync()
    {
        await draft!.SaveNowAsync();
        if (draft.IsSaved)
            Navigation.NavigateTo("concerns");
    }

    private Task SendAsync() => PressAsync(async () =>
    {
        var result = await SendConcern.RunAsync(ConcernId);
        Trouble = result.State switch
        {
            SendConcernState.Sent => null,
            SendConcernState.Incomplete => "Choose what this is about, and write at least one of the four parts first.",
            SendConcernState.WrongTimes => "Choose two or three times that are still to come.",
            SendConcernState.SpecificFirst => "There is a talk about one situation that is not finished. What you agree in general comes after it, so that neither gets lost in the other.",
            SendConcernState.TooMany => "There are enough open talks for now. Finish one first, or let one go.",
            SendConcernState.Alone => "There is nobody here yet to invite. Your draft is kept.",
            SendConcernState.Closed => "This space is closed. Your draft is kept.",
            SendConcernState.NotFound => "This draft is not there any more.",
        };
        await LoadAsync();
        moveFocus = true;
    }, WordsAreHere);

    private Task WriteOnAsync() => PressAsync(async () =>
    {
        await WriteOnConcern.RunAsync(ConcernId);
        await LoadAsync();
        moveFocus = true;
    });

    private Task BeginAnotherAsync() => PressAsync(async () =>
    {
        var another = ConcernId.New();
        await SaveConcern.RunAsync(another, Concern.Empty, new() { Saw = Now.SetAside, Lane = Now.Lane == Lane.Specific ? Lane.General : Lane.Specific });
        Navigation.NavigateTo($"concerns/{another}", forceLoad: true);
    });

    private Task DeleteAsync() => PressAsync(async () =>
    {
        await DeleteConcern.RunAsync(ConcernId);
        Navigation.NavigateTo("concerns");
    }, WordsAreHere);

    private async Task<Kept<Concern>?> SaveAsync(Concern before, Concern after)
    {
        SaveConcernResult? result = null;
        await InSpaceAsync(async () => result = await SaveConcern.RunAsync(ConcernId, before, after));
        return result is null ? null : new(
            result switch
            {
                { IsSent: true } => KeptState.NotOpen,
                { Flaw: ConcernFlaw.TooLong } => KeptState.TooLong,
                { Flaw: ConcernFlaw.Unreadable } => KeptState.Unreadable,
                _ => KeptState.Saved,
            },
            result.Kept);
    }
}
