using CoupleCheckin.App.Storage;

namespace CoupleCheckin.Web.Shared;

/// <summary>How far what was typed has come.</summary>
public enum KeptState
{
    /// <summary>Nothing was changed.</summary>
    Untouched,

    /// <summary>Changed, and on its way.</summary>
    Saving,

    /// <summary>On disk.</summary>
    Saved,

    /// <summary>On disk under a name of its own, because another tab had changed what it was.</summary>
    KeptBeside,

    /// <summary>Refused by the database. What was typed is still here.</summary>
    NotSaved,

    /// <summary>A text is too long.</summary>
    TooLong,

    /// <summary>A text has characters that cannot be kept.</summary>
    Unreadable,

    /// <summary>It can no longer be changed.</summary>
    NotOpen,
}

/// <summary>What became of a save.</summary>
/// <param name="State">Whether it is on disk.</param>
/// <param name="Value">What stands there now, with what another tab changed meanwhile.</param>
public sealed record Kept<T>(KeptState State, T Value)
    where T : class;

/// <summary>
/// Something on the screen that is saved as it changes: choices at once, words a second after the last key, and never later than a
/// little after the first. "Saved" appears only after the database said so.
/// </summary>
/// <param name="stored">What was read.</param>
/// <param name="save">Saves the change from one version to another; null when the space is not open any more.</param>
/// <param name="merge">A version with the change from a second to a third made to it.</param>
/// <param name="time">The clock.</param>
public class Autosave<T>(T stored, Func<T, T, Task<Kept<T>?>> save, Func<T, T, T, T> merge, TimeProvider time) : IDisposable
    where T : class
{
    private static readonly TimeSpan AfterLastKey = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFirstKey = TimeSpan.FromSeconds(1.5);
    private T kept = stored;
    private CancellationTokenSource? waiting;
    private Task running = Task.CompletedTask;
    private bool wasSaved;
    private long? firstKey;

    /// <summary>What is on the screen.</summary>
    public T Now { get; private set; } = stored;

    /// <summary>How far the last change has come.</summary>
    public KeptState State { get; private set; }

    /// <summary>Whether everything on the screen is on disk.</summary>
    public bool IsSaved => Now.Equals(kept);

    /// <summary>How many saves have ended; what was read from the database before the last of them is old.</summary>
    public int Saves { get; private set; }

    /// <summary>Over when nothing is on its way to the disk.</summary>
    public Task Settled => running;

    /// <inheritdoc/>
    public void Dispose()
    {
        StopWaiting();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes it and saves it at once.</summary>
    public Task ChangeAsync(T now)
    {
        Now = now;
        return SaveNowAsync();
    }

    /// <summary>Changes it and saves it when no further key comes for a second, or when somebody who never pauses has typed for a little longer.</summary>
    /// <exception cref="OperationCanceledException">A later key, or leaving the box or the page, took over. Then there is nothing new to show, and the framework shows nothing.</exception>
    public async Task TypeAsync(T now)
    {
        Now = now;
        State = KeptState.Saving;
        StopWaiting();
        waiting = new();
        firstKey ??= time.GetTimestamp();
        var left = AfterFirstKey - time.GetElapsedTime(firstKey.Value);
        await Task.Delay(left < TimeSpan.Zero ? TimeSpan.Zero : left < AfterLastKey ? left : AfterLastKey, time, waiting.Token);
        await SaveNowAsync();
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
            else if (State != KeptState.Untouched)
                State = wasSaved ? KeptState.Saved : KeptState.Untouched;
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
    /// <param name="fresh">What was read.</param>
    /// <param name="saves">How many saves had ended when the reading began.</param>
    public void Take(T fresh, int saves)
    {
        if (saves != Saves || !running.IsCompleted)
            return;
        Now = merge(fresh, kept, Now);
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
        var sent = Now;
        State = KeptState.Saving;
        try
        {
            var result = await save(kept, sent);
            State = result?.State ?? KeptState.NotSaved;
            if (result is { State: KeptState.Saved or KeptState.KeptBeside })
            {
                wasSaved = true;
                Now = merge(result.Value, sent, Now);
                kept = result.Value;
                if (!IsSaved)
                    State = KeptState.Saving;
            }
        }
        catch (Exception failure) when (NotSavedException.Covers(failure))
        {
            State = KeptState.NotSaved;
        }
        finally
        {
            Saves++;
        }
    }
}
