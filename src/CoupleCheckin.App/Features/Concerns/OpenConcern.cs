using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.App.Features.Concerns;

/// <summary>A concern as its author has it before them.</summary>
/// <param name="Concern">What was written; empty where nothing was yet.</param>
/// <param name="Partner">The partner; null while one is here alone.</param>
/// <param name="PutAway">The rules whose hints one does not want to see.</param>
/// <param name="IsClosed">Whether the space is closed: it can be written and not sent.</param>
/// <param name="Standing">What became of it.</param>
public sealed record ConcernView(Concern Concern, PartnerView? Partner, IReadOnlySet<string> PutAway, bool IsClosed, ConcernStanding Standing);

/// <summary>What became of a concern.</summary>
public enum ConcernStanding
{
    /// <summary>It is being written.</summary>
    Draft,

    /// <summary>The partner is invited.</summary>
    Invited,

    /// <summary>The talk was begun.</summary>
    Begun,

    /// <summary>The invitation is over, and no talk came of it.</summary>
    Over,
}

/// <summary>Looks at what became of a concern.</summary>
internal static class ConcernStandings
{
    public static async Task<ConcernStanding> OfAsync(OpenSpace space, Concern concern, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (concern.Talk is not { } id)
            return ConcernStanding.Draft;
        if (await Talks.FindAsync(space, id, cancellationToken) is not var (row, talk))
            return ConcernStanding.Over;
        if (talk.BegunAt is not null)
            return ConcernStanding.Begun;
        return talk.IsOver(now) || row.Couple != space.Us || !await space.IsOpenAsync(cancellationToken) ? ConcernStanding.Over : ConcernStanding.Invited;
    }
}

/// <summary>Opens a concern of one's own to write it.</summary>
public sealed class OpenConcern
{
    private readonly Opener opener;

    private readonly TimeProvider time;

    internal OpenConcern(Opener opener, TimeProvider time) => (this.opener, this.time) = (opener, time);

    /// <summary>Opens it. One that was never written, or is another's, is empty.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<ConcernView> RunAsync(ConcernId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var (_, concern) = await Drafts.OpenAsync(space, id, cancellationToken);
        var (_, putAway) = await PutAway.OpenAsync(space, cancellationToken);
        return new(concern, Partners.In(space).Partner, putAway, !await space.IsOpenAsync(cancellationToken), await ConcernStandings.OfAsync(space, concern, time.GetUtcNow(), cancellationToken));
    }
}
