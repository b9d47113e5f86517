using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Checklist;

/// <summary>What each placed for one behaviour, and when; and the way to answer it anew.</summary>
public sealed partial class HistoryPage
{
    private ElementReference anew;
    private bool takesFocus;
    private bool wasSaved;
    private string? shown;

    /// <summary>The key of the behaviour, as it stands in the address.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    [Inject]
    private OpenHistory OpenHistory { get; set; } = null!;

    [Inject]
    private ReviseAnswer ReviseAnswer { get; set; } = null!;

    [Inject]
    private KeepRevision KeepRevision { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    private HistoryView? View { get; set; }

    /// <summary>What one is about to answer anew; null while one is not.</summary>
    private AnswerDraft? Draft { get; set; }

    private bool IsRefused => Draft?.State is KeptState.NotSaved or KeptState.TooLong or KeptState.Unreadable;

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind is SignalKind.Comparison or SignalKind.Round or SignalKind.Couple or SignalKind.OwnBehaviour;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsLoaded && shown != Key)
        {
            (wasSaved, Trouble) = (false, null);
            OnGone();
            await ReadAgainAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        shown = Key;
        View = Find(Key) is { } behaviour ? await OpenHistory.RunAsync(behaviour) : null;
        if (View is { CanRevise: true } && Draft is null && !View.Unsent.Equals(Placement.Blank))
            Draft = DraftOf(View);
    }

    /// <inheritdoc/>
    protected override void OnGone()
    {
        Draft?.Dispose();
        Draft = null;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (takesFocus && Draft is not null)
        {
            takesFocus = false;
            await anew.FocusAsync(preventScroll: false);
        }
    }

    private static BehaviourKey? Find(string key)
    {
        try
        {
            return new BehaviourKey(key);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private AnswerDraft DraftOf(HistoryView view) => new(view.Unsent, (before, after) => KeepAsync(view.Card.Key, before, after), Time);

    private async Task<SaveAnswerResult?> KeepAsync(BehaviourKey behaviour, Placement before, Placement after)
    {
        SaveAnswerResult? result = null;
        await InSpaceAsync(async () => result = await KeepRevision.RunAsync(behaviour, before, after));
        return result;
    }

    private Task BeginAsync()
    {
        if (View is not { } view)
            return Task.CompletedTask;
        (Draft, takesFocus, wasSaved, Trouble) = (DraftOf(view), true, false, null);

        // A guess is no longer one, and the earlier note belongs to the earlier day.
        return Draft.ChangeAsync(view.Timeline.Mine with { Note = "", Guess = null });
    }

    private Task ForgetAsync() => InSpaceAsync(async () =>
    {
        if (Draft is not { } draft)
            return;
        await draft.ChangeAsync(Placement.Blank);
        if (!draft.IsSaved)
            return;
        Trouble = null;
        OnGone();
        await LoadAsync();
    });

    private Task SaveAsync() => PressAsync(async () =>
    {
        if (Draft is not { } draft || View is not { } view)
            return;
        await draft.SaveNowAsync();
        switch (await ReviseAnswer.RunAsync(view.Card.Key, draft.Answer with { Note = draft.Answer.Note.Trim() }))
        {
            case ReviseState.Saved:
                OnGone();
                wasSaved = true;
                break;
            case ReviseState.NotPlaced:
                Trouble = "Choose a place first. An answer that is left blank takes none away.";
                break;
            case ReviseState.Unchanged:
                Trouble = "That is where you have it already. Move it, or say what changed.";
                break;
            case ReviseState.ReasonTooLong:
                Trouble = $"Not saved: a reason has room for {Placement.MaxNoteLength} characters. Your words are still here.";
                break;
            case ReviseState.ReasonUnreadable:
                Trouble = "Not saved: there is a character in it that cannot be kept. Your words are still here.";
                break;
            case ReviseState.NotOpened:
                Trouble = "Not saved: you two have not opened this together. Your words are still here.";
                break;
            case ReviseState.SpaceClosed:
                Trouble = "Not saved: this space is closed. Your words are still here.";
                break;
        }

        await LoadAsync();
    }, WordsAreHere);
}
