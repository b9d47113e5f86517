using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>What became of a signature.</summary>
public enum SignState
{
    /// <summary>Both have signed the same words.</summary>
    InForce,

    /// <summary>It had been signed before; nothing changed.</summary>
    AlreadyTaken,

    /// <summary>These words do not wait any more.</summary>
    Overtaken,

    /// <summary>They are one's own words.</summary>
    IsMine,

    /// <summary>The words reach far: the question comes first, and who gives in does not sign. Nothing is kept of it.</summary>
    AsksFirst,

    /// <summary>The words are for one of the two only, and that has to be confirmed.</summary>
    AsksForOneSided,

    /// <summary>The words would have ended before they began.</summary>
    DatesPassed,

    /// <summary>Nothing is in force that could be ended.</summary>
    NotInForce,

    /// <summary>The words are not what their author signed. Nothing was signed.</summary>
    Tampered,

    /// <summary>The space is closed.</summary>
    SpaceClosed,
}

/// <summary>Signs the words that the other proposed, which puts them in force from their day on.</summary>
public sealed class SignProposal
{
    private readonly Opener opener;
    private readonly OverControl guard;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal SignProposal(Opener opener, OverControl guard, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.guard, this.switchboard, this.time) = (opener, guard, switchboard, time);

    /// <summary>Signs them.</summary>
    /// <param name="id">Of which clause.</param>
    /// <param name="number">The number of the words as they were read.</param>
    /// <param name="confirmed">What one confirmed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What became of it; null when there is no such clause.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SignState?> RunAsync(ClauseId id, int number, Confirmed confirmed, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        using var verifier = await Verifier.OfAsync(space, space.Us, cancellationToken);
        SignState? instead = null;
        var step = await Clauses.TakeAsync(
            space,
            switchboard,
            id,
            async clause =>
            {
                instead = null;
                if (clause.Open is not { } open || open.Number != number || open.Author == space.Me)
                    return Place(clause, new(0, 0, default, default, null, null));
                var words = OpenedWords.Open(space.Key, verifier, open, [.. clause.Signatures.Where(signature => signature.Proposal == number)], null);
                if (words is not { IsWhole: true, Terms: { } terms })
                    return Refuse(SignState.Tampered);
                if (guard.In(terms) is not null && confirmed.Wish != Wish.Wanted)
                    return Refuse(SignState.AsksFirst);
                if (terms.For != ForWhom.Both && !confirmed.OneSidedIsWanted)
                    return Refuse(SignState.AsksForOneSided);

                // Numbers are taken one after the other: of two signatures at once, the second finds its number taken and is made anew.
                var today = (await Calendar.OfAsync(space.Db, space.Us, time, cancellationToken)).Today;
                var last = await space.Db.AgreementVersions.Where(version => version.Couple == space.Us).MaxAsync(version => (int?)version.Number, cancellationToken) ?? 0;
                var paper = clause.Latest?.ClauseNumber
                    ?? (await space.Db.AgreementVersions.Where(version => version.Couple == space.Us).MaxAsync(version => (int?)version.ClauseNumber, cancellationToken) ?? 0) + 1;
                using var hand = await SigningHand.OfAsync(space, cancellationToken);
                return Place(
                    clause,
                    new(last + 1, paper, today, terms.From ?? today, terms.Until, terms.ReviewOn),
                    (_, version) => hand.Sign(Assent.AssentHash(words.OfferHash, space.Me, version)));

                ClauseStep Refuse(SignState why)
                {
                    instead = why;
                    return ClauseStep.AlreadyTaken;
                }
            },
            cancellationToken);
        return instead ?? step switch
        {
            ClauseStep.Taken => SignState.InForce,
            ClauseStep.AlreadyTaken => SignState.AlreadyTaken,
            ClauseStep.Overtaken or ClauseStep.IsTheirs => SignState.Overtaken,
            ClauseStep.IsMine => SignState.IsMine,
            ClauseStep.NotInForce => SignState.NotInForce,
            ClauseStep.DatesPassed => SignState.DatesPassed,
            ClauseStep.SpaceClosed => SignState.SpaceClosed,
            null => (SignState?)null,
        };

        ClauseStep Place(Clause clause, PlaceInAgreement place, Func<Proposal, AgreementVersion, byte[]>? sign = null) =>
            clause.Sign(space.Me, number, place, time.GetUtcNow(), sign ?? ((_, _) => throw new InvalidOperationException("Nothing is signed here.")));
    }
}
