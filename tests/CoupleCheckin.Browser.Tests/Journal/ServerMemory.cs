using System.Globalization;
using System.Text;

namespace CoupleCheckin.Browser.Tests.Journal;

/// <summary>Looks through the whole memory of a running process, as whoever owns the machine can. Linux only.</summary>
internal static class ServerMemory
{
    /// <summary>How often words stand there, as UTF-8 or UTF-16.</summary>
    public static IReadOnlyDictionary<string, int> Count(int process, IReadOnlyList<string> words)
    {
        var found = words.ToDictionary(word => word, _ => 0, StringComparer.Ordinal);
        var patterns = words.SelectMany(word => new[] { (word, Encoding.UTF8.GetBytes(word)), (word, Encoding.Unicode.GetBytes(word)) }).ToList();
        var longest = patterns.Max(pattern => pattern.Item2.Length);
        using var memory = new FileStream(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/mem"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var buffer = new byte[4 * 1024 * 1024];
        foreach (var line in File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/maps")))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!parts[1].StartsWith("rw", StringComparison.Ordinal) || parts[^1] is "[vvar]" or "[vsyscall]")
            {
                continue;
            }
            var ends = parts[0].Split('-');
            var (from, to) = (long.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), long.Parse(ends[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            for (var at = from; at < to; at += buffer.Length - longest)
            {
                var length = (int)Math.Min(buffer.Length, to - at);
                int read;
                try
                {
                    memory.Position = at;
                    read = memory.ReadAtLeast(buffer.AsSpan(0, length), length, throwOnEndOfStream: false);
                }
                catch (IOException)
                {
                    break; // Reserved and not there, or given back meanwhile.
                }
                foreach (var (word, pattern) in patterns)
                {
                    found[word] += buffer.AsSpan(0, read).Count(pattern);
                }
            }
        }
        return found;
    }
}
