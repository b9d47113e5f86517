using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>What somebody says when words reach far: "do you want this, or are you giving in?" It is asked alone and kept nowhere.</summary>
public enum Wish
{
    /// <summary>Not asked yet.</summary>
    Unanswered,

    /// <summary>I want this.</summary>
    Wanted,

    /// <summary>I am giving in.</summary>
    GivingIn,
}

/// <summary>What somebody confirms with a proposal or a signature.</summary>
/// <param name="Wish">Whether one wants it, where it reaches far.</param>
/// <param name="OneSidedIsWanted">That it is for one of the two only is what one wants.</param>
public readonly record struct Confirmed(Wish Wish, bool OneSidedIsWanted);

/// <summary>What became of a proposal.</summary>
public enum ProposeState
{
    /// <summary>The other can read it.</summary>
    Proposed,

    /// <summary>Something is missing or does not fit; the flaw says what.</summary>
    Flawed,

    /// <summary>The words reach far: note and question come first, and who gives in does not propose it.</summary>
    AsksFirst,

    /// <summary>It is for one of the two only: the author confirms first that this is wanted.</summary>
    AsksForOneSided,

    /// <summary>The same was declined a few days ago.</summary>
    CoolingOff,

    /// <summary>The other was faster: there are newer words now.</summary>
    Overtaken,

    /// <summary>One's own earlier words still wait for an answer.</summary>
    MineWait,

    /// <summary>Nothing is in force that could be ended.</summary>
    NotInForce,

    /// <summary>There is no partner yet.</summary>
    Alone,

    /// <summary>The space is closed.</summary>
    SpaceClosed,

    /// <summary>There is no such clause.</summary>
    NotFound,
}

/// <summary>What became of a proposal.</summary>
/// <param name="State">What.</param>
/// <param name="Flaw">What is missing or does not fit.</param>
/// <param name="ReachesFar">What the guard found.</param>
/// <param name="Again">From when on the same can be proposed again.</param>
/// <param name="Clause">For which clause it stands.</param>
public sealed record ProposeResult(ProposeState State, TermsFlaw Flaw = TermsFlaw.None, OverControlFinding? ReachesFar = null, DateTimeOffset? Again = null, ClauseId? Clause = null);

/// <summary>
/// Proposes words for the agreement, or answers the other's with one's own: signs them, and lets the other read them. Until then they
/// are a draft that never arrives.
/// </summary>
public sealed class Propose
{
    private readonly Opener opener;
    private readonly OverControl guard;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal Propose(Opener opener, OverControl guard, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.guard, this.switchboard, this.time) = (opener, guard, switchboard, time);

    /// <summary>Proposes them.</summary>
    /// <param name="id">The draft that they come from; it is gone once they are proposed.</param>
    /// <param name="draft">The words as they are on the screen.</param>
    /// <param name="confirmed">What the author confirmed.</param>
    /// <param name="zone">The zone of the author's browser, for a couple that has none yet.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<ProposeResult> RunAsync(Guid id, WrittenDraft draft, Confirmed confirmed, string? zone = null, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        if (space.PartnerSeat is null)
            return new(ProposeState.Alone);
        var result = new ProposeResult(ProposeState.NotFound);
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                result = await ProposeAsync(space, id, draft, confirmed, zone, cancellationToken);
                return result.State == ProposeState.Proposed;
            },
            cancellationToken);
        if (!isOpen)
            return new(ProposeState.SpaceClosed);
        if (result.State == ProposeState.Proposed)
        {
            switchboard.ToCouple(space.Us, new(SignalKind.Agreement, result.Clause!.Value.Value));
            switchboard.ToPerson(space.Me, new(SignalKind.MyClauseDrafts, id));
        }

        return result;
    }

    private async Task<ProposeResult> ProposeAsync(OpenSpace space, Guid id, WrittenDraft draft, Confirmed confirmed, string? zone, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await ChooseZoneAsync(space, zone, cancellationToken);
        var today = await TodayAsync(space, cancellationToken);
        var terms = Tidied(draft.Terms);
        var found = guard.In(terms);
        var flaw = terms.FlawOn(today) is not TermsFlaw.None and var missing ? missing : OverControl.FlawOf(terms, found);
        if (flaw != TermsFlaw.None)
            return new(ProposeState.Flawed, flaw, found);
        if (found is not null && confirmed.Wish != Wish.Wanted)
            return new(ProposeState.AsksFirst, ReachesFar: found);
        if (terms is { For: not ForWhom.Both, Form: not TermsForm.Ending } && !confirmed.OneSidedIsWanted)
            return new(ProposeState.AsksForOneSided);
        if (await DeclinedLatelyAsync(space, draft.Clause, terms, now, cancellationToken) is { } again)
            return new(ProposeState.CoolingOff, Again: again);

        Clause? clause;
        if (draft.Clause is { } existing)
        {
            clause = await Clauses.FindAsync(space, existing, cancellationToken);
            if (clause is null || clause.Couple != space.Us)
                return new(ProposeState.NotFound);
        }
        else
        {
            space.Db.Clauses.Add(clause = Clause.Begin(space.Us));
        }

        using var hand = await SigningHand.OfAsync(space, cancellationToken);
        var before = clause.Latest is { } latest ? clause.Find(latest.Proposal) : null;
        var bytes = TermsJson.Write(SignedWords.Now(terms, before is null ? null : HashOf(space.Key, before)));
        var step = clause.Propose(space.Me, draft.Answers, terms.Form, today, now, number =>
            (Clauses.SealWords(space, clause.Id, number, bytes), hand.Sign(Assent.OfferHash(space.Us, clause.Id, number, space.Me, bytes))));
        if (step != ClauseStep.Taken)
            return new(step switch { ClauseStep.NotInForce => ProposeState.NotInForce, ClauseStep.IsMine => ProposeState.MineWait, _ => ProposeState.Overtaken });
        if (await ClauseDrafts.FindAsync(space, id, cancellationToken) is { } written)
            space.Db.ClauseDrafts.Remove(written);
        return new(ProposeState.Proposed, Clause: clause.Id);
    }

    /// <summary>What stood before; where its words cannot be opened, the new ones cannot name it and are seen not to.</summary>
    private static byte[] HashOf(SecretKey key, Proposal before)
    {
        try
        {
            return Assent.OfferHash(before.Couple, before.Clause, before.Number, before.Author, Clauses.OpenWords(key, before));
        }
        catch (SealBrokenException)
        {
            return SignedWords.NothingBefore;
        }
    }

    /// <summary>What the form on the page keeps although it does not belong to the chosen form.</summary>
    private static Terms Tidied(Terms terms) => terms.Form switch
    {
        TermsForm.Lasting => terms with { Until = null },
        TermsForm.Trial => terms with { ReviewOn = null },
        TermsForm.LeftOpen => new() { Form = TermsForm.LeftOpen, Line = terms.Line, Until = terms.Until, Behaviour = terms.Behaviour },
        TermsForm.Ending => new() { Form = TermsForm.Ending, From = terms.From, Behaviour = terms.Behaviour },
        _ => terms,
    };

    /// <summary>From when on the same can be proposed again, when the partner declined it lately. Who declined may propose it at once.</summary>
    private static async Task<DateTimeOffset?> DeclinedLatelyAsync(OpenSpace space, ClauseId? clause, Terms terms, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - Clause.CoolOff;
        var declined = await space.Db.ProposalClosings.AsNoTracking()
            .Where(closing => closing.Couple == space.Us && closing.How == ProposalState.Declined && closing.Author != space.Me && closing.At > since)
            .Join(space.Db.Proposals, closing => new { closing.Couple, closing.Clause, Number = closing.Proposal }, proposal => new { proposal.Couple, proposal.Clause, proposal.Number }, (closing, proposal) => new { closing.At, Proposal = proposal })
            .ToListAsync(cancellationToken);
        return declined.Where(one => (terms.Form != TermsForm.Ending || one.Proposal.Clause == clause) && IsTheSame(one.Proposal)).Select(one => (DateTimeOffset?)(one.At + Clause.CoolOff)).Max();

        bool IsTheSame(Proposal proposal)
        {
            try
            {
                return TermsJson.Read(Clauses.OpenWords(space.Key, proposal)).Terms.SaysTheSameAs(terms);
            }
            catch (SealBrokenException)
            {
                return false;
            }
        }
    }

    /// <summary>The first proposal settles in which zone the couple counts; either changes it later.</summary>
    private static async Task ChooseZoneAsync(OpenSpace space, string? zone, CancellationToken cancellationToken)
    {
        if (CivilDay.FindZone(zone) is not null && !await space.Db.CoupleZones.AnyAsync(row => row.Couple == space.Us, cancellationToken))
            space.Db.CoupleZones.Add(CoupleZone.Of(space.Us, zone!));
    }

    private async Task<DateOnly> TodayAsync(OpenSpace space, CancellationToken cancellationToken) =>
        space.Db.CoupleZones.Local.FirstOrDefault(row => row.Couple == space.Us) is { } chosen
            ? CivilDay.Of(time.GetUtcNow(), CivilDay.FindZone(chosen.Name)!)
            : (await Calendar.OfAsync(space.Db, space.Us, time, cancellationToken)).Today;
}
