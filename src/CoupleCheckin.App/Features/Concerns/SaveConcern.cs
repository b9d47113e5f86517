using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.App.Features.Concerns;

/// <summary>What became of a save.</summary>
/// <param name="Flaw">Why it was not kept; none when it was.</param>
/// <param name="IsSent">Whether it was sent meanwhile, and so was not kept.</param>
/// <param name="Kept">The concern as it stands now. Where another tab changed other parts of it, those stand too.</param>
public sealed record SaveConcernResult(ConcernFlaw Flaw, bool IsSent, Concern Kept);

/// <summary>Saves a concern of one's own as it is written. Sealed at rest under one's own key; nobody else is told.</summary>
public sealed class SaveConcern
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal SaveConcern(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Saves it.</summary>
    /// <param name="id">Which concern; given by the page.</param>
    /// <param name="before">The concern as the page had it before the change; what another tab changed since stays.</param>
    /// <param name="after">The concern as the page has it now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SaveConcernResult> RunAsync(ConcernId id, Concern before, Concern after, CancellationToken cancellationToken = default)
    {
        if (after.Flaw is not ConcernFlaw.None)
            return new(after.Flaw, false, before);
        await using var space = await opener.OpenAsync(cancellationToken);
        var result = new SaveConcernResult(ConcernFlaw.None, false, before);
        await space.StepAsync(
            async () =>
            {
                var (row, present) = await Drafts.OpenAsync(space, id, cancellationToken);
                var kept = present.WithChange(before, after);
                kept = kept with { Times = [.. kept.Times.Take(Concern.MostTimes)] };
                result = new(kept.Flaw, present.Talk is not null, kept);
                if (kept.Flaw is not ConcernFlaw.None || present.Talk is not null)
                    return false;
                Drafts.Put(space, id, row, kept);
                return true;
            },
            cancellationToken);
        if (result is { Flaw: ConcernFlaw.None, IsSent: false })
            switchboard.ToPerson(space.Me, new(SignalKind.MyConcern, id.Value));
        return result;
    }
}
