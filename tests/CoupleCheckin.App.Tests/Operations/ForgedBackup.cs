using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace CoupleCheckin.App.Tests.Operations;

/// <summary>Backups as somebody makes them who can write the file.</summary>
internal static class ForgedBackup
{
    /// <summary>The same with another manifest, and a sum that fits: so what the manifest says is looked at too.</summary>
    public static async Task<byte[]> WithManifestAsync(string path, Func<string, string> change)
    {
        var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            await using var whole = File.OpenRead(path);
            await using var reader = new TarReader(whole);
            while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
            {
                if (entry.Name == "manifest.json")
                    entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(change(await new StreamReader(entry.DataStream!).ReadToEndAsync())));
                await writer.WriteEntryAsync(entry);
            }
        }

        return [.. tar.ToArray(), .. "CCSUM001"u8, .. SHA256.HashData(tar.ToArray())];
    }
}
