using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.Web.Shared;

namespace CoupleCheckin.Web.Features.Agreements;

/// <summary>A draft for the agreement on the screen, saved as it changes. It may get an id of its own when another tab changed the draft.</summary>
public sealed class DraftPad : IDisposable
{
    private readonly Func<Guid, WrittenDraft, long, Task<SaveDraftResult?>> save;
    private readonly TimeProvider time;
    private Autosave<WrittenDraft> saving;

    /// <summary>A draft as it was read.</summary>
    /// <param name="id">Under which id it is kept.</param>
    /// <param name="stored">The draft as it was read.</param>
    /// <param name="version">How often it was saved.</param>
    /// <param name="save">Saves it; null when the space is not open any more.</param>
    /// <param name="time">The clock.</param>
    public DraftPad(Guid id, WrittenDraft stored, long version, Func<Guid, WrittenDraft, long, Task<SaveDraftResult?>> save, TimeProvider time)
    {
        (Id, Version, this.save, this.time) = (id, version, save, time);
        saving = Begin(stored);
    }

    /// <summary>Under which id it is kept.</summary>
    public Guid Id { get; private set; }

    /// <summary>How often it was saved.</summary>
    public long Version { get; private set; }

    /// <summary>The draft as it is on the screen.</summary>
    public WrittenDraft Draft => saving.Now;

    /// <summary>How far the last change has come.</summary>
    public KeptState State => saving.State;

    /// <summary>Whether everything on the screen is on disk, or was never changed.</summary>
    public bool IsSaved => saving.IsSaved;

    /// <inheritdoc/>
    public void Dispose() => saving.Dispose();

    /// <summary>Changes it and saves it at once.</summary>
    public Task ChangeAsync(WrittenDraft draft) => saving.ChangeAsync(draft);

    /// <summary>Changes it and saves it when no further key comes for a second, or a little later for somebody who never pauses.</summary>
    public Task TypeAsync(WrittenDraft draft) => saving.TypeAsync(draft);

    /// <summary>Saves what is on the screen, after whatever is being saved already.</summary>
    public Task SaveNowAsync() => saving.SaveNowAsync();

    /// <summary>It was thrown away or proposed: what is on the screen is kept nowhere now, and is saved anew with the next change.</summary>
    public void Forget(WrittenDraft draft)
    {
        saving.Dispose();
        (Id, Version, saving) = (Guid.NewGuid(), 0, Begin(draft));
    }

    private Autosave<WrittenDraft> Begin(WrittenDraft draft) => new(draft, SendAsync, (_, _, after) => after, time);

    private async Task<Kept<WrittenDraft>?> SendAsync(WrittenDraft before, WrittenDraft after)
    {
        var id = Id;
        if (await save(id, after, Version) is not { } result)
            return null;
        var state = result.State switch
        {
            SaveDraftState.Saved => KeptState.Saved,
            SaveDraftState.KeptBeside => KeptState.KeptBeside,
            SaveDraftState.TooLong => KeptState.TooLong,
            SaveDraftState.Unreadable => KeptState.Unreadable,
        };
        if (Id == id && state is (KeptState.Saved or KeptState.KeptBeside))
            (Id, Version) = (result.Id, result.Version);
        return new(state, after);
    }
}
