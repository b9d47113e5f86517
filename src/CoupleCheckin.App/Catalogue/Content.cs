using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Reflections;
using Microsoft.Extensions.DependencyInjection;

namespace CoupleCheckin.App.Catalogue;

/// <summary>
/// All content, from its files. Each kind is read once: by <see cref="LoadAsync"/>, which needs nothing else of the app and so can
/// read while that is put together, or when it is first asked for.
/// </summary>
public sealed class Content
{
    private readonly ServiceCollection kinds = [];
    private readonly ServiceProvider provider;

    /// <summary>The content of a folder, of which nothing is read yet.</summary>
    /// <param name="folder">The folder <c>seeds</c>.</param>
    public Content(string folder)
    {
        Add(_ => CatalogueFiles.Load(folder));
        Add(_ => CatalogueVersionFile.Load(folder));
        Add(_ => PromptFiles.Load(folder));
        Add(_ => CommitmentFiles.Load(folder));
        Add(_ => LinterFiles.Load(folder));
        Add(_ => HelplineFiles.Load(folder));
        Add(_ => GateFiles.Load(folder));
        Add(_ => ScriptFiles.Load(folder));
        Add(others => ExerciseFiles.Load(folder, others.GetRequiredService<BehaviourCatalogue>(), others.GetRequiredService<ScriptCatalogue>()));
        Add(others => LessonFiles.Load(
            folder, others.GetRequiredService<BehaviourCatalogue>(), others.GetRequiredService<ExerciseCatalogue>(), others.GetRequiredService<ScriptCatalogue>()));
        provider = kinds.BuildServiceProvider();
    }

    internal IEnumerable<Type> Kinds => kinds.Select(kind => kind.ServiceType);

    /// <summary>
    /// Reads all of it at once, so that whatever is not right in it stops the start, and not whoever comes to that page first.
    /// </summary>
    /// <returns>How long it took.</returns>
    /// <exception cref="CatalogueException">A file is missing or not right; the message says which, on which line, and why.</exception>
    public async Task<TimeSpan> LoadAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Kinds.Select(kind => Task.Run(() => provider.GetRequiredService(kind))));
        return TimeProvider.System.GetElapsedTime(start);
    }

    internal void AddTo(IServiceCollection services)
    {
        foreach (var kind in Kinds)
            services.AddSingleton(kind, _ => provider.GetRequiredService(kind));
    }

    private void Add<T>(Func<IServiceProvider, T> load) where T : class => kinds.AddSingleton(load);
}
