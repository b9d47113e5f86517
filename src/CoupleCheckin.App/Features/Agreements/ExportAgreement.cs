using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>One version of the agreement, to take along.</summary>
/// <param name="Number">Its number.</param>
/// <param name="ClauseNumber">The number of the clause that it changed.</param>
/// <param name="SignedOn">When both had signed.</param>
/// <param name="From">Since when it is in force.</param>
/// <param name="Terms">The words; null when they cannot be opened.</param>
/// <param name="IsWhole">Whether they are what both signed.</param>
public sealed record ExportedVersion(int Number, int ClauseNumber, DateOnly SignedOn, DateOnly From, Terms? Terms, bool IsWhole);

/// <summary>Opens every version of the agreement in order, a few at a time, to take it along.</summary>
public sealed class ExportAgreement
{
    private const int AtATime = 100;

    private readonly Opener opener;

    internal ExportAgreement(Opener opener) => this.opener = opener;

    /// <summary>Hands them over one after the other, so that a long history is never in memory whole.</summary>
    /// <param name="take">Takes one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task RunAsync(Func<ExportedVersion, Task> take, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        using var verifier = await Verifier.OfAsync(space, space.Us, cancellationToken);
        for (var last = 0; ;)
        {
            var after = last;
            var versions = await space.Db.AgreementVersions.AsNoTracking().Where(version => version.Couple == space.Us && version.Number > after)
                .OrderBy(version => version.Number).Take(AtATime).ToListAsync(cancellationToken);
            if (versions.Count == 0)
                return;
            var opened = await OpenAgreement.OpenAsync(space, space.Key, verifier, versions, cancellationToken);
            foreach (var version in versions)
                await take(new(version.Number, version.ClauseNumber, version.SignedOn, version.From, opened[version.Number].Terms, opened[version.Number].IsWhole));
            last = versions[^1].Number;
        }
    }
}
