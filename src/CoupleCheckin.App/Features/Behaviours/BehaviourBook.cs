using System.Text;
using CoupleCheckin.App.Catalogue;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Behaviours;

/// <summary>One of the couple's own behaviours.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What is meant; may be empty.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="IsMine">Whether one wrote it oneself.</param>
/// <param name="IsRetired">Whether it is off the list.</param>
public sealed record OwnBehaviourView(BehaviourKey Key, string Name, string Description, Topic Topic, bool IsMine, bool IsRetired)
{
    /// <summary>Nothing of the words.</summary>
    public override string ToString() => "[own behaviour]";
}

/// <summary>The one place that knows what any key names: in the catalogue, retired, of the couple's own, or no longer there.</summary>
internal sealed class BehaviourBook(BehaviourCatalogue catalogue, LastKnownNames names)
{
    /// <summary>What a name is where a tampered row does not open.</summary>
    private const string Unreadable = "One of your own behaviours";

    /// <summary>Opens it for one couple.</summary>
    /// <param name="space">Whose eyes.</param>
    /// <param name="couple">A couple in which they have or had a seat.</param>
    /// <param name="key">The key of that couple.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<KnownBehaviours> OpenAsync(OpenSpace space, CoupleId couple, SecretKey key, CancellationToken cancellationToken)
    {
        var rows = await space.Db.OwnBehaviours.AsNoTracking().Where(row => row.Couple == couple).ToListAsync(cancellationToken);
        return new(catalogue, names, [.. rows.OrderBy(row => row.AddedAt).ThenBy(row => row.Id.Value).Select(row => View(space, key, row))]);
    }

    private static OwnBehaviourView View(OpenSpace space, SecretKey key, OwnBehaviour row)
    {
        var words = OwnBehaviourWords.TryOpen(key, row);
        return new(
            row.Key,
            words?.Name ?? Unreadable,
            words?.Description ?? "",
            words?.Topic ?? Topic.Friends,
            row.Author == space.Me,
            row.RetiredAt is not null || words is null);
    }
}

/// <summary>What every key names, for one couple.</summary>
internal sealed class KnownBehaviours(BehaviourCatalogue catalogue, LastKnownNames names, IReadOnlyList<OwnBehaviourView> own)
{
    private readonly Dictionary<BehaviourKey, OwnBehaviourView> byKey = own.ToDictionary(view => view.Key);

    /// <summary>The couple's own, in the order in which they were added, the retired among them.</summary>
    public IReadOnlyList<OwnBehaviourView> Own => own;

    /// <summary>All that can be put in a round: the catalogue in its order, then the couple's own.</summary>
    public IEnumerable<RoundCard> Offered => catalogue.All.Select(behaviour => behaviour.Key).Concat(own.Where(view => !view.IsRetired).Select(view => view.Key)).Select(Card);

    /// <summary>What a key names or once named; null when it never was here.</summary>
    public string? FindName(BehaviourKey key) => catalogue.Find(key)?.Name ?? byKey.GetValueOrDefault(key)?.Name ?? names.Find(key);

    /// <summary>All that is known about a key. It always has a name.</summary>
    public RoundCard Card(BehaviourKey key) => new(key, catalogue.Find(key))
    {
        Own = byKey.GetValueOrDefault(key),
        LastKnownName = names.Find(key) ?? Guess(key),
    };

    /// <summary>What a key names.</summary>
    public string NameOf(BehaviourKey key) => Card(key).Name;

    /// <summary>The one on the list with this name.</summary>
    public OwnBehaviourView? Find(string name) => own.FirstOrDefault(view => !view.IsRetired && string.Equals(view.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it can be put in a round.</summary>
    public bool IsOffered(BehaviourKey key) => catalogue.Find(key) is { Retired: false } || byKey.GetValueOrDefault(key) is { IsRetired: false };

    /// <summary>A key that was never seen here still says something: its words.</summary>
    private static string Guess(BehaviourKey key)
    {
        if (OwnBehaviourId.Of(key) is not null)
            return "One of your own behaviours";
        var words = new StringBuilder(key.Value[(key.Value.IndexOf('.', StringComparison.Ordinal) + 1)..]).Replace('-', ' ');
        words[0] = char.ToUpperInvariant(words[0]);
        return words.ToString();
    }
}
