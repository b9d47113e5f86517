namespace CoupleCheckin.Web.Commands;

/// <summary>
/// Whether the command line only asks to serve, which is what it does most. It is read by hand, so that the start waits for no library
/// that reads command lines.
/// </summary>
internal static class Serving
{
    private static readonly string[] Helping = ["-h", "--help", "-?", "/?", "/h", "--version"];

    /// <summary>Reads it.</summary>
    /// <param name="args">As they were given.</param>
    /// <returns>The settings that they stand for; null when they ask for something else, or for help.</returns>
    public static string[]? Read(string[] args)
    {
        var at = args is ["serve", ..] ? 1 : 0;
        var settings = new List<string>();
        for (; at < args.Length; at++)
        {
            var arg = args[at];
            if (Helping.Contains(arg, StringComparer.Ordinal) || !(arg.StartsWith('-') || arg.StartsWith('/')))
                return null;
            if (arg is "--home")
                settings.Add("--CoupleCheckin:Home=true");
            else if (arg is "--data" && at + 1 < args.Length)
                settings.Add($"--CoupleCheckin:DataDirectory={args[++at]}");
            else if (arg.Contains('='))
                settings.Add(arg.StartsWith("--data=", StringComparison.Ordinal) ? $"--CoupleCheckin:DataDirectory={arg["--data=".Length..]}" : arg);
            else if (at + 1 < args.Length && !args[at + 1].StartsWith("--", StringComparison.Ordinal))
                settings.AddRange([arg, args[++at]]);
            else
                return null;
        }

        return [.. settings];
    }
}
