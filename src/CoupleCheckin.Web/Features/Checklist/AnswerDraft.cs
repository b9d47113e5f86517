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
/// One answer on the screen, saved as it changes: choices at once, words a second after the last key. "Saved" appears only
/// after the database said so.
/// </summary>
/// <param name="stored">The answer as it was read.</param>
/// <param name="save">Saves a change; null when the space is not open any more.</param>
/// <param name="time">The clock.</param>
public sealed class AnswerDraft(Placement stored, Func<Placement, Placement, Task<SaveAnswerResult?>> save, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AfterLastKey = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFirstKey = TimeSpan.FromSeconds(1.5);
    private Placement kept = stored;
    private CancellationTokenSource? waiting;
    private Task running = Task.CompletedTask;
    private bool wasSaved;
    private long? firstKey;

    /// <summary>The answer as it is on the screen.</summary>
    public Placement Answer { get; private set; } = stored;

    /// <summary>How far the last change has come.</summary>
    public DraftState State { get; private set; }

    /// <summary>Whether everything on the screen is on disk.</summary>
    public bool IsSaved => Answer.Equals(kept);

    /// <summary>How many saves have ended; what was read from the database before the last of them is old.</summary>
    public int Saves { get; private set; }

    /// <summary>Over when nothing is on its way to the disk.</summary>
    public Task Settled => running;

    /// <inheritdoc/>
    public void Dispose() => StopWaiting();

    /// <summary>Changes the answer and saves it at once.</summary>
    public Task ChangeAsync(Placement answer)
    {
        Answer = answer;
        return SaveNowAsync();
    }

    /// <summary>
    /// Changes the answer and saves it when no further key comes for a second, or when somebody who never pauses has typed for a
    /// little longer: no more than that is lost when the server goes away.
    /// </summary>
    /// <returns>True when it was saved by this change; false when a later one took over.</returns>
    public async Task<bool> TypeAsync(Placement answer)
    {
        Answer = answer;
        State = DraftState.Saving;
        StopWaiting();
        waiting = new();
        firstKey ??= time.GetTimestamp();
        var left = AfterFirstKey - time.GetElapsedTime(firstKey.Value);
        try
        {
            await Task.Delay(left < TimeSpan.Zero ? TimeSpan.Zero : left < AfterLastKey ? left : AfterLastKey, time, waiting.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        await SaveNowAsync();
        return true;
    }

    /// <summary>Saves what is on the screen, after whatever is being saved already.</summary>
    public async Task SaveNowAsync()
    {
        StopWaiting();
        firstKey = null;
        var before = running;
        var mine = new TaskCompletionSource();
        running = mine.Task;
        try
        {
            await before;
            if (!IsSaved)
                await SendAsync();
            else if (State != DraftState.Untouched)
                State = wasSaved ? DraftState.Saved : DraftState.Untouched;
        }
        finally
        {
            mine.SetResult();
        }
    }

    /// <summary>
    /// Takes in what another tab saved; what was changed here since stays. What was read while a save of this tab was under way is
    /// left alone: it may or may not have that save in it, and the save itself brings the other tab's change along.
    /// </summary>
    /// <param name="fresh">The answer as it was read.</param>
    /// <param name="saves">How many saves had ended when the reading began.</param>
    public void Take(Placement fresh, int saves)
    {
        if (saves != Saves || !running.IsCompleted)
            return;
        Answer = fresh.WithChange(kept, Answer);
        kept = fresh;
    }

    private void StopWaiting()
    {
        var stopped = waiting;
        waiting = null;
        stopped?.Cancel();
        stopped?.Dispose();
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
                wasSaved = true;
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
        finally
        {
            Saves++;
        }
    }
}
