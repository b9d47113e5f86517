using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Rules;

/// <summary>What holds for the journal's scripts as they stand: their types, what they never use, what they weigh.</summary>
public sealed partial class JournalScriptRules
{
    private static readonly string Folder = Path.Combine(Repository.WwwRoot, "journal");

    private static IEnumerable<string> Scripts => Directory.EnumerateFiles(Folder, "*.js").Order(StringComparer.Ordinal);

    /// <summary>The compiler comes with a package that an ordinary restore brings, for each system in its own form; no other toolchain is needed.</summary>
    private static string Compiler
    {
        get
        {
            var package = typeof(JournalScriptRules).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "TypeScript").Value!;
            var system = OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
            var machine = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
            return Path.Combine(package, "tools", "runtimes", $"{system}-{machine}", OperatingSystem.IsWindows() ? "tsc.exe" : "tsc");
        }
    }

    [Fact]
    public async Task Their_types_are_right()
    {
        var (code, said) = await CheckAsync(Scripts);

        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task A_wrong_type_is_noticed()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("journal-types-").FullName, "wrong.js");
        await File.WriteAllTextAsync(file, "/** @param {string} text */\nexport const twice = text => text * 2;\n");

        var (code, said) = await CheckAsync([file]);

        Assert.NotEqual(0, code);
        Assert.Contains("TS2362", said, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public void No_text_becomes_markup_and_nothing_is_kept_in_the_browser() =>
        Assert.Empty(Scripts.SelectMany(script => File.ReadLines(script).Where(line => Forbidden().IsMatch(line)).Select(line => $"{Path.GetFileName(script)}: {line.Trim()}")));

    [Theory]
    [InlineData("element.innerHTML = text;")]
    [InlineData("localStorage.setItem('draft', text);")]
    [InlineData("setTimeout('text', 1);")]
    [InlineData("new DOMParser().parseFromString(text, 'text/html')")]
    public void What_they_never_use_is_noticed(string line) => Assert.Matches(Forbidden(), line);

    [Fact]
    public void They_weigh_less_than_forty_kilobytes_as_they_are_sent()
    {
        // What somebody needs who opens the page and writes; settings, files and the exercises come when they are asked for.
        string[] later = ["exercise.js", "files.js", "settings.js", "types.js"];
        var bytes = Scripts.Where(script => !later.Contains(Path.GetFileName(script))).Sum(script => Compressed(File.ReadAllBytes(script)));

        Assert.InRange(bytes, 10_000, 40 * 1024);
    }

    [Fact]
    public void The_words_for_passphrases_are_seven_thousand_seven_hundred_and_seventy_six_different_ones()
    {
        var words = File.ReadAllLines(Path.Combine(Folder, "words.txt"));

        Assert.Equal(7776, words.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(7776, words.Length);
        Assert.All(words, word => Assert.Matches("^[a-z]+(-[a-z]+)?$", word));
    }

    private static int Compressed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            brotli.Write(bytes);
        return (int)packed.Length;
    }

    private static async Task<(int Code, string Said)> CheckAsync(IEnumerable<string> files)
    {
        Assert.True(File.Exists(Compiler), $"The types of the scripts cannot be checked here: there is no {Compiler}.");
        var start = new ProcessStartInfo(Compiler)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])["--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "es2024", "--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2024,dom,dom.iterable", "--skipLibCheck", .. files])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    [GeneratedRegex(@"\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|document\.write|localStorage|sessionStorage|indexedDB|eval\(|new Function|caches\.open|document\.cookie)|set(Timeout|Interval)\(['""]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Forbidden();
}
