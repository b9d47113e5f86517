using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Repair;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>What became of a save.</summary>
/// <param name="Refused">Why it was not kept; null when it was.</param>
/// <param name="Kept">The notes as they stand now.</param>
public sealed record SaveRepairNotesResult(RepairStep? Refused, RepairNotes Kept);

/// <summary>Saves what one writes for oneself about a breach. Nobody else is told that there is anything.</summary>
public sealed class SaveRepairNotes
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal SaveRepairNotes(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Saves it.</summary>
    /// <param name="before">The notes as the page had them before the change.</param>
    /// <param name="after">The notes as the page has them now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SaveRepairNotesResult> RunAsync(RepairNotes before, RepairNotes after, CancellationToken cancellationToken = default)
    {
        if (after.Flaw is { } flaw)
            return new(flaw, before);
        await using var space = await opener.OpenAsync(cancellationToken);
        var kept = before;
        await space.StepAsync(
            async () =>
            {
                var (row, present) = await Notes.OpenAsync(space, cancellationToken);
                kept = present.WithChange(before, after);
                if (kept == present)
                    return false;
                Notes.Put(space, row, kept);
                return true;
            },
            cancellationToken);
        switchboard.ToPerson(space.Me, new(SignalKind.MyRepair, space.Me.Value));
        return new(null, kept);
    }
}
