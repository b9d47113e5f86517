namespace CoupleCheckin.Web.Tests.Harness;

/// <summary>Where things are in this repository.</summary>
internal static class Repository
{
    /// <summary>The web project.</summary>
    public static string Web { get; } = Path.Combine(FindRoot(), "src", "CoupleCheckin.Web");

    /// <summary>What the web project serves as it is.</summary>
    public static string WwwRoot { get; } = Path.Combine(Web, "wwwroot");

    /// <summary>Whether somebody else made a file; it stands here as it was published.</summary>
    public static bool IsVendored(string file) => file.Split(Path.DirectorySeparatorChar).Contains("vendor");

    /// <summary>The files of the web project with this ending, without what the build makes and what others made.</summary>
    public static IReadOnlyList<string> WebFiles(string ending) =>
    [
        .. Directory.EnumerateFiles(Web, "*" + ending, SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Web, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj") && !IsVendored(file))
            .Order(StringComparer.Ordinal),
    ];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CoupleCheckin.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No CoupleCheckin.sln above {AppContext.BaseDirectory}.");
    }
}
