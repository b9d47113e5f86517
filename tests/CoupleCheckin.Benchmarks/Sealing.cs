using System.Text;
using BenchmarkDotNet.Attributes;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.Benchmarks;

/// <summary>What sealing and opening one record costs, at the sizes of a short and a long text.</summary>
[MemoryDiagnoser]
public class Sealing : IDisposable
{
    private readonly SecretKey root = SecretKey.Random();
    private readonly RecordBinding binding = new(StoreKind.DraftSheet, PersonId.New(), Guid.NewGuid(), default, 1, 1);
    private byte[] text = [];
    private byte[] blob = [];

    /// <summary>The length of the text, in bytes.</summary>
    [Params(200, 2_000, 100_000)]
    public int Length { get; set; }

    /// <summary>Makes a text and its record.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        text = Encoding.UTF8.GetBytes(new string('a', Length));
        blob = SealedBlob.Seal(root, binding, text);
    }

    /// <summary>Seals it.</summary>
    [Benchmark]
    public byte[] Seal() => SealedBlob.Seal(root, binding, text);

    /// <summary>Opens it.</summary>
    [Benchmark]
    public byte[] Open() => SealedBlob.Open(root, binding, blob);

    /// <inheritdoc/>
    public void Dispose()
    {
        root.Dispose();
        GC.SuppressFinalize(this);
    }
}
