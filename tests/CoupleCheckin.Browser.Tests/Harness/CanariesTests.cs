using System.Buffers.Text;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>A sweep that finds nothing proves something only if it finds what is there.</summary>
public sealed class CanariesTests : IDisposable
{
    private const string Secret = "Zaunkönig & 7 <Nester>?>~";

    private readonly string _folder = Directory.CreateTempSubdirectory("canaries-").FullName;

    public static TheoryData<string> Ways { get; } =
    [
        "UTF-8", "UTF-16LE", "UTF-16BE", "upper", "lower", "hex", "HEX", "hex of UTF-16", "URL", "url", "form", "JSON", "HTML", "base64 of UTF-16LE", "base64url",
        "base64 in JSON", "gzip", "gzip in the middle", "gzip cut off", "gzip in gzip", "zlib", "zip", "base64 in gzip", "hidden file", "deep folder",
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_planted_canary_is_found_however_it_is_written(string way)
    {
        var (file, content) = Plant(way);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
        File.WriteAllBytes(Path.Combine(_folder, file), [.. RandomNumberGenerator.GetBytes(977), .. content, .. RandomNumberGenerator.GetBytes(977)]);

        var sweep = new Canaries(Secret).SweepFolder(_folder);

        Assert.Equal(1, sweep.Files);
        Assert.NotEmpty(sweep.Hits);
        Assert.All(sweep.Hits, hit => Assert.Contains(file, hit.Where, StringComparison.Ordinal));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(sweep.AssertNone);
    }

    [Fact]
    public void Base64_is_found_at_every_place_in_a_longer_text()
    {
        var canaries = new Canaries(Secret);
        for (var before = 0; before < 12; before++)
        {
            for (var after = 0; after < 6; after++)
            {
                byte[] text = [.. RandomNumberGenerator.GetBytes(before), .. Encoding.UTF8.GetBytes(Secret), .. RandomNumberGenerator.GetBytes(after)];
                var hits = canaries.Search(Encoding.ASCII.GetBytes(Convert.ToBase64String(text)), "base64");
                Assert.Contains(hits, hit => hit.Encoding.StartsWith($"base64 of UTF-8, alignment {before % 3}", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void A_file_name_is_searched_too()
    {
        var canary = Canaries.Make("name");
        File.WriteAllText(Path.Combine(_folder, $"{canary}.db"), "nothing in it");

        Assert.Contains(new Canaries(canary).SweepFolder(_folder).Hits, hit => hit.Where.StartsWith("the name of", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_found_in_noise()
    {
        for (var i = 0; i < 4; i++)
        {
            File.WriteAllBytes(Path.Combine(_folder, $"noise{i}"), RandomNumberGenerator.GetBytes(1_000_000));
        }

        var sweep = new Canaries(Secret, Canaries.Make("other")).SweepFolder(_folder);

        Assert.Equal(4_000_000, sweep.Bytes);
        sweep.AssertNone();
    }

    [Fact]
    public void A_sweep_over_nothing_is_no_proof() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(new Canaries(Secret).SweepFolder(_folder).AssertNone);

    private static (string File, byte[] Content) Plant(string way) => way switch
    {
        "UTF-8" => ("a", Encoding.UTF8.GetBytes(Secret)),
        "UTF-16LE" => ("a", Encoding.Unicode.GetBytes(Secret)),
        "UTF-16BE" => ("a", Encoding.BigEndianUnicode.GetBytes(Secret)),
        "upper" => ("a", Encoding.UTF8.GetBytes(Secret.ToUpperInvariant())),
        "lower" => ("a", Encoding.UTF8.GetBytes(Secret.ToLowerInvariant())),
        "hex" => ("a", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)))),
        "HEX" => ("a", Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)))),
        "hex of UTF-16" => ("a", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.Unicode.GetBytes(Secret)))),
        "URL" => ("a", Encoding.ASCII.GetBytes(Uri.EscapeDataString(Secret))),
        "url" => ("a", Encoding.ASCII.GetBytes("Zaunk%c3%b6nig%20%26%207%20%3cNester%3e%3f%3e~")),
        "form" => ("a", Encoding.ASCII.GetBytes(WebUtility.UrlEncode(Secret))),
        "JSON" => ("a", JsonSerializer.SerializeToUtf8Bytes(new[] { Secret })),
        "HTML" => ("a", Encoding.UTF8.GetBytes(WebUtility.HtmlEncode(Secret))),
        "base64 of UTF-16LE" => ("a", Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.Unicode.GetBytes($"?{Secret}!")))),
        "base64url" => ("a", Encoding.ASCII.GetBytes(Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"?{Secret}!")))),
        "base64 in JSON" => ("a", JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetBytes($"?{Secret}!"))),
        "gzip" => ("a.gz", GZip(Encoding.UTF8.GetBytes(Secret))),
        "gzip in the middle" => ("a.db", [.. RandomNumberGenerator.GetBytes(4001), .. GZip(Encoding.Unicode.GetBytes(Secret)), .. RandomNumberGenerator.GetBytes(40)]),
        "gzip cut off" => ("a.gz", GZip([.. Encoding.UTF8.GetBytes(Secret), .. RandomNumberGenerator.GetBytes(100_000)])[..60_000]),
        "gzip in gzip" => ("a.gz", GZip(GZip(Encoding.UTF8.GetBytes(Secret)))),
        "zlib" => ("a", ZLib(Encoding.UTF8.GetBytes(Secret))),
        "zip" => ("a.zip", Zip(Encoding.UTF8.GetBytes(Secret))),
        "base64 in gzip" => ("a.gz", GZip(Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes($"x{Secret}"))))),
        "hidden file" => (".hidden", Encoding.UTF8.GetBytes(Secret)),
        "deep folder" => (Path.Combine("b", ".c", "a"), Encoding.UTF8.GetBytes(Secret)),
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "Not planted yet."),
    };

    private static byte[] GZip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(content);
        }
        return packed.ToArray();
    }

    private static byte[] ZLib(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(content);
        }
        return packed.ToArray();
    }

    private static byte[] Zip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("entry.txt").Open();
            // Long enough that it is worth compressing.
            entry.Write([.. content, .. new byte[2000]]);
        }
        return packed.ToArray();
    }
}
