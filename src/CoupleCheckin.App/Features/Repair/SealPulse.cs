using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Repair;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>Seals one's answers to the weekly questions. They stay under one's own key until one is ready to open them.</summary>
public sealed class SealPulse
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal SealPulse(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Seals them.</summary>
    /// <param name="repair">In which plan.</param>
    /// <param name="id">Which pulse was on the screen.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What became of it; null when there is no such plan.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<RepairStep?> RunAsync(RepairId repair, Guid id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return await Pulses.TakeAsync(
            space,
            switchboard,
            repair,
            id,
            async (plan, _, note) =>
            {
                if (plan.OpenedAt is null)
                    return (new(plan, RepairStep.NotNow), note);
                var (week, now) = await Pulses.NowAsync(space, repair, plan, time, cancellationToken);
                if (now != id)
                    return (new(plan, RepairStep.NotNow), note);
                if (note.Answers.IsBlank)
                    return (new(plan, RepairStep.Blank), note);
                var opened = new PulseOpened { Opening = Commitment.NewOpening(), Helped = note.Answers.Helped, Need = note.Answers.Need };
                return (plan.SealPulse(space.Me, id, week, Pulses.Commit(space.Us, id, space.Me, opened)), note with { Opening = opened.Opening });
            },
            cancellationToken);
    }
}
