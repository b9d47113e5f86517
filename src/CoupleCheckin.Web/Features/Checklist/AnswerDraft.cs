using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.Web.Features.Checklist;

/// <summary>How far a change has come.</summary>
public enum DraftState
{
    /// <summary>Nothing was changed.</summary>
    Untouched,

    /// <summary>Changed, and on its way.</summary>
    Saving,

    /// <summary>On disk.</summary>
    Saved,

    /// <summary>Refused by the database. What was typed is still here.</summary>
    NotSaved,

    /// <summary>The note is too long.</summary>
    TooLong,

    /// <summary>The note has characters that cannot be kept.</summary>
    Unreadable,

    /// <summary>The sheet is sealed or the round is over, in another tab.</summary>
    NotOpen,
}

/// <summary>
/// One answer on the screen, saved as it changes: choices at once, words within a second. "Saved" appears only
/// after the database said so.
/// </summary>
/// <param name="stored">The answer as it was read.</param>
/// <param name="save">Saves a change; null when the space is not open any more.</param>
public sealed class AnswerDraft(Placement stored, Func<Placement, Placement, Task<SaveAnswerResult?>> save) : IDisposable
{
    private static readonly TimeSpan AfterFirstKey = TimeSpan.FromSeconds(1);
    private Placement kept = stored;
    private CancellationTokenSource? waiting;
    private Task running = Task.CompletedTask;

    /// <summary>The answer as it is on the screen.</summary>
    public Placement Answer { get; private set; } = stored;

    /// <summary>How far the last change has come.</summary>
    public DraftState State { get; private set; }

    /// <summary>Whether everything on the screen is on disk.</summary>
    public bool IsSaved => Answer.Equals(kept);

    /// <inheritdoc/>
    public void Dispose() => waiting?.Cancel();

    /// <summary>Changes the answer and saves it at once.</summary>
    public Task ChangeAsync(Placement answer)
    {
        Answer = answer;
        return SaveNowAsync();
    }

    /// <summary>
    /// Changes the answer and saves it within a second. Further keys do not put it off: of somebody who never pauses, a second is
    /// lost at most when the server goes away.
    /// </summary>
    /// <returns>True when it was saved by this change; false when an earlier or a later step saves it.</returns>
    public async Task<bool> TypeAsync(Placement answer)
    {
        Answer = answer;
        State = DraftState.Saving;
        if (waiting is { IsCancellationRequested: false })
            return false;
        using var mine = waiting = new();
        try
        {
            await Task.Delay(AfterFirstKey, mine.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            if (waiting == mine)
                waiting = null;
        }

        await SaveNowAsync();
        return true;
    }

    /// <summary>Saves what is on the screen, after whatever is being saved already.</summary>
    public async Task SaveNowAsync()
    {
        waiting?.Cancel();
        var before = running;
        var mine = new TaskCompletionSource();
        running = mine.Task;
        try
        {
            await before;
            if (!IsSaved)
                await SendAsync();
        }
        finally
        {
            mine.SetResult();
        }
    }

    /// <summary>Takes in what another tab saved; what was changed here since stays.</summary>
    public void Take(Placement fresh)
    {
        Answer = fresh.WithChange(kept, Answer);
        kept = fresh;
    }

    private async Task SendAsync()
    {
        var sent = Answer;
        State = DraftState.Saving;
        try
        {
            var result = await save(kept, sent);
            State = result?.State switch
            {
                SaveAnswerState.Saved => DraftState.Saved,
                SaveAnswerState.NoteTooLong => DraftState.TooLong,
                SaveAnswerState.NoteUnreadable => DraftState.Unreadable,
                SaveAnswerState.NotOpen or SaveAnswerState.NotFound => DraftState.NotOpen,
                null => DraftState.NotSaved,
            };
            if (result is { State: SaveAnswerState.Saved })
            {
                Answer = result.Kept.WithChange(sent, Answer);
                kept = result.Kept;
                if (!IsSaved)
                    State = DraftState.Saving;
            }
        }
        catch (NotSavedException)
        {
            State = DraftState.NotSaved;
        }
    }
}
