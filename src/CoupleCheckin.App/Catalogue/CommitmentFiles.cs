using CoupleCheckin.Domain.Repair;
using YamlDotNet.RepresentationModel;

namespace CoupleCheckin.App.Catalogue;

/// <summary>Reads the kinds of commitment: those that are offered and those that are declined.</summary>
internal static class CommitmentFiles
{
    internal static readonly (int Min, int Max) NameLength = (5, 70);
    internal static readonly (int Min, int Max) TextLength = (10, 200);
    internal static readonly (int Min, int Max) ExampleLength = (10, 150);
    internal static readonly (int Min, int Max) ReasonLength = (20, 300);

    private static readonly string[] TypeFields = ["key", "name", "owner", "ends", "offer", "examples", "cadence", "taper", "review", "guard"];
    private static readonly string[] DeclinedRequired = ["key", "name", "reason", "instead"];
    private static readonly string[] DeclinedOptional = ["hit", "unless", "declined", "fine"];

    private static readonly Words<CommitmentOwner> Owners = Words<CommitmentOwner>.OfNames();
    private static readonly Words<CommitmentEnd> Ends = Words<CommitmentEnd>.OfNames();

    /// <summary>Reads all kinds.</summary>
    /// <param name="seedsFolder">The folder of all seed files.</param>
    /// <exception cref="CatalogueException">A file is missing or not right; the message says which, on which line, and why.</exception>
    public static CommitmentCatalogue Load(string seedsFolder)
    {
        var keys = new HashSet<CommitmentKey>();
        var types = new List<CommitmentType>();
        var file = SeedFile.Read(seedsFolder, "en/commitments/types.yaml");
        foreach (var entry in file.Entries)
            types.Add(Type(file, entry, keys));
        var offered = keys.ToHashSet();
        var declined = new List<DeclinedCommitment>();
        var declinedFile = SeedFile.Read(seedsFolder, "en/commitments/declined.yaml");
        foreach (var entry in declinedFile.Entries)
            declined.Add(Declined(declinedFile, entry, keys, offered));
        return new(types, declined);
    }

    private static CommitmentType Type(SeedFile file, YamlNode entry, HashSet<CommitmentKey> keys)
    {
        var fields = file.Fields(entry, "a commitment", TypeFields, []);
        var examples = file.Texts(fields, "examples", ExampleLength);
        if (examples.Count is < 2 or > 3)
            throw file.Fault(fields["examples"], $"there are {examples.Count} examples; two or three are right.");
        return new(
            NewKey(file, fields["key"], "c.", keys),
            file.Text(fields["name"], "\"name\"", NameLength),
            file.OneOf(fields["owner"], "an owner", Owners),
            file.OneOf(fields["ends"], "an end", Ends),
            file.Text(fields["offer"], "\"offer\"", TextLength),
            examples,
            file.Text(fields["cadence"], "\"cadence\"", TextLength),
            file.Text(fields["taper"], "\"taper\"", TextLength),
            file.Text(fields["review"], "\"review\"", TextLength),
            file.Text(fields["guard"], "\"guard\"", TextLength));
    }

    private static DeclinedCommitment Declined(SeedFile file, YamlNode entry, HashSet<CommitmentKey> keys, HashSet<CommitmentKey> offered)
    {
        var fields = file.Fields(entry, "a declined commitment", DeclinedRequired, DeclinedOptional);
        return new(
            NewKey(file, fields["key"], "d.", keys),
            file.Text(fields["name"], "\"name\"", NameLength),
            file.Text(fields["reason"], "\"reason\"", ReasonLength),
            file.ListOf(fields, "instead", node => Offered(file, node, offered)),
            fields.TryGetValue("hit", out var hit) ? file.Pattern(hit, fields.GetValueOrDefault("unless")) : null,
            file.Texts(fields, "declined", ExampleLength),
            file.Texts(fields, "fine", ExampleLength));
    }

    private static CommitmentKey Offered(SeedFile file, YamlNode node, HashSet<CommitmentKey> offered) => Key(file, node) is var key && offered.Contains(key)
        ? key
        : throw file.Fault(node, $"\"{key}\" is not offered.");

    private static CommitmentKey NewKey(SeedFile file, YamlNode node, string prefix, HashSet<CommitmentKey> keys)
    {
        var key = Key(file, node);
        if (!key.Value.StartsWith(prefix, StringComparison.Ordinal))
            throw file.Fault(node, $"the key \"{key}\" has to begin with \"{prefix}\".");
        return keys.Add(key) ? key : throw file.Fault(node, $"the key \"{key}\" stands twice.");
    }

    private static CommitmentKey Key(SeedFile file, YamlNode node)
    {
        try
        {
            return new(file.Word(node, "a key"));
        }
        catch (FormatException fault)
        {
            throw file.Fault(node, fault.Message);
        }
    }
}
