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
        await space.Db.StepAsync(
            async () =>
            {
                if (await Rounds.FindAsync(space, id, cancellationToken) is not { } round || round.Couple != space.Us || !round.CanAnswer(space.Me, time.GetUtcNow())
                    || !await space.IsOpenAsync(cancellationToken))
                    return false;
                var (row, draft) = await Drafts.OpenAsync(space, id, cancellationToken);
                round.ShowWorking(space.Me, shown && row is not null);
                Drafts.Put(space, id, row, draft with { Quiet = !shown });
                return true;
            },
            cancellationToken);
        switchboard.ToCouple(space.Us, new(SignalKind.Round, id.Value));
    }
}
