using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Conversations;

namespace CoupleCheckin.App.Features.Conversations;

/// <summary>
/// Does one thing in a talk. The talk decides; when the other was faster, it decides anew on what is there then. What the starter
/// had prepared is opened with the first step of theirs after the talk began.
/// </summary>
public sealed class TakeTalkStep
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal TakeTalkStep(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Does it.</summary>
    /// <returns>What became of it; null when there is no such talk.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<TalkStep?> RunAsync(TalkId id, TalkAct act, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        TalkStep? taken = null;
        var changed = false;
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                (taken, changed) = (null, false);
                if (await Talks.FindAsync(space, id, cancellationToken) is not var (row, talk) || row.Couple != space.Us || !Seeing.MaySee(talk, space.Me, time.GetUtcNow()))
                    return false;
                var now = time.GetUtcNow();
                if (act is TalkAct.PressReady && await MustWaitAsync(space, talk, now, cancellationToken))
                {
                    taken = TalkStep.SpecificFirst;
                    return false;
                }

                var move = talk.Take(space.Me, act, now);
                taken = move.Step;
                var next = await Seeing.WithOpeningAsync(space, move.Talk, cancellationToken);
                changed = !ReferenceEquals(next, talk);
                if (!changed)
                    return false;
                Talks.Put(space, row, next);

                // What is said is not unsaid any more: one save writes both, so that it is never there twice.
                if (act is TalkAct.Say said && await Notes.OpenAsync(space, id, cancellationToken) is ({ } notes, var words))
                    Notes.Put(space, id, notes, words.WithoutSaid(said.Text, isOther: talk.ActorFor(space.Me) != space.Me));
                return true;
            },
            cancellationToken);
        if (!isOpen)
            return await Talks.FindAsync(space, id, cancellationToken) is null ? null : TalkStep.SpaceClosed;
        if (changed)
            switchboard.ToCouple(space.Us, new(SignalKind.Talk, id.Value));
        return taken;
    }

    /// <summary>What holds in general stays closed until the talk about one situation is finished.</summary>
    private static async Task<bool> MustWaitAsync(OpenSpace space, Talk talk, DateTimeOffset now, CancellationToken cancellationToken) =>
        talk.BegunAt is null && talk.Invitation.Lane == Lane.General
        && (await Talks.OursAsync(space, cancellationToken)).Any(other => other.Invitation.Lane == Lane.Specific && other.IsOpen(now));
}
