using BenchmarkDotNet.Attributes;
using CoupleCheckin.App;
using CoupleCheckin.App.Catalogue;
using CoupleCheckin.Domain.Catalogue;
using Microsoft.Extensions.DependencyInjection;

namespace CoupleCheckin.Benchmarks;

/// <summary>What reading and checking the content costs: the behaviours alone, and everything as at the start.</summary>
[MemoryDiagnoser]
public class ReadingContent
{
    private static readonly string Seeds = Path.Combine(AppContext.BaseDirectory, "seeds");

    /// <summary>The behaviours and the starter set.</summary>
    [Benchmark]
    public BehaviourCatalogue Behaviours() => CatalogueFiles.Load(Seeds);

    /// <summary>Every kind of content, at once.</summary>
    [Benchmark]
    public async Task<TimeSpan> Everything()
    {
        await using var services = new ServiceCollection().AddLogging().AddCoupleCheckin(new("none", null, Seeds)).BuildServiceProvider();
        return await services.LoadSeedsAsync();
    }
}
