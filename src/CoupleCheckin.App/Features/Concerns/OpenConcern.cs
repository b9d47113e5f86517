using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.App.Features.Concerns;

/// <summary>A concern as its author has it before them.</summary>
/// <param name="Concern">What was written; empty where nothing was yet.</param>
/// <param name="Partner">The partner; null while one is here alone.</param>
/// <param name="PutAway">The rules whose hints one does not want to see.</param>
/// <param name="IsClosed">Whether the space is closed: it can be written and not sent.</param>
public sealed record ConcernView(Concern Concern, PartnerView? Partner, IReadOnlySet<string> PutAway, bool IsClosed);

/// <summary>Opens a concern of one's own to write it.</summary>
public sealed class OpenConcern
{
    private readonly Opener opener;

    internal OpenConcern(Opener opener) => this.opener = opener;

    /// <summary>Opens it. One that was never written, or is another's, is empty.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<ConcernView> RunAsync(ConcernId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var (_, concern) = await Drafts.OpenAsync(space, id, cancellationToken);
        var (_, putAway) = await PutAway.OpenAsync(space, cancellationToken);
        return new(concern, Partners.In(space).Partner, putAway, !await space.IsOpenAsync(cancellationToken));
    }
}
