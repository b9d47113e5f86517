using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Switches whether the partner may see that one is working. Off, they see "not started" until the sheet is sealed.</summary>
public sealed class ShowWorking
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal ShowWorking(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Switches it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task RunAsync(RoundId id, bool shown, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var (changed, seen) = (false, false);
        await space.StepWhileOpenAsync(
            async () =>
            {
                (changed, seen) = (false, false);
                if (await Rounds.FindAsync(space, id, cancellationToken) is not { } round || round.Couple != space.Us || !round.CanAnswer(space.Me, time.GetUtcNow()))
                    return false;
                var (row, draft) = await Drafts.OpenAsync(space, id, cancellationToken);
                var before = round.StateOf(space.Me);
                round.ShowWorking(space.Me, shown && row is not null);
                (changed, seen) = (draft.Quiet == shown, round.StateOf(space.Me) != before);
                if (!changed && !seen)
                    return false;
                Drafts.Put(space, id, row, draft with { Quiet = !shown });
                return true;
            },
            cancellationToken);
        if (changed)
            switchboard.ToPerson(space.Me, new(SignalKind.MyAnswers, id.Value));
        if (seen)
            switchboard.ToCouple(space.Us, new(SignalKind.Round, id.Value));
    }
}
