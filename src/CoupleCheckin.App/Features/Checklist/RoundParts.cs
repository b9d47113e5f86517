using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>Finds the rounds that were started together.</summary>
internal static class RoundParts
{
    /// <summary>Finds them, in the order of their topics; none when a round was started alone.</summary>
    public static async Task<IReadOnlyList<RoundPart>> OfAsync(
        OpenSpace space, Round round, PersonId? partner, KnownBehaviours known, BehaviourCatalogue catalogue, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (round.Pass is not { } pass)
            return [];
        var drafted = (await space.Db.DraftSheets.Select(sheet => sheet.Round).ToListAsync(cancellationToken)).ToHashSet();
        var rounds = await Rounds.ListAsync(space, Rounds.Whole(space).Where(part => part.Couple == round.Couple && part.Pass == pass), cancellationToken);
        return
        [
            .. rounds.Select(part => new RoundPart(
                part.Id,
                RoundAbout.Of(part, known, catalogue),
                part.HasSealed(space.Me) ? SheetState.Sealed : drafted.Contains(part.Id) ? SheetState.Working : SheetState.NotStarted,
                partner is { } other ? part.ToldTo(space.Me, other) : null,
                part.IsRevealed,
                part.IsClosed(now))).OrderBy(part => part.About.Place),
        ];
    }
}
