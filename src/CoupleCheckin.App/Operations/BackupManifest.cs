using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoupleCheckin.App.Operations;

/// <summary>What lies in a backup: the first entry of each, in words that stay readable without this program.</summary>
internal sealed record BackupManifest
{
    /// <summary>What every backup of this program calls itself.</summary>
    public const string OurKind = "couple-checkin-backup";

    /// <summary>The form that this version writes, and the newest that it reads.</summary>
    public const int NewestFormat = 1;

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    [JsonRequired]
    public string Kind { get; init; } = "";

    [JsonRequired]
    public int Format { get; init; }

    /// <summary>The version of the program that made it.</summary>
    public string App { get; init; } = "";

    /// <summary><c>sqlite</c> or <c>postgres</c>: it goes back into the same kind.</summary>
    public string Engine { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>The names of all migrations that were applied.</summary>
    public IReadOnlyList<string> Schema { get; init; } = [];

    /// <summary>How many rows each table has.</summary>
    public SortedDictionary<string, long> Rows { get; init; } = new(StringComparer.Ordinal);

    public IReadOnlyList<BackedUpFile> Files { get; init; } = [];

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>Reads one; null when it is none.</summary>
    public static BackupManifest? Read(Stream json)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One file of a backup.</summary>
internal sealed record BackedUpFile(string Name, long Bytes, string Sha256);
