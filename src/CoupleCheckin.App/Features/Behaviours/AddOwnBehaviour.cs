using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.App.Features.Behaviours;

/// <summary>What became of adding one.</summary>
/// <param name="Step">What became of it.</param>
/// <param name="Key">The key of the new one, or of the one that has this name already.</param>
public sealed record AddOwnBehaviourResult(OwnBehaviourStep Step, BehaviourKey? Key);

/// <summary>Puts a behaviour on the couple's own list. It begins unanswered for both.</summary>
public sealed class AddOwnBehaviour
{
    private readonly Opener opener;
    private readonly BehaviourBook book;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal AddOwnBehaviour(Opener opener, BehaviourBook book, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.book, this.switchboard, this.time) = (opener, book, switchboard, time);

    /// <summary>Adds it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<AddOwnBehaviourResult> RunAsync(OwnWords words, CancellationToken cancellationToken = default)
    {
        if (words.Flaw is not OwnWordsFlaw.None)
            return new(OwnBehaviourStep.Flawed, null);
        await using var space = await opener.OpenAsync(cancellationToken);
        var result = new AddOwnBehaviourResult(OwnBehaviourStep.SpaceClosed, null);
        await space.StepWhileOpenAsync(
            async () =>
            {
                var couple = await space.CoupleAsync(cancellationToken);
                var known = await book.OpenAsync(space, space.Us, space.Key, cancellationToken);
                if (known.Find(words.Trimmed.Name) is { } same)
                {
                    result = new(OwnBehaviourStep.NameTaken, same.Key);
                    return false;
                }

                if (known.Own.Count >= OwnBehaviour.MaxCount)
                {
                    result = new(OwnBehaviourStep.TooMany, null);
                    return false;
                }

                var own = OwnBehaviour.Add(
                    space.Us, space.Me, (id, wording) => OwnBehaviourWords.Seal(space.Key, space.Us, space.Me, id, wording, words), time.GetUtcNow());
                space.Db.OwnBehaviours.Add(own);
                couple.Step();
                result = new(OwnBehaviourStep.Taken, own.Key);
                return true;
            },
            cancellationToken);
        if (result.Step == OwnBehaviourStep.Taken)
            switchboard.ToCouple(space.Us, new(SignalKind.OwnBehaviour, OwnBehaviourId.Of(result.Key!.Value)!.Value.Value));
        return result;
    }
}
