using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Two revealed sheets side by side.</summary>
/// <param name="Me">Oneself.</param>
/// <param name="Partner">The partner.</param>
/// <param name="RevealedAt">When it was opened.</param>
/// <param name="Comparison">The rows; null when a sheet is not the one that was sealed.</param>
/// <param name="Behaviours">What is known about each behaviour.</param>
public sealed record ComparisonView(
    PartnerView Me, PartnerView Partner, DateTimeOffset RevealedAt, Comparison? Comparison, IReadOnlyDictionary<BehaviourKey, RoundCard> Behaviours)
{
    /// <summary>Which round.</summary>
    public RoundId Id { get; init; }

    /// <summary>What one also answered for oneself alone. Only one's own; the partner's view says nothing of it.</summary>
    public IReadOnlySet<BehaviourKey> OwnWords { get; init; } = new HashSet<BehaviourKey>();

    /// <summary>What it is about.</summary>
    public RoundAbout About { get; init; } = new(false, []);

    /// <summary>The rounds that were started with it, itself among them; none when it was started alone.</summary>
    public IReadOnlyList<RoundPart> Parts { get; init; } = [];

    /// <summary>Whether nobody has left, so that one can go on with it.</summary>
    public bool IsOpen { get; init; }

    /// <summary>What the two placed before this was opened, and answered anew since.</summary>
    public IReadOnlyDictionary<BehaviourKey, Timeline> Timelines { get; init; } = new Dictionary<BehaviourKey, Timeline>();
}

/// <summary>Opens the comparison of a revealed round, and checks that both sheets are the ones that were sealed (security.md 2.8).</summary>
public sealed class OpenComparison
{
    private readonly Opener opener;
    private readonly BehaviourBook book;
    private readonly BehaviourCatalogue catalogue;
    private readonly TimeProvider time;

    internal OpenComparison(Opener opener, BehaviourBook book, BehaviourCatalogue catalogue, TimeProvider time) =>
        (this.opener, this.book, this.catalogue, this.time) = (opener, book, catalogue, time);

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
        var (mine, partners) = await SheetsAsync(space, key, round, partnerSeat.Person, cancellationToken);
        var known = await book.OpenAsync(space, round.Couple, key, cancellationToken);
        var talked = await space.Db.TalkedAbout.Where(row => row.Round == id).Select(row => row.Behaviour).ToListAsync(cancellationToken);
        var (_, draft) = await Drafts.OpenAsync(space, id, cancellationToken);
        return new(
            me,
            partner!,
            round.RevealedAt!.Value,
            mine is null || partners is null ? null : Comparison.Of(round.Behaviours, mine, partners, talked.ToHashSet()),
            round.Behaviours.ToDictionary(behaviour => behaviour, known.Card))
        {
            Id = id,
            OwnWords = draft.ForMyself.Placements.Keys.ToHashSet(),
            About = RoundAbout.Of(round, known, catalogue),
            Parts = await RoundParts.OfAsync(space, round, partnerSeat.Person, known, catalogue, time.GetUtcNow(), cancellationToken),
            IsOpen = round.Couple == space.Us && await space.IsOpenAsync(cancellationToken),
            Timelines = await Revisions.TimelinesAsync(space, key, round.Couple, partnerSeat.Person, round.Behaviours, cancellationToken),
        };
    }

    /// <summary>Both sheets of a revealed round; null for one that is not the one that was sealed.</summary>
    internal static async Task<(AnswerSheet? Mine, AnswerSheet? Partners)> SheetsAsync(OpenSpace space, SecretKey key, Round round, PersonId partner, CancellationToken cancellationToken)
    {
        var sheets = await space.Db.OpenedSheets.AsNoTracking().Where(sheet => sheet.Round == round.Id).ToListAsync(cancellationToken);
        var mine = Open(key, round, round.CurrentSeal(space.Me), sheets.Find(sheet => sheet.Owner == space.Me));
        var seal = round.CurrentSeal(partner);
        var partners = seal is not null && await WasSeenAsync(space, seal, cancellationToken)
            ? Open(key, round, seal, sheets.Find(sheet => sheet.Owner == partner))
            : null;
        return (mine, partners);
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
