using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Safety;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Conversations;

/// <summary>
/// A talk, from the invitation to what comes of it. Both screens show what the database holds; a signal makes them read again.
/// What somebody types stays in its box whatever the other does.
/// </summary>
public sealed partial class TalkPage
{
    private Autosave<OwnWords>? words;
    private ElementReference heading;
    private Guid next = Guid.NewGuid();
    private bool moveFocus;
    private string? refusedText;
    private IReadOnlyList<SafetyGate> asides = [];

    /// <summary>Which talk.</summary>
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private OpenTalk OpenTalk { get; set; } = null!;

    [Inject]
    private TakeTalkStep TakeTalkStep { get; set; } = null!;

    [Inject]
    private SaveOwnWords SaveOwnWords { get; set; } = null!;

    [Inject]
    private ConcernLinter Linter { get; set; } = null!;

    [Inject]
    private SafetyGates Gates { get; set; } = null!;

    private TalkView? View { get; set; }

    private Talk Talk => View!.Talk;

    private TalkId TalkId => new(Id);

    private string About => Talk.Invitation.Topic is null && Talk.Invitation.Lane is null
        ? View!.Script?.Name ?? "A talk"
        : $"{Talk.Invitation.About()}: {Talk.Invitation.Lane?.InWords() ?? View!.Script?.Name}";

    private string Title => View switch
    {
        { IsClosed: true } or { Talk.EndedAt: not null } => "What came of it",
        _ when Talk.IsOver(View!.Now) => "This invitation is over",
        { Actor: null } => "At one device",
        { Talk.Break: not null } => "A break",
        { Talk.IsBeingPassed: true } => $"Hand it to {Name(Talk.Hands!.Value)}",
        { Talk.BegunAt: null } => Talk.Starter == View!.SignedIn ? $"You invited {View!.Partner.Name}" : $"{View!.Partner.Name} would like to talk with you",
        _ => TalkWords.NameOf(Talk.Stage, View!.Phase),
    };

    private string Progress => Talk.At + 1 < Talk.Stages.Count
        ? $"Then: {TalkWords.NameOf(Talk.Stages[Talk.At + 1], View!.Phases[Talk.At + 1])}"
        : "The last part";

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) =>
        (signal.Kind is SignalKind.Talk or SignalKind.MyConcern && signal.Id == Id) || signal.Kind == SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        var saves = words?.Saves ?? -1;
        View = await OpenTalk.RunAsync(TalkId);
        if (View is null)
            return;
        if (words is null)
            words = new(View.Words, SaveAsync, static (present, before, after) => present.WithChange(before, after), Time);
        else
            words.Take(View.Words, saves);
    }

    /// <inheritdoc/>
    protected override void OnGone() => words?.Dispose();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!moveFocus)
            return;
        moveFocus = false;
        await heading.FocusAsync(preventScroll: false);
    }

    private string Name(Domain.Couples.PersonId person) => View!.Of(person).Name;

    private async Task<Kept<OwnWords>?> SaveAsync(OwnWords before, OwnWords after)
    {
        SaveOwnWordsResult? result = null;
        await InSpaceAsync(async () => result = await SaveOwnWords.RunAsync(TalkId, before, after));
        return result is null ? null : new(
            result.Refused switch
            {
                null => KeptState.Saved,
                TalkStep.TooLong => KeptState.TooLong,
                TalkStep.Unreadable => KeptState.Unreadable,
                _ => KeptState.NotOpen,
            },
            result.Kept);
    }

    /// <summary>Whoever types is not ready to move on: a press of theirs is taken back before the other's can move the talk.</summary>
    private async Task TypeAsync(OwnWords now)
    {
        refusedText = null;
        var isTyping = now.Note == words!.Now.Note && now != words.Now;
        var saving = words.TypeAsync(now);
        if (isTyping)
            await TakeBackReadyAsync();
        await saving;
        if (View!.IsInOwnHands)
            asides = [.. Linter.Check($"{words.Now.Unsaid}\n{words.Now.Note}").Safety.Select(finding => finding.Rule.Gate).OfType<GateId>().Distinct().Select(gate => Gates[gate])];
    }

    private Task TakeBackReadyAsync() =>
        View!.Actor is { } actor && Talk.Ready.Contains(actor) ? ActAsync(new TalkAct.TakeBackReady(Talk.At)) : Task.CompletedTask;

    private async Task SayAsync(string text)
    {
        await words!.SaveNowAsync();
        var step = await StepAsync(new TalkAct.Say(next, Talk.At, text));
        if (step is TalkStep.Taken or TalkStep.AlreadyTaken)
            next = Guid.NewGuid();
        refusedText = step is TalkStep.TooLong or TalkStep.Unreadable or TalkStep.Full ? TalkWords.Trouble(step, View!.Partner.Name) : null;
        if (refusedText is not null)
            Trouble = null;
    }

    private Task ActAsync(TalkAct act) => StepAsync(act);

    private async Task<bool> LineAsync(TalkAct act)
    {
        var step = await StepAsync(act);
        StateHasChanged();
        return step is TalkStep.Taken or TalkStep.AlreadyTaken;
    }

    private async Task<TalkStep?> StepAsync(TalkAct act)
    {
        TalkStep? step = null;
        await (act is TalkAct.Choose ? SwitchAsync(TakeAsync) : PressAsync(TakeAsync));
        return step;

        async Task TakeAsync()
        {
            var before = (View!.Talk.At, View.Talk.Turn?.Part, View.Talk.IsBeingPassed, View.Talk.Break is null, View.Talk.EndedAt is null, View.Talk.Hands);
            step = await TakeTalkStep.RunAsync(TalkId, act);
            await LoadAsync();
            if (View is null)
                return;
            Trouble = TalkWords.Trouble(step, View.Partner.Name);
            moveFocus = before != (View.Talk.At, View.Talk.Turn?.Part, View.Talk.IsBeingPassed, View.Talk.Break is null, View.Talk.EndedAt is null, View.Talk.Hands);
        }
    }
}
