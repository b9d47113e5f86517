using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>What became of answering anew.</summary>
public enum ReviseState
{
    /// <summary>It stands from now on; both see it.</summary>
    Saved,

    /// <summary>There is no zone in it; what was answered stays.</summary>
    NotPlaced,

    /// <summary>It is what stood before, without a reason.</summary>
    Unchanged,

    /// <summary>The reason is too long.</summary>
    ReasonTooLong,

    /// <summary>The reason has characters that cannot be kept.</summary>
    ReasonUnreadable,

    /// <summary>The two have not opened this behaviour together.</summary>
    NotOpened,

    /// <summary>Somebody left.</summary>
    SpaceClosed,
}

/// <summary>
/// Answers a behaviour anew after both had opened theirs. The earlier answer stays as it was; the new one is dated today, and both see it.
/// </summary>
public sealed class ReviseAnswer
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal ReviseAnswer(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Answers anew.</summary>
    /// <param name="behaviour">Which behaviour.</param>
    /// <param name="answer">The answer from now on; its note is the reason, if there is one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<ReviseState> RunAsync(BehaviourKey behaviour, Placement answer, CancellationToken cancellationToken = default)
    {
        switch (answer.Flaw)
        {
            case PlacementFlaw.NoteTooLong:
                return ReviseState.ReasonTooLong;
            case PlacementFlaw.NoteUnreadable:
                return ReviseState.ReasonUnreadable;
        }

        if (!answer.IsPlaced)
            return ReviseState.NotPlaced;
        await using var space = await opener.OpenAsync(cancellationToken);
        var result = ReviseState.NotOpened;
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                result = ReviseState.NotOpened;
                if (space.PartnerSeat is not { } partner
                    || await Revisions.LastRoundAsync(space, behaviour, cancellationToken) is not { } round)
                    return false;

                // The number is read before the answers: one that comes in between then takes the number, and the step is taken anew.
                var last = await space.Db.Revisions.Where(revision => revision.Couple == space.Us && revision.Author == space.Me && revision.Behaviour == behaviour)
                    .MaxAsync(revision => (int?)revision.Number, cancellationToken) ?? 0;
                var timelines = await Revisions.TimelinesAsync(space, space.Key, space.Us, partner.Person, [behaviour], cancellationToken);
                if (timelines.TryGetValue(behaviour, out var timeline) && (timeline.Mine with { Note = "", Guess = null }).Equals(answer with { Guess = null }))
                {
                    result = ReviseState.Unchanged;
                    return false;
                }

                if (Revision.After(round, space.Me, behaviour, last, time.GetUtcNow(), revision => Revisions.Seal(space.Key, revision, answer)) is not { } next)
                    return false;
                space.Db.Revisions.Add(next);
                var (row, draft) = await Drafts.OpenAsync(space, round.Id, cancellationToken);
                if (row is not null && !draft.Unsent[behaviour].Equals(Placement.Blank))
                    Drafts.Put(space, round.Id, row, draft with { Unsent = draft.Unsent.With(behaviour, Placement.Blank) });
                result = ReviseState.Saved;
                return true;
            },
            cancellationToken);
        if (!isOpen)
            return ReviseState.SpaceClosed;
        if (result == ReviseState.Saved)
            switchboard.ToCouple(space.Us, new(SignalKind.Comparison, space.Us.Value));
        return result;
    }
}
