using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Repair;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>What became of a save.</summary>
/// <param name="Refused">Why it was not kept; null when it was.</param>
/// <param name="Kept">The answers as they stand now.</param>
public sealed record SavePulseResult(RepairStep? Refused, PulseAnswers Kept);

/// <summary>Saves one's own answers to the weekly questions as they are written. Nobody else is told.</summary>
public sealed class SavePulse
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal SavePulse(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Saves them.</summary>
    /// <param name="repair">In which plan.</param>
    /// <param name="id">Which pulse was on the screen.</param>
    /// <param name="before">The answers as the page had them before the change.</param>
    /// <param name="after">The answers as the page has them now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SavePulseResult> RunAsync(RepairId repair, Guid id, PulseAnswers before, PulseAnswers after, CancellationToken cancellationToken = default)
    {
        if (after.Flaw is { } flaw)
            return new(flaw, before);
        await using var space = await opener.OpenAsync(cancellationToken);
        var result = new SavePulseResult(RepairStep.NotNow, before);
        await space.StepAsync(
            async () =>
            {
                result = new(RepairStep.NotNow, before);
                if (await Plans.FindAsync(space, repair, cancellationToken) is not (_, { IsOpen: true } plan))
                    return false;
                var (week, now) = await Pulses.NowAsync(space, repair, plan, time, cancellationToken);
                if (now != id || plan.Pulses.Find(pulse => pulse.Id == id)?.HasSealed(space.Me) == true)
                    return false;
                var (row, note) = await Pulses.OpenAsync(space, id, cancellationToken);
                var kept = note.Answers.WithChange(before, after);
                result = new(null, kept);
                if (kept == note.Answers)
                    return false;
                Pulses.Put(space, id, row, note with { Answers = kept, Repair = repair.Value, Week = week });
                return true;
            },
            cancellationToken);
        if (result.Refused is null)
            switchboard.ToPerson(space.Me, new(SignalKind.MyRepair, repair.Value));
        return result;
    }
}
