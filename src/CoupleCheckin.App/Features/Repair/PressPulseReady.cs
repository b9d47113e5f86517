using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Repair;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>
/// Ready to open the weekly questions. One's own answers are sealed anew under the couple's key; the second press opens both, in
/// one save. The word about how things feel goes along only where both show their lines.
/// </summary>
public sealed class PressPulseReady
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal PressPulseReady(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Presses it.</summary>
    /// <returns>What became of it; null when there is no such plan.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    /// <exception cref="SealMismatchException">One's own answers are not those that were sealed.</exception>
    public async Task<RepairStep?> RunAsync(RepairId repair, Guid id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return await Pulses.TakeAsync(
            space,
            switchboard,
            repair,
            id,
            (plan, _, note) =>
            {
                var move = plan.PressPulse(space.Me, id, time.GetUtcNow());
                if (move.Step == RepairStep.Taken)
                {
                    var opened = new PulseOpened
                    {
                        Opening = note.Opening ?? [],
                        Helped = note.Answers.Helped,
                        Need = note.Answers.Need,
                        Steadiness = plan.BothShowLines ? note.Answers.Steadiness : null,
                    };
                    var mine = plan.Pulses.Single(pulse => pulse.Id == id).Seals.Single(seal => seal.Who == space.Me);
                    if (!Pulses.Commit(space.Us, id, space.Me, opened).AsSpan().SequenceEqual(mine.Commit))
                        throw new SealMismatchException();
                    space.Db.OpenedPulses.Add(Pulses.Publish(space, id, opened));
                    space.Db.PulseReadies.Add(PulseReady.On(space.Us, id, space.Me));
                }

                return Task.FromResult((move, note));
            },
            cancellationToken);
    }
}
