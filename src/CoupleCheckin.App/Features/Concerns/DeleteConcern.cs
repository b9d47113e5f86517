using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.App.Features.Concerns;

/// <summary>Deletes a concern of one's own. What was opened in a talk stays in the talk.</summary>
public sealed class DeleteConcern
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal DeleteConcern(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Does so.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task RunAsync(ConcernId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        await space.StepAsync(
            async () =>
            {
                if ((await Drafts.OpenAsync(space, id, cancellationToken)).Row is not { } row)
                    return false;
                space.Db.ConcernDrafts.Remove(row);
                return true;
            },
            cancellationToken);
        switchboard.ToPerson(space.Me, new(SignalKind.MyConcern, id.Value));
    }
}
