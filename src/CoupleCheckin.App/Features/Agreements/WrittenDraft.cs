using CoupleCheckin.Domain.Agreements;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>What a draft is to become.</summary>
public enum DraftKind
{
    /// <summary>A clause, signed by both.</summary>
    Agreement = 1,

    /// <summary>A boundary: what I will do.</summary>
    Boundary = 2,

    /// <summary>A request: what I ask for.</summary>
    Request = 3,
}

/// <summary>Words that were not proposed yet. Only their author opens them.</summary>
/// <param name="Kind">What they are to become.</param>
/// <param name="Terms">The words. A boundary and a request have a line only.</param>
/// <param name="Clause">The clause that they change; null for a new one.</param>
/// <param name="Answers">The number of the proposal that they answer; null when they answer none.</param>
public sealed record WrittenDraft(DraftKind Kind, Terms Terms, ClauseId? Clause, int? Answers)
{
    /// <summary>Nothing of the words.</summary>
    public override string ToString() => "[draft]";
}
