using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>What became of a draft.</summary>
/// <param name="State">Whether it was kept.</param>
/// <param name="Id">Under which id it stands now.</param>
/// <param name="Version">How often it was saved.</param>
public sealed record SaveDraftResult(SaveDraftState State, Guid Id, long Version);

/// <summary>Whether a draft was kept.</summary>
public enum SaveDraftState
{
    /// <summary>It is on disk.</summary>
    Saved,

    /// <summary>Another tab had changed it meanwhile; both are kept, this one under an id of its own.</summary>
    KeptBeside,

    /// <summary>A text is too long.</summary>
    TooLong,

    /// <summary>A text has characters that cannot be kept.</summary>
    Unreadable,
}

/// <summary>Saves one's own draft as it is typed. Sealed at rest under one's own key; nobody else is told.</summary>
public sealed class SaveDraft
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal SaveDraft(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Saves it.</summary>
    /// <param name="id">Which draft.</param>
    /// <param name="draft">The words.</param>
    /// <param name="version">The version on which they were typed; 0 for a new one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SaveDraftResult> RunAsync(Guid id, WrittenDraft draft, long version, CancellationToken cancellationToken = default)
    {
        if (draft.Terms.Texts.Any(text => !PlainText.IsKeepable(text)))
            return new(SaveDraftState.Unreadable, id, version);
        if (draft.Terms.Line.Length > Terms.MaxTextLength || draft.Terms.Texts.Any(text => text.Length > Terms.MaxTextLength))
            return new(SaveDraftState.TooLong, id, version);
        await using var space = await opener.OpenAsync(cancellationToken);
        var result = new SaveDraftResult(SaveDraftState.Saved, id, version);
        await space.StepAsync(
            async () =>
            {
                var row = await ClauseDrafts.FindAsync(space, id, cancellationToken);
                if ((row?.Version ?? 0) == version)
                {
                    ClauseDrafts.Put(space, id, row, draft);
                    result = new(SaveDraftState.Saved, id, version + 1);
                }
                else
                {
                    var beside = Guid.NewGuid();
                    ClauseDrafts.Put(space, beside, null, draft);
                    result = new(SaveDraftState.KeptBeside, beside, 1);
                }

                return true;
            },
            cancellationToken);
        switchboard.ToPerson(space.Me, new(SignalKind.MyClauseDrafts, result.Id));
        return result;
    }
}

/// <summary>Throws one's own draft away. What is thrown away is gone from the database; the page can save it again.</summary>
public sealed class DiscardDraft
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal DiscardDraft(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Throws it away; without one nothing changes.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task RunAsync(Guid id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        await space.StepAsync(
            async () =>
            {
                if (await ClauseDrafts.FindAsync(space, id, cancellationToken) is not { } row)
                    return false;
                space.Db.ClauseDrafts.Remove(row);
                return true;
            },
            cancellationToken);
        switchboard.ToPerson(space.Me, new(SignalKind.MyClauseDrafts, id));
    }
}
