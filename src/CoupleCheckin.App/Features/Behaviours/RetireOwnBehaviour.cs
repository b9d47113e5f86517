using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.App.Features.Behaviours;

/// <summary>Takes an own behaviour off the list. Old answers still name it.</summary>
public sealed class RetireOwnBehaviour
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal RetireOwnBehaviour(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Retires it.</summary>
    /// <returns>What became of it; null when there is none, or the partner wrote it.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<OwnBehaviourStep?> RunAsync(BehaviourKey key, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return await OwnBehaviourSteps.TakeAsync(space, switchboard, key, own => Task.FromResult(own.Retire(time.GetUtcNow())), cancellationToken);
    }
}
