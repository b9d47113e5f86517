using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Repair;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>Takes one's seal of the weekly questions back, as long as the other has not sealed too.</summary>
public sealed class TakeBackPulse
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal TakeBackPulse(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Takes it back.</summary>
    /// <returns>What became of it; null when there is no such plan.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<RepairStep?> RunAsync(RepairId repair, Guid id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return await Pulses.TakeAsync(
            space, switchboard, repair, id, (plan, _, note) => Task.FromResult((plan.TakePulseBack(space.Me, id), note with { Opening = null })), cancellationToken);
    }
}
