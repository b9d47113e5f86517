using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Checklist;

/// <summary>A round until it is open: answering card by card, looking over, sealing, getting ready.</summary>
public sealed partial class RoundPage
{
    private Dictionary<BehaviourKey, AnswerDraft> answers = [];
    private bool mayGoOn;

    /// <summary>Which round.</summary>
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private OpenRound OpenRound { get; set; } = null!;

    [Inject]
    private SaveAnswer SaveAnswer { get; set; } = null!;

    [Inject]
    private SealSheet SealSheet { get; set; } = null!;

    [Inject]
    private TakeBackSeal TakeBackSeal { get; set; } = null!;

    [Inject]
    private PressReady PressReady { get; set; } = null!;

    [Inject]
    private CloseRound CloseRound { get; set; } = null!;

    [Inject]
    private ClosePass ClosePass { get; set; } = null!;

    [Inject]
    private ShowWorking ShowWorking { get; set; } = null!;

    private RoundView? Round { get; set; }

    private int Index { get; set; } = -1;

    private RoundCard? Card => Index >= 0 && Index < Round!.Cards.Count ? Round.Cards[Index] : null;

    private RoundId RoundId => new(Id);

    /// <summary>Whether one is asked first, before the first sheet of all, whether one is free to answer (GT2). The answer is kept nowhere.</summary>
    private bool IsAskedFirst => Round is { IsMyFirst: true, CanAnswer: true } && !mayGoOn;

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) =>
        (signal.Kind is SignalKind.Round or SignalKind.MyAnswers && (signal.Id == Id || Round?.Parts.Any(part => part.Id.Value == signal.Id) == true))
        || signal.Kind is SignalKind.Couple or SignalKind.MyChoices;

    /// <summary>From one part to the next the page stays and the round changes.</summary>
    protected override async Task OnParametersSetAsync()
    {
        if (IsLoaded && Round?.Id != RoundId)
        {
            OnGone();
            (answers, Round, Index, Trouble) = ([], null, -1, null);
            await ReadAgainAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        var first = Round is null;
        await Task.WhenAll(answers.Values.Select(draft => draft.Settled));
        var saves = answers.ToDictionary(answer => answer.Key, answer => answer.Value.Saves);
        Round = await OpenRound.RunAsync(RoundId);
        if (Round is null)
            return;
        if (Round.IsRevealed)
        {
            Navigation.NavigateTo($"rounds/{RoundId}/comparison", replace: true);
            return;
        }

        foreach (var card in Round.Cards)
        {
            if (!answers.TryGetValue(card.Key, out var draft))
                answers[card.Key] = new(Round.Sheet[card.Key], (before, after) => SaveAsync(card.Key, before, after), Time);
            else
                draft.Take(Round.Sheet[card.Key], saves.GetValueOrDefault(card.Key, -1));
        }

        mayGoOn |= !Round.IsMyFirst;
        if (first)
            Index = FirstBlank();
    }

    /// <inheritdoc/>
    protected override void OnGone()
    {
        foreach (var draft in answers.Values)
            draft.Dispose();
    }

    /// <summary>A slow disk keeps no choice from the screen: it is drawn before it is saved.</summary>
    private async Task<SaveAnswerResult?> SaveAsync(BehaviourKey behaviour, Placement before, Placement after)
    {
        await Task.Yield();
        SaveAnswerResult? result = null;
        await InSpaceAsync(async () => result = await SaveAnswer.RunAsync(RoundId, behaviour, before, after));
        return result;
    }

    private int FirstBlank()
    {
        var blank = Round!.Cards.ToList().FindIndex(card => !Round.Sheet[card.Key].IsPlaced);
        var keepsItToMyself = Round.Sheet.Placements.IsEmpty && !Round.ForMyself.Placements.IsEmpty;
        return blank < 0 || keepsItToMyself || Round.Mine == SheetState.Sealed ? Round.Cards.Count : blank;
    }

    private void GoTo(int index) => Index = index;

    private void Move(int by) => Index = Math.Clamp(Index + by, 0, Round!.Cards.Count);

    private async Task StopAsync()
    {
        if (await SaveAllAsync())
            Navigation.NavigateTo("today");
    }

    private async Task<bool> SaveAllAsync()
    {
        foreach (var draft in answers.Values)
            await draft.SaveNowAsync();
        return answers.Values.All(draft => draft.IsSaved);
    }

    private Task SealAsync() => StepAsync(async () =>
    {
        if (!await SaveAllAsync())
        {
            GoTo(Round!.Cards.ToList().FindIndex(card => !answers[card.Key].IsSaved));
            return null;
        }

        return await SealSheet.RunAsync(RoundId);
    });

    private Task TakeBackAsync() => StepAsync(() => TakeBackSeal.RunAsync(RoundId));

    private Task ReadyAsync() => StepAsync(() => PressReady.RunAsync(RoundId));

    private Task ClosePassAsync() => StepAsync(() => ClosePass.RunAsync(RoundId));

    private Task CloseAsync() => StepAsync(() => CloseRound.RunAsync(RoundId));

    private Task ShowWorkingAsync(bool shown) => SwitchAsync(async () =>
    {
        await ShowWorking.RunAsync(RoundId, shown);
        await LoadAsync();
    });

    private Task StepAsync(Func<Task<RoundStep?>> step) => PressAsync(async () =>
    {
        Trouble = await step() switch
        {
            RoundStep.PartnerHasSealed => $"{Round!.Partner?.Name ?? "Your partner"} has sealed too, so your seal stands now.",
            RoundStep.NotBothSealed => "You can get ready once you have both sealed.",
            RoundStep.RoundClosed => "This round is closed.",
            RoundStep.AlreadyRevealed => "This round is open for you both; it can no longer be closed.",
            RoundStep.Taken or RoundStep.AlreadyTaken or null => null,
        };
        await LoadAsync();
    });
}
