using System.Diagnostics;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>A command of the SDK.</summary>
public static class Dotnet
{
    /// <summary>Runs it to its end, and answers what it said; fails with that when it failed.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="ci">Whether it is to believe that it runs on a build server; null for what this process believes.</param>
    /// <param name="arguments">The command.</param>
    public static async Task<string> RunAsync(string folder, bool? ci, params string[] arguments)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host, arguments) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = folder };
        if (ci is { } wanted)
            start.Environment["CI"] = wanted ? "true" : "false";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} failed:\n{said}");
        return said;
    }
}
