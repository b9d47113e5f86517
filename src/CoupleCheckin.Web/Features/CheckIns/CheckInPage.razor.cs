using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Prompts;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.CheckIns;

/// <summary>A check-in, or a card, until it is open: one question at a time, looking over, sealing, getting ready.</summary>
public sealed partial class CheckInPage
{
    private static readonly Pick<Ease>.Choice[] Eases = [.. Enum.GetValues<Ease>().Select(ease => new Pick<Ease>.Choice(ease, text => text.AddContent(0, ease.Name()), null))];

    private ElementReference heading;
    private bool mayGoOn;
    private bool moveFocus;
    private int reads;

    /// <summary>Which check-in.</summary>
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    [Inject]
    private OpenCheckIn OpenCheckIn { get; set; } = null!;

    [Inject]
    private SaveCheckIn SaveCheckIn { get; set; } = null!;

    [Inject]
    private TakeCheckInStep TakeCheckInStep { get; set; } = null!;

    private CheckInView? View { get; set; }

    private AnswersOnScreen Answers { get; set; } = null!;

    private int Index { get; set; }

    private CheckInQuestion? Question => Index < View!.Questions.Count ? View.Questions[Index] : null;

    private RoundId RoundId => new(Id);

    private string Other => View?.Partner?.Name ?? "Your partner";

    private string Title => View!.IsCard ? "A card for both of you" : CheckInWords.Title(View.StartedAt, Clock);

    private string TakeBackWords => View!.Partner is { } partner
        ? $"You can take them back until {partner.Name} has sealed too."
        : "Invite your partner when you like; your answers wait, sealed.";

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) =>
        (signal.Kind is SignalKind.CheckIn or SignalKind.MyCheckIn) || signal.Kind is SignalKind.Couple or SignalKind.Talk;

    /// <summary>From one to another the page stays and the check-in changes.</summary>
    protected override async Task OnParametersSetAsync()
    {
        if (IsLoaded && View is not null && View.Id != RoundId)
        {
            OnGone();
            (View, Index, Trouble) = (null, 0, null);
            await ReadAgainAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        var first = View is null;
        if (!first)
            await Answers.Settled;
        var saves = first ? 0 : Answers.Saves;
        var view = await OpenCheckIn.RunAsync(RoundId);
        reads++;
        if (view is { IsRevealed: true })
        {
            Navigation.NavigateTo($"checkin/{RoundId}/opened", replace: true);
            return;
        }

        View = view;
        if (view is null)
            return;
        if (first)
        {
            Answers = new(view.Sheet, SaveAsync, Time);
            Index = FirstBlank(view);
        }
        else
        {
            Answers.Take(view.Sheet, saves);
        }
    }

    /// <inheritdoc/>
    protected override void OnGone()
    {
        if (View is not null)
            Answers.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!moveFocus)
            return;
        moveFocus = false;
        await heading.FocusAsync(preventScroll: false);
    }

    private static int FirstBlank(CheckInView view) =>
        view.Questions.ToList().FindIndex(question => view.Sheet[question.Key].Length == 0 && !(question.AsksEase && view.Sheet.Ease is not null)) is var blank && blank < 0
            ? view.Questions.Count
            : blank;

    private bool IsAnswered(CheckInQuestion question) => Answers.Now[question.Key].Trim().Length > 0 || (question.AsksEase && Answers.Now.Ease is not null);

    private async Task<SaveCheckInResult?> SaveAsync(CheckInSheet before, CheckInSheet after)
    {
        SaveCheckInResult? result = null;
        await InSpaceAsync(async () => result = await SaveCheckIn.RunAsync(RoundId, before, after));
        return result;
    }

    private Task TypeAsync(PromptKey prompt, string text) => Answers.TypeAsync(Answers.Now.With(prompt, text));

    private async Task<bool> SaveAllAsync()
    {
        await Answers.SaveNowAsync();
        return Answers.IsSaved;
    }

    private async Task GoToAsync(int index)
    {
        (Index, moveFocus) = (index, true);
        await Answers.SaveNowAsync();
    }

    private Task PassOver() => GoToAsync(Index + 1);

    private Task SealAsync() => StepAsync(async () => await SaveAllAsync() ? await TakeCheckInStep.RunAsync(RoundId, CheckInAct.Seal) : null);

    private Task ActAsync(CheckInAct act) => StepAsync(() => TakeCheckInStep.RunAsync(RoundId, act));

    private Task StepAsync(Func<Task<RoundStep?>> step) => PressAsync(async () =>
    {
        Trouble = await step() switch
        {
            RoundStep.PartnerHasSealed => $"{Other} has sealed too, so your seal stands now.",
            RoundStep.NotBothSealed => "You can get ready once you have both sealed.",
            RoundStep.RoundClosed => "This was closed.",
            RoundStep.AlreadyRevealed => "This is open for you both; it can no longer be closed.",
            RoundStep.Taken or RoundStep.AlreadyTaken or null => null,
        };
        await LoadAsync();
    });
}
