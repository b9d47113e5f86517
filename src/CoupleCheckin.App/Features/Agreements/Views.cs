using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Domain.Agreements;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>One clause as it stands on a day.</summary>
/// <param name="Id">Which clause.</param>
/// <param name="Number">Its number on paper.</param>
/// <param name="Terms">Its words; null when they cannot be opened.</param>
/// <param name="IsWhole">Whether they are what both signed.</param>
/// <param name="From">Since when it is in force.</param>
/// <param name="Until">Its last day; null when it stands until it is changed.</param>
/// <param name="ReviewOn">When to look at it again.</param>
/// <param name="IsDue">Whether that day is there.</param>
/// <param name="IsUnderReview">Whether one of the two asked to look at it again.</param>
/// <param name="HasOpenWords">Whether new words wait for an answer.</param>
public sealed record ClauseLine(
    ClauseId Id, int Number, Terms? Terms, bool IsWhole, DateOnly From, DateOnly? Until, DateOnly? ReviewOn, bool IsDue, bool IsUnderReview, bool HasOpenWords);

/// <summary>Words that wait for an answer.</summary>
/// <param name="Clause">For which clause.</param>
/// <param name="ClauseNumber">Its number on paper; null for a new one.</param>
/// <param name="Number">The number of the proposal.</param>
/// <param name="Round">How many words were said in this exchange, with these.</param>
/// <param name="IsMine">Whether they are one's own.</param>
/// <param name="At">When they were proposed.</param>
/// <param name="Form">How they are to stand.</param>
/// <param name="Terms">The words; null when they cannot be opened.</param>
/// <param name="Before">The words that they answer or would change; null for a first word.</param>
/// <param name="Compared">Both, word by word.</param>
/// <param name="IsWhole">Whether they are what their author signed.</param>
/// <param name="ReachesFar">What the over-control guard found; null when nothing.</param>
public sealed record OpenWords(
    ClauseId Clause,
    int? ClauseNumber,
    int Number,
    int Round,
    bool IsMine,
    DateTimeOffset At,
    TermsForm Form,
    Terms? Terms,
    Terms? Before,
    IReadOnlyList<ComparedPart> Compared,
    bool IsWhole,
    OverControlFinding? ReachesFar);

/// <summary>One version of the agreement in the list of versions.</summary>
/// <param name="Number">Its number.</param>
/// <param name="SignedOn">When both had signed.</param>
/// <param name="From">Since when it is in force.</param>
/// <param name="Clause">Which clause it changed.</param>
/// <param name="ClauseNumber">The number of that clause.</param>
/// <param name="Form">How the words stand.</param>
/// <param name="IsNewClause">Whether it brought the clause.</param>
public sealed record VersionLine(int Number, DateOnly SignedOn, DateOnly From, ClauseId Clause, int ClauseNumber, TermsForm Form, bool IsNewClause);

/// <summary>A boundary or a request.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Kind">Boundary or request.</param>
/// <param name="IsMine">Whether it is one's own.</param>
/// <param name="Words">The words; null when they cannot be opened.</param>
/// <param name="SaidAt">When it was said.</param>
public sealed record StatementLine(StatementId Id, StatementKind Kind, bool IsMine, string? Words, DateTimeOffset SaidAt);

/// <summary>The agreement as it stands on a day.</summary>
/// <param name="Me">Oneself.</param>
/// <param name="Partner">The partner; null while one is here alone.</param>
/// <param name="IsClosed">Whether somebody left: it can be read, nothing is written any more.</param>
/// <param name="IsEarlier">Whether it belongs to a couple in which one is no longer.</param>
/// <param name="Zone">In which zone the days are counted.</param>
/// <param name="Today">The day it is there.</param>
/// <param name="Day">The day that is shown.</param>
/// <param name="Number">The number of the version on that day; 0 before the first.</param>
/// <param name="Since">Since when that version is in force.</param>
/// <param name="Clauses">What is in force, by number.</param>
/// <param name="Over">Trials and open rows that are over and were not followed by anything.</param>
/// <param name="Coming">What both have signed for a day after the one that is shown.</param>
/// <param name="Open">Words that wait for an answer; the other's first.</param>
/// <param name="Versions">All versions, the newest first.</param>
/// <param name="Statements">Boundaries and requests.</param>
/// <param name="HasDrafts">Whether one has drafts of one's own.</param>
/// <param name="IsComplete">Whether no version is missing.</param>
/// <param name="Earlier">For each earlier couple with an agreement, one of its clauses by which it is found.</param>
public sealed record AgreementView(
    PartnerView Me,
    PartnerView? Partner,
    bool IsClosed,
    bool IsEarlier,
    string Zone,
    DateOnly Today,
    DateOnly Day,
    int Number,
    DateOnly? Since,
    IReadOnlyList<ClauseLine> Clauses,
    IReadOnlyList<ClauseLine> Over,
    IReadOnlyList<ClauseLine> Coming,
    IReadOnlyList<OpenWords> Open,
    IReadOnlyList<VersionLine> Versions,
    IReadOnlyList<StatementLine> Statements,
    bool HasDrafts,
    bool IsComplete,
    IReadOnlyList<ClauseId> Earlier);

/// <summary>What was said and signed about a clause, step by step.</summary>
/// <param name="Number">The number of the proposal.</param>
/// <param name="IsMine">Whether it is one's own.</param>
/// <param name="At">When it was proposed.</param>
/// <param name="State">What became of it.</param>
/// <param name="ClosedAt">When it was declined or taken back.</param>
/// <param name="Reason">Why it was declined.</param>
/// <param name="Form">How the words were to stand.</param>
/// <param name="Terms">The words; null when they cannot be opened.</param>
/// <param name="Version">The version of the agreement that it became.</param>
/// <param name="SignedOn">When both had signed.</param>
/// <param name="From">Since when it is, or was, in force.</param>
/// <param name="Until">Its last day.</param>
/// <param name="IsWhole">Whether it is what was signed.</param>
public sealed record ClauseStepView(
    int Number,
    bool IsMine,
    DateTimeOffset At,
    ProposalState State,
    DateTimeOffset? ClosedAt,
    DeclineReason? Reason,
    TermsForm Form,
    Terms? Terms,
    int? Version,
    DateOnly? SignedOn,
    DateOnly? From,
    DateOnly? Until,
    bool IsWhole);

/// <summary>One clause with all that happened to it.</summary>
/// <param name="Id">Which clause.</param>
/// <param name="Number">Its number on paper; null before the first words are signed.</param>
/// <param name="Me">Oneself.</param>
/// <param name="Partner">The partner.</param>
/// <param name="IsReadOnly">Whether the couple is closed, or an earlier one.</param>
/// <param name="Today">The day it is where the couple counts.</param>
/// <param name="Standing">What is in force today; null when nothing is.</param>
/// <param name="Open">Words that wait for an answer.</param>
/// <param name="History">Everything that was proposed, the newest first.</param>
/// <param name="IAskedForReview">Whether one asked to look at it again.</param>
/// <param name="PartnerAskedForReview">Whether the partner did.</param>
/// <param name="Behaviour">What is known about its behaviour.</param>
/// <param name="MyReason">Why one wants it and how much it matters, for oneself alone.</param>
public sealed record ClauseView(
    ClauseId Id,
    int? Number,
    PartnerView Me,
    PartnerView Partner,
    bool IsReadOnly,
    DateOnly Today,
    ClauseLine? Standing,
    OpenWords? Open,
    IReadOnlyList<ClauseStepView> History,
    bool IAskedForReview,
    bool PartnerAskedForReview,
    RoundCard? Behaviour,
    OwnReason MyReason);
