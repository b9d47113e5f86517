using BenchmarkDotNet.Attributes;
using CoupleCheckin.App.Catalogue;
using CoupleCheckin.Domain.Catalogue;

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
    public Task<TimeSpan> Everything() => new Content(Seeds).LoadAsync();
}
