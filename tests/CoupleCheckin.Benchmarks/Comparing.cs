using BenchmarkDotNet.Attributes;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.Benchmarks;

/// <summary>What comparing two sheets, and writing one in its canonical form, costs.</summary>
[MemoryDiagnoser]
public class Comparing
{
    private List<BehaviourKey> behaviours = [];
    private AnswerSheet mine = AnswerSheet.Empty;
    private AnswerSheet partners = AnswerSheet.Empty;

    /// <summary>How many behaviours the round has: the starter set, and the whole catalogue.</summary>
    [Params(15, 104)]
    public int Behaviours { get; set; }

    /// <summary>Fills both sheets.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        behaviours = [.. Enumerable.Range(0, Behaviours).Select(number => new BehaviourKey($"ex.number-{number}"))];
        foreach (var (behaviour, number) in behaviours.Select((behaviour, number) => (behaviour, number)))
        {
            mine = mine.With(behaviour, new() { Openly = (Zone)(number % 3 + 1), Matters = (Weight)(number % 5), Note = "If you tell me the day before, I can be easy about it." });
            partners = partners.With(behaviour, new() { Openly = (Zone)(number % 2 + 1), Guess = (Zone)(number % 3 + 1) });
        }
    }

    /// <summary>Compares them.</summary>
    [Benchmark]
    public Comparison Compare() => Comparison.Of(behaviours, mine, partners);

    /// <summary>Writes one.</summary>
    [Benchmark]
    public byte[] Write() => SheetJson.Write(mine);
}
