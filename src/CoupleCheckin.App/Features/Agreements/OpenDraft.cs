using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Behaviours;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>A draft as its author has it open.</summary>
/// <param name="Id">Which draft. It is kept from its first word on.</param>
/// <param name="Version">How often it was saved; 0 when it was not yet.</param>
/// <param name="Draft">The words.</param>
/// <param name="ClauseNumber">The number on paper of the clause that they change.</param>
/// <param name="AnswersPartner">Whether they answer words of the partner.</param>
/// <param name="Me">Oneself.</param>
/// <param name="Partner">The partner; null while one is here alone.</param>
/// <param name="IsClosed">Whether the space is closed.</param>
/// <param name="Zone">In which zone the couple counts its days.</param>
/// <param name="Today">The day it is there.</param>
/// <param name="Behaviour">What is known about its behaviour.</param>
/// <param name="Others">One's own other drafts.</param>
public sealed record DraftView(
    Guid Id,
    long Version,
    WrittenDraft Draft,
    int? ClauseNumber,
    bool AnswersPartner,
    PartnerView Me,
    PartnerView? Partner,
    bool IsClosed,
    string Zone,
    DateOnly Today,
    RoundCard? Behaviour,
    IReadOnlyList<OtherDraft> Others);

/// <summary>Another draft, by the beginning of its line.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Beginning">The beginning of its line.</param>
public sealed record OtherDraft(Guid Id, string Beginning);

/// <summary>Opens a draft, or begins one: for a clause, for a behaviour, or from nothing.</summary>
public sealed class OpenDraft
{
    private const int BeginningLength = 80;

    private readonly Opener opener;
    private readonly BehaviourBook book;
    private readonly TimeProvider time;

    internal OpenDraft(Opener opener, BehaviourBook book, TimeProvider time) => (this.opener, this.book, this.time) = (opener, book, time);

    /// <summary>Opens it.</summary>
    /// <param name="id">Which draft; null to begin one, or to go on with the one for the same clause.</param>
    /// <param name="clause">The clause that is to be changed.</param>
    /// <param name="behaviour">The behaviour it is to be about; one that nobody knows counts as none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The draft; null when there is no such draft or clause.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<DraftView?> RunAsync(Guid? id = null, ClauseId? clause = null, string? behaviour = null, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var calendar = await Calendar.OfAsync(space.Db, space.Us, time, cancellationToken);
        var rows = await space.Db.ClauseDrafts.AsNoTracking().ToListAsync(cancellationToken);
        var drafts = rows.Select(row => (row.Id, row.Version, Draft: ClauseDrafts.Open(space, row))).ToList();
        var names = await book.OpenAsync(space, space.Us, space.Key, cancellationToken);
        var known = Known(names, behaviour);
        var (mine, version, draft) = id is { } asked ? drafts.Find(one => one.Id == asked)
            : clause is not null ? drafts.Find(one => one.Draft.Clause == clause)
            : known is not null ? drafts.Find(one => one.Draft.Terms.Behaviour == known && one.Draft.Clause is null)
            : default;
        if (draft is null && id is not null)
            return null;
        var about = (clause ?? draft?.Clause) is { } wanted ? await Clauses.FindAsync(space, wanted, cancellationToken) : null;
        if (about is null || about.Couple != space.Us)
        {
            if (clause is not null)
                return null;
            about = null;
        }

        draft ??= Begin(space, about, known, calendar.Today);
        var open = about?.Open is { } theirs && theirs.Author != space.Me ? theirs : null;

        // What is answered is what waits now: a draft that was written for earlier words goes on as an answer to the newer ones.
        draft = draft with { Clause = about?.Id, Answers = open?.Number };
        var (me, partner) = Partners.In(space);
        return new(
            mine == Guid.Empty ? Guid.NewGuid() : mine,
            version,
            draft,
            about?.Latest?.ClauseNumber,
            open is not null,
            me,
            partner,
            !await space.IsOpenAsync(cancellationToken),
            calendar.Zone,
            calendar.Today,
            draft.Terms.Behaviour is { } key ? names.Card(key) : null,
            [.. drafts.Where(one => one.Id != mine).Select(one => new OtherDraft(one.Id, Beginning(one.Draft.Terms.Line)))]);
    }

    private static WrittenDraft Begin(OpenSpace space, Clause? about, BehaviourKey? behaviour, DateOnly today)
    {
        var fresh = new Terms { ReviewOn = today.AddMonths(6), Behaviour = behaviour };
        var from = about?.Open ?? (about?.Latest is { } latest ? about.Find(latest.Proposal) : about?.Proposals.LastOrDefault());
        if (about is null || from is null || from.Form == TermsForm.Ending)
            return new(DraftKind.Agreement, fresh, about?.Id, null);
        try
        {
            var terms = TermsJson.Read(Clauses.OpenWords(space.Key, from)).Terms;
            return new(DraftKind.Agreement, terms with { From = Later(terms.From), Until = Later(terms.Until), ReviewOn = Later(terms.ReviewOn) }, about.Id, null);
        }
        catch (SealBrokenException)
        {
            return new(DraftKind.Agreement, fresh, about.Id, null);
        }

        DateOnly? Later(DateOnly? day) => day > today ? day : null;
    }

    private static string Beginning(string line)
    {
        var first = line.ReplaceLineEndings(" ").Trim();
        if (first.Length <= BeginningLength)
            return first;
        var cut = char.IsHighSurrogate(first[BeginningLength - 1]) ? BeginningLength - 1 : BeginningLength;
        return first[..cut] + " …";
    }

    private static BehaviourKey? Known(KnownBehaviours names, string? behaviour)
    {
        try
        {
            return behaviour is not null && new BehaviourKey(behaviour) is var key && names.FindName(key) is not null ? key : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
