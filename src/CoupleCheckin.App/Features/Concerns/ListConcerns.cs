using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.App.Features.Concerns;

/// <summary>One of one's own concerns in a list.</summary>
/// <param name="Id">Which concern.</param>
/// <param name="Concern">What was written.</param>
public sealed record ConcernLine(ConcernId Id, Concern Concern);

/// <summary>Lists one's own concerns: drafts first, then those that were sent.</summary>
public sealed class ListConcerns
{
    private readonly Opener opener;

    internal ListConcerns(Opener opener) => this.opener = opener;

    /// <summary>Lists them.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<IReadOnlyList<ConcernLine>> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        return [.. (await Drafts.AllAsync(space, cancellationToken)).OrderBy(draft => draft.Concern.Talk is not null).Select(draft => new ConcernLine(draft.Id, draft.Concern))];
    }
}
