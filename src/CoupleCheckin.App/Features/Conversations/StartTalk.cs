using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Conversations;

namespace CoupleCheckin.App.Features.Conversations;

/// <summary>What became of starting a talk.</summary>
public enum StartTalkState
{
    /// <summary>The partner is invited, or the two are at one device.</summary>
    Started,

    /// <summary>A talk about one situation is not finished; what holds in general comes after it.</summary>
    SpecificFirst,

    /// <summary>Enough talks are open already.</summary>
    TooMany,

    /// <summary>There is no partner here.</summary>
    Alone,

    /// <summary>The space is closed.</summary>
    Closed,

    /// <summary>There is no such script.</summary>
    NotFound,
}

/// <summary>What became of starting a talk, and which talk it is.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Talk">The talk; null when there is none.</param>
public sealed record StartTalkResult(StartTalkState State, TalkId? Talk);

/// <summary>Starts a talk by a script, without anything prepared. While one by the same script waits, that one is gone on with.</summary>
public sealed class StartTalk
{
    private readonly Opener opener;
    private readonly ScriptCatalogue scripts;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal StartTalk(Opener opener, ScriptCatalogue scripts, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.scripts, this.switchboard, this.time) = (opener, scripts, switchboard, time);

    /// <summary>Starts it.</summary>
    /// <param name="key">By which script.</param>
    /// <param name="onThisDevice">Whether the two pass this device back and forth.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<StartTalkResult> RunAsync(ScriptKey key, bool onThisDevice, CancellationToken cancellationToken = default)
    {
        if (scripts.Find(key) is not { } script)
            return new(StartTalkState.NotFound, null);
        await using var space = await opener.OpenAsync(cancellationToken);
        var result = new StartTalkResult(StartTalkState.Closed, null);
        var isNew = false;
        await space.StepWhileOpenAsync(
            async () =>
            {
                isNew = false;
                var now = time.GetUtcNow();
                if (space.PartnerSeat is null)
                {
                    result = new(StartTalkState.Alone, null);
                    return false;
                }

                var couple = await space.CoupleAsync(cancellationToken);
                var waiting = (await Talks.OursAsync(space, cancellationToken)).FirstOrDefault(talk =>
                    talk.IsOpen(now) && talk.BegunAt is null && talk.Script == key.Value && !talk.HasPrepared);
                if (waiting is not null && (waiting.Device == space.Me) == onThisDevice)
                {
                    result = new(StartTalkState.Started, waiting.Id);
                    return false;
                }

                if (await NewTalks.RefusalAsync(space, script.Lane, now, cancellationToken) is { } refused)
                {
                    result = new(refused, null);
                    return false;
                }

                couple.Step();
                var talk = NewTalks.Invite(space, scripts, script, now);
                if (onThisDevice)
                    talk = talk.ShareDevice(space.Me, now).Talk;
                Talks.Put(space, null, talk);
                (result, isNew) = (new(StartTalkState.Started, talk.Id), true);
                return true;
            },
            cancellationToken);
        if (isNew)
            switchboard.ToCouple(space.Us, new(SignalKind.Talk, result.Talk!.Value.Value));
        return result;
    }
}
