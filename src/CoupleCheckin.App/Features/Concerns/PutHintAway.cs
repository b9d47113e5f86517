using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.App.Features.Concerns;

/// <summary>Puts a hint of the linter away for good, or brings all of them back. Nobody else is told.</summary>
public sealed class PutHintAway
{
    private readonly Opener opener;
    private readonly LintRules rules;

    internal PutHintAway(Opener opener, LintRules rules) => (this.opener, this.rules) = (opener, rules);

    /// <summary>Does so.</summary>
    /// <param name="rule">The rule; null brings all of them back.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task RunAsync(string? rule, CancellationToken cancellationToken = default)
    {
        if (rule is not null && rules.Find(rule) is null)
            return;
        await using var space = await opener.OpenAsync(cancellationToken);
        await space.StepAsync(
            async () =>
            {
                var (row, putAway) = await PutAway.OpenAsync(space, cancellationToken);
                PutAway.Put(space, row, rule is null ? [] : putAway.Append(rule).Distinct(StringComparer.Ordinal));
                return true;
            },
            cancellationToken);
    }
}
