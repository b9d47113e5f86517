using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Agreements;

/// <summary>Words that one partner proposed, and signed in doing so. They stand for ever, whatever becomes of them.</summary>
public sealed class Proposal : IShared, IAuthored, IPermanent
{
    private Proposal()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>For which clause.</summary>
    public ClauseId Clause { get; private init; }

    /// <summary>Counts what was proposed for the clause, from 1.</summary>
    public int Number { get; private init; }

    /// <inheritdoc/>
    public PersonId Author { get; private init; }

    /// <summary>The number of the proposal that these words answer; null for a first word.</summary>
    public int? Answers { get; private init; }

    /// <summary>How the words are to stand.</summary>
    public TermsForm Form { get; private init; }

    /// <summary>The words, sealed.</summary>
    public byte[] Words { get; private init; } = [];

    /// <summary>When they were proposed.</summary>
    public DateTimeOffset At { get; private init; }

    internal static Proposal On(Clause clause, int number, PersonId author, int? answers, TermsForm form, byte[] words, DateTimeOffset at) => new()
    {
        Couple = clause.Couple, Clause = clause.Id, Number = number, Author = author, Answers = answers, Form = form, Words = words, At = at,
    };
}

/// <summary>One partner's signature under proposed words. Two of them by two people put the words in force.</summary>
public sealed class ClauseSignature : IShared, IAuthored, IPermanent
{
    private ClauseSignature()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>Under which clause.</summary>
    public ClauseId Clause { get; private init; }

    /// <summary>Under which of its proposals.</summary>
    public int Proposal { get; private init; }

    /// <inheritdoc/>
    public PersonId Author { get; private init; }

    /// <summary>The signature, made with the author's own key.</summary>
    public byte[] Signature { get; private init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset At { get; private init; }

    internal static ClauseSignature Under(Proposal proposal, PersonId author, byte[] signature, DateTimeOffset at) =>
        new() { Couple = proposal.Couple, Clause = proposal.Clause, Proposal = proposal.Number, Author = author, Signature = signature, At = at };
}

/// <summary>That a proposal was declined by the other, or taken back by its author.</summary>
public sealed class ProposalClosing : IShared, IAuthored, IPermanent
{
    private ProposalClosing()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>For which clause.</summary>
    public ClauseId Clause { get; private init; }

    /// <summary>Which of its proposals.</summary>
    public int Proposal { get; private init; }

    /// <inheritdoc/>
    public PersonId Author { get; private init; }

    /// <summary>Declined, or withdrawn.</summary>
    public ProposalState How { get; private init; }

    /// <summary>The reason, sealed; empty where it was withdrawn.</summary>
    public byte[] Reason { get; private init; } = [];

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    internal static ProposalClosing Of(Proposal proposal, PersonId author, ProposalState how, byte[] reason, DateTimeOffset at) => new()
    {
        Couple = proposal.Couple, Clause = proposal.Clause, Proposal = proposal.Number, Author = author, How = how, Reason = reason, At = at,
    };
}

/// <summary>That a partner asks to look at a clause again. They may take it back; new words that both sign end it too.</summary>
public sealed class ReviewRequest : IShared, IAuthored
{
    private ReviewRequest()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>Which clause.</summary>
    public ClauseId Clause { get; private init; }

    /// <inheritdoc/>
    public PersonId Author { get; private init; }

    /// <summary>The version of the agreement that it is about.</summary>
    public int OfVersion { get; private init; }

    /// <summary>When it was asked.</summary>
    public DateTimeOffset At { get; private init; }

    internal static ReviewRequest Of(Clause clause, PersonId author, int version, DateTimeOffset at) =>
        new() { Couple = clause.Couple, Clause = clause.Id, Author = author, OfVersion = version, At = at };
}
