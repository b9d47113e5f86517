namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>Where things are in this repository.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder for what a run leaves behind; git does not see it.</summary>
    public static string Artifacts { get; } = Path.Combine(Root, "artifacts");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CoupleCheckin.sln")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException($"No CoupleCheckin.sln above {AppContext.BaseDirectory}.");
    }
}
