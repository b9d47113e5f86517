using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>
/// "Ready to see". Opens one's own sheet with one's own key and seals it anew under the couple's key, where the partner reads it
/// once both have pressed. The second press is the reveal, in one save.
/// </summary>
public sealed class PressReady
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal PressReady(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Presses it.</summary>
    /// <returns>What became of it; null when there is no such round.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    /// <exception cref="SealMismatchException">One's own sheet is not the one that was sealed, or the partner's seal is not the one first seen.</exception>
    public async Task<RoundStep?> RunAsync(RoundId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return await RoundSteps.TakeAsync(
            space,
            switchboard,
            id,
            async round =>
            {
                var step = round.PressReady(space.Me, time.GetUtcNow());
                if (step != RoundStep.Taken)
                    return step;
                var mine = round.CurrentSeal(space.Me)!;
                var partners = round.CurrentSeal(space.PartnerSeat!.Person)!;
                var (_, draft) = await Drafts.OpenAsync(space, id, cancellationToken);
                var opened = new OpenedAnswers(draft.Opening ?? [], draft.Sheet);
                if (!opened.Matches(round, mine) || !await Witnesses.IsAsSeenAsync(space, partners, cancellationToken))
                    throw new SealMismatchException();
                space.Db.OpenedSheets.Add(OpenedSheet.Of(space.Me, id, round.Couple, opened.Seal(space.Key, mine)));
                return step;
            },
            cancellationToken);
    }
}
