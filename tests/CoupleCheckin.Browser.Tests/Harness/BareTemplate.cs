namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>
/// What the SDK makes of <c>dotnet new blazor -int Server -au Individual --all-interactive</c>, published and running: the measure
/// for our own times, taken on the same machine in the same run (performance.md, Budgets).
/// </summary>
public sealed class BareTemplate : RunningApp
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    /// <inheritdoc/>
    protected override string Sign => "";

    public static async Task<BareTemplate> StartBareAsync()
    {
        var template = new BareTemplate();
        await template.InitializeAsync();
        return template;
    }

    /// <inheritdoc/>
    protected override Task<string> FindAsync() => Made.Value;

    private static async Task<string> MakeAsync()
    {
        var folder = Path.Combine(Repository.Artifacts, "template");
        var dll = Path.Combine(folder, "published", "Bare.dll");
        if (File.Exists(dll))
        {
            return dll;
        }
        Directory.CreateDirectory(folder);
        // Nothing of this repository's own build settings may reach it.
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), "<Project />");
        }
        await Dotnet.RunAsync(folder, ci: false, "new", "blazor", "-int", "Server", "-au", "Individual", "--all-interactive", "-n", "Bare", "-o", "Bare", "--force");
        await Dotnet.RunAsync(folder, ci: false, "publish", "Bare", "-c", "Release", "-o", "published");
        return dll;
    }
}
