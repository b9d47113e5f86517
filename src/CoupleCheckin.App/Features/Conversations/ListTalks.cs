using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Features.Conversations;

/// <summary>One talk in a list.</summary>
/// <param name="Id">Which talk.</param>
/// <param name="Name">The name of its script.</param>
/// <param name="Invitation">What it is about and when.</param>
/// <param name="IsMine">Whether one started it oneself.</param>
/// <param name="IsMyOffer">Whether the times on the table are one's own.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="At">When it was begun or ended, or when both agreed to meet; null where none of it is known.</param>
/// <param name="BreakUntil">Until when it is on a break; null when it is not.</param>
/// <param name="IsEarlier">Whether it belongs to a couple in which one is no longer.</param>
public sealed record TalkLine(
    TalkId Id, string Name, TalkInvitation Invitation, bool IsMine, bool IsMyOffer, TalkStanding Standing, DateTimeOffset? At, DateTimeOffset? BreakUntil, bool IsEarlier);

/// <summary>How a talk stands.</summary>
public enum TalkStanding
{
    /// <summary>The other one is invited, or one is oneself.</summary>
    Invited,

    /// <summary>Both said yes to a time.</summary>
    Agreed,

    /// <summary>It goes on, or waits in a break.</summary>
    UnderWay,

    /// <summary>It was gone through.</summary>
    Finished,

    /// <summary>It was ended on the way.</summary>
    Stopped,

    /// <summary>It never began; only its starter sees it.</summary>
    Over,
}

/// <summary>A line that came out of a talk: something parked, or something that somebody will do.</summary>
/// <param name="Talk">From which talk.</param>
/// <param name="Id">Which line.</param>
/// <param name="Text">What it says.</param>
/// <param name="Who">Whose it is.</param>
/// <param name="IsMine">Whether it is one's own.</param>
/// <param name="By">By which day it is to be done, where that was said.</param>
public sealed record TalkRemains(TalkId Talk, Guid Id, string Text, PartnerView Who, bool IsMine, DateOnly? By = null);

/// <summary>All talks of the two, and what remains of them.</summary>
/// <param name="Talks">The talks: open ones first, then the newest. Of an earlier couple those that were begun.</param>
/// <param name="Parked">The parking lot.</param>
/// <param name="Actions">What each said they would do, and has not crossed off.</param>
public sealed record TalksView(IReadOnlyList<TalkLine> Talks, IReadOnlyList<TalkRemains> Parked, IReadOnlyList<TalkRemains> Actions)
{
    /// <summary>Those that wait or go on.</summary>
    public IEnumerable<TalkLine> Open => Talks.Where(talk => talk.Standing is TalkStanding.Invited or TalkStanding.Agreed or TalkStanding.UnderWay);

    /// <summary>Those that are past.</summary>
    public IEnumerable<TalkLine> Past => Talks.Where(talk => talk.Standing is TalkStanding.Finished or TalkStanding.Stopped);
}

/// <summary>Lists the talks of the two.</summary>
public sealed class ListTalks
{
    private readonly Opener opener;
    private readonly ScriptCatalogue scripts;
    private readonly TimeProvider time;

    internal ListTalks(Opener opener, ScriptCatalogue scripts, TimeProvider time) => (this.opener, this.scripts, this.time) = (opener, scripts, time);

    /// <summary>Lists them.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<TalksView> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        var talks = (await Talks.OursAsync(space, cancellationToken)).Where(talk => Seeing.MaySee(talk, space.Me, now)).ToList();
        var earlier = (await Talks.EarlierAsync(space, cancellationToken)).Where(talk => talk.BegunAt is not null && Seeing.MaySee(talk, space.Me, now));
        var isOpen = await space.IsOpenAsync(cancellationToken);
        var (me, partner) = Partners.In(space);
        return new(
            [.. talks.Select(talk => LineOf(talk, space.Me, isOpen, now, isEarlier: false)).Concat(earlier.Select(talk => LineOf(talk, space.Me, isOpen: false, now, isEarlier: true))).OrderBy(line => line.Standing is TalkStanding.Finished or TalkStanding.Stopped or TalkStanding.Over).ThenByDescending(line => line.At ?? line.Invitation.SentAt)],
            [.. talks.SelectMany(talk => talk.Parked.Where(topic => !topic.IsDone).Select(topic => Remains(talk, topic.Id, topic.Text, topic.By)))],
            [.. talks.SelectMany(talk => talk.Actions.Where(action => !action.IsDone && talk.EndedAt is not null).Select(action => Remains(talk, action.Id, action.Text, action.Owner, action.By))).OrderBy(action => action.By ?? DateOnly.MaxValue)]);

        TalkRemains Remains(Talk talk, Guid id, string text, PersonId who, DateOnly? by = null) => new(talk.Id, id, text, who == space.Me ? me : partner ?? me, who == space.Me, by);
    }

    private TalkLine LineOf(Talk talk, PersonId me, bool isOpen, DateTimeOffset now, bool isEarlier) => new(
        talk.Id,
        scripts.Find(new(talk.Script))?.Name ?? talk.Script,
        talk.Invitation,
        talk.Starter == me,
        talk.Invitation.OfferedBy == me,
        talk switch
        {
            { EndedAt: not null, WasStopped: true } => TalkStanding.Stopped,
            { EndedAt: not null } => TalkStanding.Finished,
            { BegunAt: not null } => isOpen ? TalkStanding.UnderWay : TalkStanding.Stopped,
            _ when talk.IsOver(now) || !isOpen => TalkStanding.Over,
            { Invitation.Agreed: not null } => TalkStanding.Agreed,
            _ => TalkStanding.Invited,
        },
        talk.EndedAt ?? talk.BegunAt ?? talk.Invitation.Agreed,
        talk.Break?.Until,
        isEarlier);
}
