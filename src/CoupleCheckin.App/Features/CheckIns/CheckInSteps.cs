using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Features.CheckIns;

/// <summary>Whether an answer was kept.</summary>
public enum SaveCheckInState
{
    /// <summary>It is on disk.</summary>
    Saved,

    /// <summary>An answer is too long.</summary>
    TooLong,

    /// <summary>An answer has characters that cannot be kept.</summary>
    Unreadable,

    /// <summary>It is sealed, or over.</summary>
    NotOpen,

    /// <summary>There is no such check-in or question.</summary>
    NotFound,
}

/// <summary>What became of an answer.</summary>
/// <param name="State">Whether it was kept.</param>
/// <param name="Kept">The answers as they stand now, with what another tab changed.</param>
public sealed record SaveCheckInResult(SaveCheckInState State, CheckInSheet Kept);

/// <summary>Saves one's own answers in a check-in. Sealed at rest under one's own key; nobody else is told that there is anything.</summary>
public sealed class SaveCheckIn
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal SaveCheckIn(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Saves them.</summary>
    /// <param name="id">In which check-in.</param>
    /// <param name="before">The answers as the page had them before the change.</param>
    /// <param name="after">The answers as the page has them now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SaveCheckInResult> RunAsync(RoundId id, CheckInSheet before, CheckInSheet after, CancellationToken cancellationToken = default)
    {
        if (after.Flaw is not CheckInFlaw.None)
            return new(after.Flaw == CheckInFlaw.TooLong ? SaveCheckInState.TooLong : SaveCheckInState.Unreadable, before);
        await using var space = await opener.OpenAsync(cancellationToken);
        var result = new SaveCheckInResult(SaveCheckInState.NotFound, before);
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                // The answers are read before the round: a seal that comes in between is then seen in the round, and one that comes
                // later has changed the answers. The other way round, an answer could slip in behind a seal.
                var (row, draft) = await Drafts.OpenAsync(space, id, cancellationToken);
                if (await AskedRounds.FindAsync(space, id, cancellationToken) is not { } round || after.Answers.Keys.Except(round.Prompts).Any())
                    return false;
                if (round.Couple != space.Us || !round.CanAnswer(space.Me, time.GetUtcNow()))
                {
                    result = new(SaveCheckInState.NotOpen, before);
                    return false;
                }

                var kept = draft.Sheet.WithChange(before, after);
                result = new(SaveCheckInState.Saved, kept);
                if (kept.Equals(draft.Sheet))
                    return false;
                Drafts.Put(space, id, row, draft with { Sheet = kept });
                return true;
            },
            cancellationToken);
        if (!isOpen)
            return new(SaveCheckInState.NotOpen, before);
        if (result.State == SaveCheckInState.Saved)
            switchboard.ToPerson(space.Me, new(SignalKind.MyCheckIn, id.Value));
        return result;
    }
}

/// <summary>A step that one person takes in a check-in.</summary>
public enum CheckInAct
{
    /// <summary>Seals one's own answers: they freeze, and a commitment to them is published that tells nothing of them.</summary>
    Seal,

    /// <summary>Takes one's own seal back, as long as the partner has not sealed too.</summary>
    TakeBack,

    /// <summary>Is ready to see. The second of the two presses is the reveal.</summary>
    PressReady,

    /// <summary>Closes it unopened. Nobody is told who did.</summary>
    Close,

    /// <summary>Puts it with the earlier ones when it was opened. Nobody is told who did.</summary>
    Finish,
}

/// <summary>Takes a step in a check-in or with a card, by the same rules as in a round of behaviours.</summary>
public sealed class TakeCheckInStep
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal TakeCheckInStep(Opener opener, Switchboard switchboard, TimeProvider time) => (this.opener, this.switchboard, this.time) = (opener, switchboard, time);

    /// <summary>Takes it.</summary>
    /// <returns>What became of it; null when there is no such check-in.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    /// <exception cref="SealMismatchException">One's own answers are not the ones that were sealed, or the partner's seal is not the one first seen.</exception>
    public async Task<RoundStep?> RunAsync(RoundId id, CheckInAct act, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return await AskedRounds.TakeAsync(
            space,
            switchboard,
            id,
            round => act switch
            {
                CheckInAct.Seal => SealAsync(space, round, cancellationToken),
                CheckInAct.TakeBack => Task.FromResult(round.TakeBack(space.Me, time.GetUtcNow())),
                CheckInAct.PressReady => PressReadyAsync(space, round, cancellationToken),
                CheckInAct.Close => Task.FromResult(round.Close(time.GetUtcNow())),
                CheckInAct.Finish => Task.FromResult(round.Finish(time.GetUtcNow())),
            },
            cancellationToken);
    }

    private async Task<RoundStep> SealAsync(OpenSpace space, Round round, CancellationToken cancellationToken)
    {
        var (row, draft) = await Drafts.OpenAsync(space, round.Id, cancellationToken);
        var opening = Commitment.NewOpening();
        var step = round.SealBy(space.Me, OpenedCheckIn.Commit(round, space.Me, round.CurrentAttempt(space.Me), opening, draft.Sheet), time.GetUtcNow());
        if (step == RoundStep.Taken)
            Drafts.Put(space, round.Id, row, draft with { Opening = opening });
        return step;
    }

    private async Task<RoundStep> PressReadyAsync(OpenSpace space, Round round, CancellationToken cancellationToken)
    {
        var step = round.PressReady(space.Me, time.GetUtcNow());
        if (step != RoundStep.Taken)
            return step;
        var mine = round.CurrentSeal(space.Me)!;
        var partners = round.CurrentSeal(space.PartnerSeat!.Person)!;
        var (_, draft) = await Drafts.OpenAsync(space, round.Id, cancellationToken);
        var opened = new OpenedCheckIn(draft.Opening ?? [], draft.Sheet);
        if (!opened.Matches(round, mine) || !await Witnesses.IsAsSeenAsync(space, partners, cancellationToken))
            throw new SealMismatchException();
        space.Db.OpenedSheets.Add(OpenedSheet.Of(space.Me, round.Id, round.Couple, opened.Seal(space.Key, mine)));
        return step;
    }
}
