using System.Runtime.CompilerServices;
using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Checklist;

/// <summary>
/// Rounds with one's own answers, and the partner's where both opened them. Of a round that is not open, no more of the partner is in
/// it than the one word that the screen says.
/// </summary>
internal sealed class RoundsExport(BehaviourBook book) : IExportPart
{
    public string Name => "checklist";

    public string Title => "Rounds of the checklist and what you answered";

    public IReadOnlyList<Type> Holds =>
    [
        typeof(Round), typeof(Working), typeof(Domain.Checklist.Seal), typeof(TakenBack), typeof(Ready), typeof(DraftSheet), typeof(OpenedSheet), typeof(TalkedAbout), typeof(Revision),
    ];

    public async IAsyncEnumerable<ExportItem> ReadAsync(ExportSpace space, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var db = space.Space.Db;

        // What one wrote oneself is one's own, also where one does not see its topic any more.
        var listed = (await Rounds.ListAsync(space.Space, db.Rounds.AsNoTracking(), cancellationToken)).Select(round => round.Id).ToHashSet();
        var written = (await db.DraftSheets.Select(sheet => sheet.Round).ToListAsync(cancellationToken)).ToHashSet();
        foreach (var couple in space.Couples)
        {
            var known = await book.OpenAsync(space.Space, couple.Id, space.Key(couple.Id), cancellationToken);
            var ours = await db.Rounds.AsNoTracking().Where(round => round.Couple == couple.Id).Select(round => new { round.Id, round.StartedAt }).ToListAsync(cancellationToken);
            foreach (var id in ours.OrderBy(round => round.StartedAt).Select(round => round.Id).Where(id => listed.Contains(id) || written.Contains(id)))
            {
                if (await Rounds.Whole(space.Space).AsNoTracking().SingleOrDefaultAsync(round => round.Id == id, cancellationToken) is { } round)
                    yield return await ItemAsync(space, round, known, cancellationToken);
                db.ChangeTracker.Clear();
            }

            foreach (var numbers in ExportSpace.FewAtATime(await db.Revisions.Where(row => row.Couple == couple.Id).Select(row => row.Id).ToListAsync(cancellationToken)))
            {
                foreach (var again in await db.Revisions.AsNoTracking().Where(row => row.Couple == couple.Id && numbers.Contains(row.Id)).ToListAsync(cancellationToken))
                {
                    var title = $"{known.NameOf(again.Behaviour)}, answered anew on {ExportSpace.Day(again.At)}";
                    yield return Revisions.TryOpen(space.Key(couple.Id), again) is { } answer
                        ? space.Item(title, new { again.Behaviour, again.At, By = again.Author, Answer = answer })
                        : space.Broken(title);
                }
            }
        }
    }

    private static async Task<ExportItem> ItemAsync(ExportSpace space, Round round, KnownBehaviours known, CancellationToken cancellationToken)
    {
        var title = $"A round, started on {ExportSpace.Day(round.StartedAt)}";
        var me = space.Space.Me;
        var partner = space.PartnerIn(round.Couple)?.Person;
        Draft draft;
        try
        {
            (_, draft) = await Drafts.OpenAsync(space.Space, round.Id, cancellationToken);
        }
        catch (Exception broken) when (broken is SealBrokenException or FormatException)
        {
            draft = Draft.Empty;
        }

        var (mine, partners) = round.IsRevealed && partner is { } other
            ? await OpenComparison.SheetsAsync(space.Space, space.Key(round.Couple), round, other, cancellationToken)
            : (null, null);
        var talked = await space.Space.Db.TalkedAbout.Where(row => row.Round == round.Id).Select(row => row.Behaviour).ToListAsync(cancellationToken);
        return space.Item(title, new
        {
            round.StartedAt,
            OpenedAt = round.RevealedAt,
            round.ClosedAt,
            YouSealed = round.CurrentSeal(me) is not null,
            Partner = partner is { } who && !round.IsRevealed ? round.ToldTo(me, who) : (SheetState?)null,
            SheetsDoNotMatch = round.IsRevealed && (mine is null || partners is null),
            Answers = round.Behaviours.Select(behaviour => new
            {
                Behaviour = behaviour,
                Name = known.NameOf(behaviour),
                Yours = Placed(mine ?? draft.Sheet, behaviour),
                Partners = partners is null ? null : Placed(partners, behaviour),
                ForYourself = Placed(draft.ForMyself, behaviour),
                NotAddedYet = Placed(draft.Unsent, behaviour),
                Mirror = draft.Mirror[behaviour],
                TalkedAbout = talked.Contains(behaviour),
            }),
        });
    }

    private static Placement? Placed(AnswerSheet sheet, BehaviourKey behaviour) => sheet[behaviour] is var answer && answer.Equals(Placement.Blank) ? null : answer;
}
