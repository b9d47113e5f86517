using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.Web.Features.Agreements;

/// <summary>How far a draft has come.</summary>
public enum PadState
{
    /// <summary>Nothing was changed.</summary>
    Untouched,

    /// <summary>Changed, and on its way.</summary>
    Saving,

    /// <summary>On disk.</summary>
    Saved,

    /// <summary>On disk under a name of its own, because another tab had changed the draft.</summary>
    KeptBeside,

    /// <summary>Refused by the database. What was typed is still here.</summary>
    NotSaved,

    /// <summary>Too long to keep.</summary>
    TooLong,

    /// <summary>With characters that cannot be kept.</summary>
    Unreadable,
}

/// <summary>
/// A draft on the screen, saved as it changes: choices at once, words a second after the last key. "Saved" appears only after the
/// database said so.
/// </summary>
/// <param name="id">Under which id it is kept.</param>
/// <param name="stored">The draft as it was read.</param>
/// <param name="version">How often it was saved.</param>
/// <param name="save">Saves it; null when the space is not open any more.</param>
/// <param name="time">The clock.</param>
public sealed class DraftPad(Guid id, WrittenDraft stored, long version, Func<Guid, WrittenDraft, long, Task<SaveDraftResult?>> save, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AfterLastKey = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFirstKey = TimeSpan.FromSeconds(1.5);

    private WrittenDraft kept = stored;
    private CancellationTokenSource? waiting;
    private Task running = Task.CompletedTask;
    private long? firstKey;

    /// <summary>Under which id it is kept.</summary>
    public Guid Id { get; private set; } = id;

    /// <summary>How often it was saved.</summary>
    public long Version { get; private set; } = version;

    /// <summary>The draft as it is on the screen.</summary>
    public WrittenDraft Draft { get; private set; } = stored;

    /// <summary>How far the last change has come.</summary>
    public PadState State { get; private set; }

    /// <summary>Whether everything on the screen is on disk, or was never changed.</summary>
    public bool IsSaved => Draft == kept;

    /// <inheritdoc/>
    public void Dispose() => StopWaiting();

    /// <summary>Changes it and saves it at once.</summary>
    public Task ChangeAsync(WrittenDraft draft)
    {
        Draft = draft;
        return SaveNowAsync();
    }

    /// <summary>Changes it and saves it when no further key comes for a second, or a little later for somebody who never pauses.</summary>
    public async Task TypeAsync(WrittenDraft draft)
    {
        Draft = draft;
        State = PadState.Saving;
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
            return;
        }

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
            else if (State == PadState.Saving)
                State = PadState.Saved;
        }
        finally
        {
            mine.SetResult();
        }
    }

    /// <summary>It was thrown away or proposed: what is on the screen is kept nowhere now, and is saved anew with the next change.</summary>
    public void Forget(WrittenDraft draft)
    {
        StopWaiting();
        (Id, Version, Draft, kept, State) = (Guid.NewGuid(), 0, draft, draft, PadState.Untouched);
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
        var sent = Draft;
        State = PadState.Saving;
        try
        {
            var result = await save(Id, sent, Version);
            State = result?.State switch
            {
                SaveDraftState.Saved => PadState.Saved,
                SaveDraftState.KeptBeside => PadState.KeptBeside,
                SaveDraftState.TooLong => PadState.TooLong,
                SaveDraftState.Unreadable => PadState.Unreadable,
                null => PadState.NotSaved,
            };
            if (result is { State: SaveDraftState.Saved or SaveDraftState.KeptBeside })
            {
                (Id, Version, kept) = (result.Id, result.Version, sent);
                if (!IsSaved)
                    State = PadState.Saving;
            }
        }
        catch (NotSavedException)
        {
            State = PadState.NotSaved;
        }
    }
}
