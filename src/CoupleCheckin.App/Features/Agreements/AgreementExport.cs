using System.Runtime.CompilerServices;
using System.Text;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>The agreement: every clause with all that was proposed for it, what stands beside it, and one's own drafts.</summary>
internal sealed class AgreementExport : IExportPart
{
    public string Name => "agreement";

    public string Title => "The agreement, every version of it, what stands beside it, and your drafts";

    public IReadOnlyList<Type> Holds =>
    [
        typeof(CoupleZone), typeof(Clause), typeof(Proposal), typeof(ClauseSignature), typeof(ProposalClosing), typeof(AgreementVersion), typeof(ReviewRequest), typeof(Statement), typeof(ClauseDraft), typeof(ClauseReason),
    ];

    public async IAsyncEnumerable<ExportItem> ReadAsync(ExportSpace space, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var db = space.Space.Db;
        foreach (var couple in space.Couples)
        {
            var key = space.Key(couple.Id);
            using var verifier = await Verifier.OfAsync(space.Space, couple.Id, cancellationToken);
            if (await db.CoupleZones.AsNoTracking().SingleOrDefaultAsync(zone => zone.Couple == couple.Id, cancellationToken) is { } zone)
                yield return space.Item("How you count your days", new { TimeZone = zone.Name });
            foreach (var id in await db.Clauses.Where(clause => clause.Couple == couple.Id).Select(clause => clause.Id).ToListAsync(cancellationToken))
            {
                if (await Clauses.FindAsync(space.Space, id, cancellationToken) is { } clause)
                    yield return ItemOf(space, key, verifier, clause, await OwnReasonAsync(space.Space, id, cancellationToken));
                db.ChangeTracker.Clear();
            }

            foreach (var said in await db.Statements.AsNoTracking().Where(row => row.Couple == couple.Id).ToListAsync(cancellationToken))
            {
                var words = Words(() => Encoding.UTF8.GetString(Statements.Open(key, said)));
                yield return space.Item(said.Kind == StatementKind.Boundary ? "A boundary" : "A request", new { By = said.Author, said.SaidAt, said.TakenBackAt, Words = words, CannotBeOpened = words is null });
            }
        }

        foreach (var row in await db.ClauseDrafts.AsNoTracking().ToListAsync(cancellationToken))
        {
            var draft = Words(() => ClauseDrafts.Open(space.Space, row));
            yield return draft is null ? space.Broken("A draft of yours") : space.Item("A draft of yours", new { draft.Kind, draft.Terms });
        }
    }

    private static async Task<OwnReason?> OwnReasonAsync(OpenSpace space, ClauseId clause, CancellationToken cancellationToken)
    {
        try
        {
            return (await OwnReasons.OpenAsync(space, clause, cancellationToken)).Reason;
        }
        catch (Exception broken) when (broken is SealBrokenException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static ExportItem ItemOf(ExportSpace space, SecretKey key, Verifier verifier, Clause clause, OwnReason? mine)
    {
        var first = clause.Versions.OrderBy(version => version.Number).FirstOrDefault();
        return space.Item(first is null ? "Words that are not in force" : $"Clause {first.ClauseNumber}", new
        {
            Words = clause.Proposals.OrderBy(proposal => proposal.Number).Select(proposal =>
            {
                var version = clause.Versions.FirstOrDefault(version => version.Proposal == proposal.Number);
                var closing = clause.Closings.FirstOrDefault(closing => closing.Proposal == proposal.Number);
                var opened = OpenedWords.Open(key, verifier, proposal, [.. clause.Signatures.Where(signature => signature.Proposal == proposal.Number)], version);
                return new
                {
                    proposal.Number,
                    ProposedBy = proposal.Author,
                    ProposedAt = proposal.At,
                    proposal.Answers,
                    proposal.Form,
                    opened.Terms,
                    DoesNotMatchWhatWasSigned = !opened.IsWhole,
                    Signed = clause.Signatures.Where(signature => signature.Proposal == proposal.Number).OrderBy(signature => signature.At).Select(signature => new { By = signature.Author, signature.At }),
                    InForce = version is null ? null : new { Version = version.Number, version.SignedOn, version.From, version.Until, version.ReviewOn },
                    Closed = closing is null ? null : new { By = closing.Author, closing.At, closing.How, Reason = closing.Reason.Length == 0 ? null : Words(() => DeclineReason.Read(Clauses.OpenReason(key, closing))) },
                };
            }),
            WhatItIsToYou = mine,
            AskedToLookAgain = clause.Reviews.Select(review => new { By = review.Author, review.At, review.OfVersion }),
        });
    }

    private static T? Words<T>(Func<T> open) where T : class
    {
        try
        {
            return open();
        }
        catch (Exception broken) when (broken is SealBrokenException or FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
