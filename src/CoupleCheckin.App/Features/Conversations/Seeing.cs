using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Features.Conversations;

/// <summary>Who sees what of a talk before and after it begins.</summary>
internal static class Seeing
{
    /// <summary>
    /// Whether there is such a talk for this person. An invitation that was taken back and one that ran out are both gone for the
    /// one who was invited.
    /// </summary>
    public static bool MaySee(Talk talk, PersonId me, DateTimeOffset now) => me == talk.Starter || !talk.IsOver(now);

    /// <summary>The talk with what was prepared opened, when its time has come and its author is the one who asks; otherwise the same.</summary>
    public static async Task<Talk> WithOpeningAsync(OpenSpace space, Talk talk, CancellationToken cancellationToken) =>
        talk.AwaitsOpening && talk.Starter == space.Me && await Concerns.Drafts.TextForAsync(space, talk.Id, cancellationToken) is { } text
            ? talk.Open(space.Me, text).Talk
            : talk;
}
