using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Checklist;

/// <summary>What each placed for one behaviour, and when; and the way to answer it anew.</summary>
public sealed partial class HistoryPage
{
    private ElementReference anew;
    private bool isRevising;
    private bool takesFocus;
    private bool busy;
    private bool wasSaved;
    private string? trouble;
    private string? reason = "";
    private string? shown;

    /// <summary>The key of the behaviour, as it stands in the address.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    [Inject]
    private OpenHistory OpenHistory { get; set; } = null!;

    [Inject]
    private ReviseAnswer ReviseAnswer { get; set; } = null!;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    private HistoryView? View { get; set; }

    private Placement Answer { get; set; } = Placement.Blank;

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind is SignalKind.Comparison or SignalKind.Round or SignalKind.Couple or SignalKind.OwnBehaviour;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsLoaded && shown != Key)
        {
            (isRevising, wasSaved, trouble, reason) = (false, false, null, "");
            await ReadAgainAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        shown = Key;
        View = Find(Key) is { } behaviour ? await OpenHistory.RunAsync(behaviour) : null;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (takesFocus && isRevising)
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

    private void Begin()
    {
        // A guess is no longer one, and the earlier note belongs to the earlier day.
        Answer = View!.Timeline.Mine with { Note = "", Guess = null };
        (isRevising, takesFocus, wasSaved, trouble) = (true, true, false, null);
    }

    private Task SaveAsync() => InSpaceAsync(async () =>
    {
        if (busy)
            return;
        (busy, trouble) = (true, null);
        try
        {
            switch (await ReviseAnswer.RunAsync(View!.Card.Key, Answer with { Note = reason?.Trim() ?? "" }))
            {
                case ReviseState.Saved:
                    (isRevising, wasSaved, reason) = (false, true, "");
                    break;
                case ReviseState.NotPlaced:
                    trouble = "Choose a place first. An answer that is left blank takes none away.";
                    break;
                case ReviseState.Unchanged:
                    trouble = "That is where you have it already. Move it, or say what changed.";
                    break;
                case ReviseState.ReasonTooLong:
                    trouble = $"Not saved: a reason has room for {Placement.MaxNoteLength} characters. Your words are still here.";
                    break;
                case ReviseState.ReasonUnreadable:
                    trouble = "Not saved: there is a character in it that cannot be kept. Your words are still here.";
                    break;
                case ReviseState.NotOpened:
                    trouble = "Not saved: you two have not opened this together. Your words are still here.";
                    break;
                case ReviseState.SpaceClosed:
                    trouble = "Not saved: this space is closed. Your words are still here.";
                    break;
            }

            await LoadAsync();
        }
        catch (NotSavedException)
        {
            trouble = "Not saved. Your words are still here.";
        }
        finally
        {
            busy = false;
        }
    });
}
