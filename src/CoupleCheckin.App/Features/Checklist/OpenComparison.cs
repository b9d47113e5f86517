using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Two revealed sheets side by side.</summary>
/// <param name="Me">Oneself.</param>
/// <param name="Partner">The partner.</param>
/// <param name="RevealedAt">When it was opened.</param>
/// <param name="Comparison">The rows; null when a sheet is not the one that was sealed.</param>
/// <param name="Behaviours">What the catalogue says about each behaviour.</param>
public sealed record ComparisonView(
    PartnerView Me, PartnerView Partner, DateTimeOffset RevealedAt, Comparison? Comparison, IReadOnlyDictionary<BehaviourKey, RoundCard> Behaviours);

/// <summary>Opens the comparison of a revealed round, and checks that both sheets are the ones that were sealed (security.md 2.8).</summary>
public sealed class OpenComparison
{
    private readonly Opener opener;
    private readonly BehaviourCatalogue catalogue;

    internal OpenComparison(Opener opener, BehaviourCatalogue catalogue) => (this.opener, this.catalogue) = (opener, catalogue);

    /// <summary>Opens it.</summary>
    /// <returns>The comparison; null when there is no such round, or it is not revealed.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<ComparisonView?> RunAsync(RoundId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        if (await Rounds.FindAsync(space, id, cancellationToken) is not { IsRevealed: true } round)
            return null;
        var seats = await space.Db.Seats.AsNoTracking().Where(seat => seat.Couple == round.Couple).ToListAsync(cancellationToken);
        var partnerSeat = seats.Single(seat => seat.Person != space.Me);
        using var key = await space.KeyOfAsync(round.Couple, cancellationToken);
        var (me, partner) = Partners.Of(key, space.Me, seats);
        var sheets = await space.Db.OpenedSheets.AsNoTracking().Where(sheet => sheet.Round == id).ToListAsync(cancellationToken);
        var mine = Open(key, round, round.CurrentSeal(space.Me), sheets.Find(sheet => sheet.Owner == space.Me));
        var seal = round.CurrentSeal(partnerSeat.Person);
        var partners = seal is not null && await WasSeenAsync(space, seal, cancellationToken)
            ? Open(key, round, seal, sheets.Find(sheet => sheet.Owner == partnerSeat.Person))
            : null;
        return new(
            me,
            partner!,
            round.RevealedAt!.Value,
            mine is null || partners is null ? null : Comparison.Of(round.Behaviours, mine, partners),
            round.Behaviours.ToDictionary(behaviour => behaviour, behaviour => new RoundCard(behaviour, catalogue.Find(behaviour))));
    }

    private static async Task<bool> WasSeenAsync(OpenSpace space, Domain.Checklist.Seal seal, CancellationToken cancellationToken)
    {
        try
        {
            return await Witnesses.WasSeenAsync(space, seal, cancellationToken);
        }
        catch (SealBrokenException)
        {
            return false;
        }
    }

    private static AnswerSheet? Open(SecretKey key, Round round, Domain.Checklist.Seal? seal, OpenedSheet? sheet)
    {
        if (seal is null || sheet is null)
            return null;
        try
        {
            var answers = OpenedAnswers.Open(key, seal, sheet.Blob);
            return answers.Matches(round, seal) ? answers.Sheet : null;
        }
        catch (SealBrokenException)
        {
            return null;
        }
    }
}
