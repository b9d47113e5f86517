using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;

namespace CoupleCheckin.App.Features.Concerns;

/// <summary>What became of sending a concern.</summary>
public enum SendConcernState
{
    /// <summary>The partner is invited.</summary>
    Sent,

    /// <summary>There is nothing in it, or no lane was chosen.</summary>
    Incomplete,

    /// <summary>No time was offered, or one of them is past or far away.</summary>
    WrongTimes,

    /// <summary>A talk about one situation is not finished; what holds in general comes after it.</summary>
    SpecificFirst,

    /// <summary>Enough talks are open already.</summary>
    TooMany,

    /// <summary>There is no partner here.</summary>
    Alone,

    /// <summary>The space is closed.</summary>
    Closed,

    /// <summary>There is no such concern.</summary>
    NotFound,
}

/// <summary>What became of sending a concern, and the talk to which it invites.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Talk">The talk; null when it was not sent.</param>
public sealed record SendConcernResult(SendConcernState State, TalkId? Talk);

/// <summary>
/// Invites the partner to talk about a concern. They see what it is about, which lane, how long and when; the text stays under its
/// author's own key until the talk starts, or is sealed anew for both where the author lets it be read before.
/// </summary>
public sealed class SendConcern
{
    private readonly Opener opener;
    private readonly ScriptCatalogue scripts;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal SendConcern(Opener opener, ScriptCatalogue scripts, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.scripts, this.switchboard, this.time) = (opener, scripts, switchboard, time);

    /// <summary>Sends it. Sent twice, it is one invitation.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SendConcernResult> RunAsync(ConcernId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var result = new SendConcernResult(SendConcernState.Closed, null);
        var isNew = false;
        await space.StepWhileOpenAsync(
            async () =>
            {
                isNew = false;
                var couple = await space.CoupleAsync(cancellationToken);
                var (row, concern) = await Drafts.OpenAsync(space, id, cancellationToken);
                if (row is not null && concern.Talk is { } sent)
                {
                    result = new(SendConcernState.Sent, sent);
                    return false;
                }

                var now = time.GetUtcNow();
                var refused = row is null ? SendConcernState.NotFound
                    : space.PartnerSeat is null ? SendConcernState.Alone
                    : concern.Lane is null || string.IsNullOrWhiteSpace(concern.Saw + concern.Felt + concern.Unsure + concern.WouldLike) ? SendConcernState.Incomplete
                    : concern.Times.IsEmpty || concern.Times.Any(at => at <= now || at > now + TimeSpan.FromDays(60)) ? SendConcernState.WrongTimes
                    : await NewTalks.RefusalAsync(space, concern.Lane, now, cancellationToken) switch
                    {
                        StartTalkState.SpecificFirst => SendConcernState.SpecificFirst,
                        StartTalkState.TooMany => SendConcernState.TooMany,
                        _ => SendConcernState.Sent,
                    };
                result = new(refused, null);
                if (refused != SendConcernState.Sent)
                    return false;

                var script = scripts.Find(ScriptFor(concern.Lane!.Value))!;
                var talk = NewTalks.Invite(space, scripts, script, now) with { HasPrepared = true, MayReadBefore = concern.MayReadBefore };
                talk = talk with
                {
                    Invitation = talk.Invitation with { Topic = concern.Topic, Lane = concern.Lane, Tone = concern.Tone, Times = [.. concern.Times.Distinct().Order()] },
                };
                if (concern.MayReadBefore)
                    talk = talk.Open(space.Me, concern.Text).Talk;
                couple.Step();
                Talks.Put(space, null, talk);
                Drafts.Put(space, id, row, concern with { Talk = talk.Id });
                (result, isNew) = (new(SendConcernState.Sent, talk.Id), true);
                return true;
            },
            cancellationToken);
        if (isNew)
        {
            switchboard.ToPerson(space.Me, new(SignalKind.MyConcern, id.Value));
            switchboard.ToCouple(space.Us, new(SignalKind.Talk, result.Talk!.Value.Value));
        }

        return result;
    }

    private static ScriptKey ScriptFor(Lane lane) => lane switch
    {
        Lane.Specific => new("s.raise"),
        Lane.General => new("s.agree-1"),
    };
}
