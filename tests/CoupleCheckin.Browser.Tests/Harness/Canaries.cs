using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>A canary that was found, and how it was written there.</summary>
public sealed record CanaryHit(string Canary, string Encoding, string Where, long Offset)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"\"{Canary}\" as {Encoding} in {Where} at {Offset}");
}

/// <summary>What a sweep looked at and what it found.</summary>
public sealed record CanarySweep(int Files, long Bytes, IReadOnlyList<CanaryHit> Hits)
{
    /// <summary>Fails with every hit in words. A sweep that looked at nothing fails too: it proves nothing.</summary>
    public void AssertNone()
    {
        Assert.True(Bytes > 0, "The sweep found nothing to look at.");
        Assert.True(Hits.Count == 0, "Readable where nobody may read it:\n" + string.Join('\n', Hits));
    }
}

/// <summary>
/// Searches bytes for words that must not be readable there: as UTF-8 and UTF-16 (both orders), in all-upper and all-lower
/// case, as base64 (three alignments, both alphabets), hex, URL-, JSON- and HTML-escaped, and within gzip, zlib and zip.
/// </summary>
/// <remarks>
/// Brotli has no signature and is not unpacked. A word cut in two by a database page is not found: write a canary more
/// than once. A canary of letters and digits only, at least eight of them, is the same in most escapes, which is good.
/// </remarks>
public sealed class Canaries
{
    private const int Depth = 3;
    private const int LongestUnpacked = 256 * 1024 * 1024;

    private readonly List<(string Canary, string Encoding, byte[] Bytes)> _patterns = [];

    public Canaries(params IEnumerable<string> canaries)
    {
        foreach (var canary in canaries.Distinct(StringComparer.Ordinal))
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(canary.Length, 8, nameof(canaries));
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (encoding, bytes) in WaysToWrite(canary))
            {
                if (seen.Add(Convert.ToHexString(bytes)))
                {
                    _patterns.Add((canary, encoding, bytes));
                }
            }
        }
    }

    /// <summary>A word that stands nowhere else, with a label to know it by.</summary>
    public static string Make(string label) => $"canary{label}{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    /// <summary>Searches every file under a folder, hidden ones too, and their names.</summary>
    public CanarySweep SweepFolder(string folder)
    {
        var hits = new List<CanaryHit>();
        var files = 0;
        var bytes = 0L;
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        foreach (var path in Directory.EnumerateFiles(folder, "*", everything))
        {
            var name = Path.GetRelativePath(folder, path);
            // The runtime's own sockets and pipes are no files: opening one fails or waits for ever.
            if (Path.GetFileName(path).StartsWith("dotnet-diagnostic-", StringComparison.Ordinal)
                || Path.GetFileName(path).StartsWith("clr-debug-pipe-", StringComparison.Ordinal))
            {
                continue;
            }
            byte[] content;
            try
            {
                content = ReadShared(path);
            }
            catch (FileNotFoundException)
            {
                continue; // A running database removes its journal when it likes.
            }
            catch (IOException) when (new FileInfo(path).Length == 0)
            {
                content = []; // A lock that a running program holds: nobody else may open it, and nothing is in it.
            }
            files++;
            bytes += content.Length;
            hits.AddRange(Search(Encoding.UTF8.GetBytes(name), $"the name of {name}"));
            hits.AddRange(Search(content, name));
        }
        return new CanarySweep(files, bytes, hits);
    }

    /// <summary>Searches a text, such as a log.</summary>
    public CanarySweep SweepText(string text, string where)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new CanarySweep(1, bytes.Length, Search(bytes, where));
    }

    /// <summary>Searches bytes, such as a frame or a body.</summary>
    public IReadOnlyList<CanaryHit> Search(byte[] content, string where)
    {
        var hits = new List<CanaryHit>();
        Search(content, where, Depth, hits);
        return hits;
    }

    private void Search(byte[] content, string where, int depth, List<CanaryHit> hits)
    {
        foreach (var (canary, encoding, pattern) in _patterns)
        {
            var at = content.AsSpan().IndexOf(pattern);
            if (at >= 0)
            {
                hits.Add(new CanaryHit(canary, encoding, where, at));
            }
        }
        if (depth > 0)
        {
            foreach (var (how, at, unpacked) in Unpack(content))
            {
                Search(unpacked, string.Create(CultureInfo.InvariantCulture, $"{where} > {how} at {at}"), depth - 1, hits);
            }
        }
    }

    private static IEnumerable<(string Encoding, byte[] Bytes)> WaysToWrite(string canary)
    {
        (string Name, string Text)[] spellings =
        [
            ("", canary), (", upper case", canary.ToUpperInvariant()), (", lower case", canary.ToLowerInvariant()),
        ];
        (string Name, Encoding Encoding)[] encodings =
        [
            ("UTF-8", Encoding.UTF8), ("UTF-16LE", Encoding.Unicode), ("UTF-16BE", Encoding.BigEndianUnicode),
        ];
        foreach (var (spelling, text) in spellings)
        {
            foreach (var (name, encoding) in encodings)
            {
                var bytes = encoding.GetBytes(text);
                yield return ($"{name}{spelling}", bytes);
                yield return ($"hex of {name}{spelling}", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
                yield return ($"HEX of {name}{spelling}", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
                for (var alignment = 0; alignment < 3; alignment++)
                {
                    var base64 = Base64Core(bytes, alignment);
                    var of = string.Create(CultureInfo.InvariantCulture, $"of {name}{spelling}, alignment {alignment}");
                    yield return ($"base64 {of}", Encoding.ASCII.GetBytes(base64));
                    yield return ($"base64url {of}", Encoding.ASCII.GetBytes(base64.Replace('+', '-').Replace('/', '_')));
                    yield return ($"base64 in JSON {of}", Encoding.ASCII.GetBytes(base64.Replace("+", "\\u002B", StringComparison.Ordinal)));
                }
            }
            foreach (var (name, escaped) in Escapes(text))
            {
                yield return ($"{name}{spelling}", Encoding.UTF8.GetBytes(escaped));
            }
        }
    }

    private static IEnumerable<(string Name, string Text)> Escapes(string text)
    {
        var url = Uri.EscapeDataString(text);
        yield return ("URL-encoded", url);
        yield return ("form-encoded", WebUtility.UrlEncode(text));
        yield return ("url-encoded", LowerEscapes(url));
        yield return ("JSON", JavaScriptEncoder.Default.Encode(text));
        yield return ("relaxed JSON", JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text));
        yield return ("json", string.Concat(text.Select(c => c < 128 ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"))));
        yield return ("HTML", HtmlEncoder.Default.Encode(text));
        yield return ("html", WebUtility.HtmlEncode(text));
    }

    private static string LowerEscapes(string url)
    {
        var characters = url.ToCharArray();
        for (var i = 0; i + 2 < characters.Length; i++)
        {
            if (characters[i] == '%')
            {
                characters[i + 1] = char.ToLowerInvariant(characters[i + 1]);
                characters[i + 2] = char.ToLowerInvariant(characters[i + 2]);
            }
        }
        return new string(characters);
    }

    /// <summary>The base64 characters that depend on these bytes alone, when they start at this place in a group of three.</summary>
    private static string Base64Core(byte[] bytes, int alignment)
    {
        var text = Convert.ToBase64String([.. new byte[alignment], .. bytes]).TrimEnd('=');
        var first = alignment == 0 ? 0 : alignment + 1;
        var last = (alignment + bytes.Length) % 3 == 0 ? text.Length : text.Length - 1;
        return text[first..last];
    }

    private static IEnumerable<(string How, int At, byte[] Unpacked)> Unpack(byte[] content)
    {
        for (var at = 0; at + 2 < content.Length; at++)
        {
            var rest = content.AsSpan(at);
            if (rest[0] == 0x1F && rest[1] == 0x8B && rest[2] == 8)
            {
                if (Inflate(content, at, stream => new GZipStream(stream, CompressionMode.Decompress)) is { } unpacked)
                {
                    yield return ("gzip", at, unpacked);
                }
            }
            else if (rest[0] == 0x78 && rest[1] is 0x01 or 0x5E or 0x9C or 0xDA && ((rest[0] << 8) | rest[1]) % 31 == 0)
            {
                if (Inflate(content, at, stream => new ZLibStream(stream, CompressionMode.Decompress)) is { } unpacked)
                {
                    yield return ("zlib", at, unpacked);
                }
            }
            else if (rest.Length > 30 && rest[..4].SequenceEqual("PK\x03\x04"u8) && rest[8] == 8)
            {
                var body = at + 30 + BitConverter.ToUInt16(rest[26..]) + BitConverter.ToUInt16(rest[28..]);
                if (body < content.Length && Inflate(content, body, stream => new DeflateStream(stream, CompressionMode.Decompress)) is { } unpacked)
                {
                    yield return ("zip", at, unpacked);
                }
            }
        }
    }

    /// <summary>What comes out until the stream ends or breaks: half a secret is a secret.</summary>
    private static byte[]? Inflate(byte[] content, int at, Func<Stream, Stream> open)
    {
        using var result = new MemoryStream();
        try
        {
            using var stream = open(new MemoryStream(content, at, content.Length - at, writable: false));
            var buffer = new byte[4096];
            int read;
            while (result.Length < LongestUnpacked && (read = stream.Read(buffer)) > 0)
            {
                result.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            // Not compressed after all, or cut off.
        }
        return result.Length > 0 ? result.ToArray() : null;
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }
}
