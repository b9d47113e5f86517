using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.App.Catalogue;

/// <summary>What the linter has learned, as a file: numbers, sorted and rounded, so that the same corpus gives the same bytes.</summary>
internal static class LintModelFile
{
    private const string Name = "en/linter/learned.bin";
    private const int Version = 1;

    /// <summary>Reads the file.</summary>
    /// <exception cref="CatalogueException">It is missing, broken or of another version.</exception>
    public static LintModel Read(string seedsFolder, WordClasses words)
    {
        try
        {
            using var reader = new BinaryReader(File.OpenRead(Path.Combine(seedsFolder, Name)));
            if (reader.ReadInt32() != Version)
                throw new CatalogueException($"{Name}: it is of another version; train it again.", null);
            return new(words, Enum.GetValues<LintSubject>().ToDictionary(subject => subject, _ => Judgement(reader)));
        }
        catch (Exception fault) when (fault is IOException or FormatException or OverflowException)
        {
            throw new CatalogueException($"{Name}: the file is missing or broken.", fault);
        }
    }

    /// <summary>Writes the file.</summary>
    public static void Write(string seedsFolder, LintModel model)
    {
        using var writer = new BinaryWriter(File.Create(Path.Combine(seedsFolder, Name)));
        writer.Write(Version);
        foreach (var judgement in Enum.GetValues<LintSubject>().Select(subject => model[subject]))
        {
            writer.Write(judgement.Mark);
            writer.Write(judgement.Confirm);
            Write(writer, judgement.Weights);
            writer.Write7BitEncodedInt(judgement.Kinds.Count);
            foreach (var kind in judgement.Kinds)
            {
                writer.Write(kind.Name);
                Write(writer, kind.Weights);
            }
        }
    }

    private static LintJudgement Judgement(BinaryReader reader)
    {
        var (mark, confirm) = (reader.ReadSingle(), reader.ReadSingle());
        var weights = Weights(reader);
        var kinds = new List<LintKindWeights>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            kinds.Add(new(reader.ReadString(), Weights(reader)));
        return new(weights, mark, confirm, kinds);
    }

    private static LintWeights Weights(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        var hashes = new uint[count <= reader.BaseStream.Length ? count : throw new EndOfStreamException()];
        var (weights, step, hash) = (new float[hashes.Length], reader.ReadSingle(), 0u);
        for (var at = 0; at < hashes.Length; at++)
        {
            hashes[at] = hash += (uint)reader.Read7BitEncodedInt();
            weights[at] = reader.ReadSByte() * step;
        }

        return new(hashes, weights);
    }

    private static void Write(BinaryWriter writer, LintWeights weights)
    {
        var step = weights.Count == 0 ? 1 : weights.All.Max(one => Math.Abs(one.Weight)) / 127;
        writer.Write7BitEncodedInt(weights.Count);
        writer.Write(step);
        var before = 0u;
        foreach (var (hash, weight) in weights.All)
        {
            writer.Write7BitEncodedInt((int)(hash - before));
            writer.Write((sbyte)MathF.Round(weight / step));
            before = hash;
        }
    }
}
