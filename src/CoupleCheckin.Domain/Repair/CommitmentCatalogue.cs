using CoupleCheckin.Domain.Catalogue;

namespace CoupleCheckin.Domain.Repair;

/// <summary>All kinds of commitment, offered and declined, each in the order of the seed files.</summary>
/// <param name="types">The kinds that are offered.</param>
/// <param name="declined">The kinds that are declined.</param>
public sealed class CommitmentCatalogue(IReadOnlyList<CommitmentType> types, IReadOnlyList<DeclinedCommitment> declined)
{
    private readonly Dictionary<CommitmentKey, CommitmentType> byKey = types.ToDictionary(type => type.Key);

    /// <summary>The kinds that are offered.</summary>
    public IReadOnlyList<CommitmentType> Types { get; } = types;

    /// <summary>The kinds that are declined.</summary>
    public IReadOnlyList<DeclinedCommitment> Declined { get; } = declined;

    /// <summary>One kind that is offered; null when the catalogue does not know it.</summary>
    public CommitmentType? Find(CommitmentKey key) => byKey.GetValueOrDefault(key);

    /// <summary>The declined kinds that show in a text, in order. It looks at quoted words too.</summary>
    public IReadOnlyList<DeclinedCommitment> DeclinedIn(string text)
    {
        var sentences = Sentences.Of(Sentences.WithStraightQuotes(text));
        return [.. Declined.Where(kind => kind.Pattern is { } pattern && sentences.Any(pattern.IsIn))];
    }
}
