using System.Text.Json;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;

namespace CoupleCheckin.App.Catalogue;

/// <summary>
/// What every behaviour of the catalogue was called when it was last there. An entry can be taken out of the seed files while
/// answers still name it; its name stays in a small file beside the database. Nothing in it is anybody's.
/// </summary>
internal sealed class LastKnownNames
{
    private const string FileName = "behaviour-names.json";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private readonly SortedDictionary<string, string> names;

    /// <summary>Reads the file, and writes down what the catalogue calls things now.</summary>
    public LastKnownNames(BehaviourCatalogue catalogue, string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, FileName);
        names = Read(file);
        var changed = false;
        foreach (var behaviour in catalogue.WithRetired)
        {
            changed |= !names.TryGetValue(behaviour.Key.Value, out var before) || before != behaviour.Name;
            names[behaviour.Key.Value] = behaviour.Name;
        }

        if (changed)
            Write(file);
    }

    /// <summary>What it was called; null when it never was in the catalogue here.</summary>
    public string? Find(BehaviourKey key) => names.GetValueOrDefault(key.Value);

    /// <summary>Adds to a file of names what only another one knows.</summary>
    public static void Complete(string file, string other)
    {
        var all = Read(other);
        foreach (var (key, name) in Read(file))
            all[key] = name;
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(all, Readable));
    }

    private static SortedDictionary<string, string> Read(string file)
    {
        try
        {
            if (File.Exists(file) && JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file)) is { } read)
                return new(read, StringComparer.Ordinal);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            // A name is a convenience. Without the file, a key stands in its place.
        }

        return new(StringComparer.Ordinal);
    }

    private void Write(string file)
    {
        try
        {
            var part = $"{file}.{Guid.NewGuid():N}.part";
            File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(names, Readable));
            File.Move(part, file, overwrite: true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // The next start tries again.
        }
    }
}
