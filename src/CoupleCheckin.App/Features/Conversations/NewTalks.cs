using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Conversations;

namespace CoupleCheckin.App.Features.Conversations;

/// <summary>Makes talks, and says when there is to be none yet.</summary>
internal static class NewTalks
{
    /// <summary>More than two people can keep in mind.</summary>
    private const int MostOpen = 8;

    /// <summary>A talk to which whoever has the space open invites the partner.</summary>
    public static Talk Invite(OpenSpace space, ScriptCatalogue scripts, Script script, DateTimeOffset now) => Talk.Invite(
        space.Me,
        space.PartnerSeat!.Person,
        script.Key,
        TalkStage.Of(scripts, script),
        new TalkInvitation { Minutes = script.Total.To, Lane = script.Lane, SentAt = now, OfferedBy = space.Me });

    /// <summary>What keeps a new talk from being made; null when nothing does.</summary>
    public static async Task<StartTalkState?> RefusalAsync(OpenSpace space, Lane? lane, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = (await Talks.OursAsync(space, cancellationToken)).Where(talk => talk.IsOpen(now)).ToList();
        return lane == Lane.General && open.Exists(talk => talk.Invitation.Lane == Lane.Specific) ? StartTalkState.SpecificFirst
            : open.Count >= MostOpen ? StartTalkState.TooMany
            : null;
    }
}
