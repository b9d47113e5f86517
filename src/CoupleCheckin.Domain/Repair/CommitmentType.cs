using CoupleCheckin.Domain.Catalogue;

namespace CoupleCheckin.Domain.Repair;

/// <summary>
/// A kind of commitment (content.md 11d). Its owner says it in the first person; it can be seen, is small, has a date, ends
/// by itself and is reported by its owner. Its owner can take it back at any time.
/// </summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Ends">When it ends by itself.</param>
/// <param name="Offer">What the giver offers.</param>
/// <param name="Examples">How somebody might word it.</param>
/// <param name="Cadence">How often it happens.</param>
/// <param name="Taper">How it grows less.</param>
/// <param name="Review">When it is looked at, and by whom.</param>
/// <param name="Guard">What it is not.</param>
public sealed record CommitmentType(
    CommitmentKey Key,
    string Name,
    CommitmentOwner Owner,
    CommitmentEnd Ends,
    string Offer,
    IReadOnlyList<string> Examples,
    string Cadence,
    string Taper,
    string Review,
    string Guard);

/// <summary>Whose a kind of commitment is.</summary>
public enum CommitmentOwner
{
    /// <summary>Whoever had the contact.</summary>
    Involved,

    /// <summary>Whoever was hurt, and only if they want it.</summary>
    Hurt,

    /// <summary>Both together.</summary>
    Both,

    /// <summary>Each for themselves.</summary>
    Each,

    /// <summary>Either of them.</summary>
    Either,
}

/// <summary>When a kind of commitment ends by itself. Six weeks is the default, twelve the longest; both can renew it.</summary>
public enum CommitmentEnd
{
    /// <summary>When it is done.</summary>
    Done,

    /// <summary>At its review, after six weeks.</summary>
    Review,

    /// <summary>After six weeks.</summary>
    SixWeeks,

    /// <summary>After twelve weeks.</summary>
    TwelveWeeks,
}

/// <summary>A kind of commitment that the app declines: it watches, restricts or threatens.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Reason">Why it is declined, and what helps more; shown to its author only.</param>
/// <param name="Instead">Kinds that are offered in its place.</param>
/// <param name="Pattern">How it shows in words; none where it shows in the form, such as the same duty again for one person only.</param>
/// <param name="DeclinedExamples">Sentences that it is to find.</param>
/// <param name="FineExamples">Sentences that it is to leave alone.</param>
public sealed record DeclinedCommitment(
    CommitmentKey Key,
    string Name,
    string Reason,
    IReadOnlyList<CommitmentKey> Instead,
    TextPattern? Pattern,
    IReadOnlyList<string> DeclinedExamples,
    IReadOnlyList<string> FineExamples);
