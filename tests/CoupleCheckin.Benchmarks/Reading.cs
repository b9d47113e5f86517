using BenchmarkDotNet.Attributes;
using CoupleCheckin.App.Catalogue;
using CoupleCheckin.Domain.Concerns;

namespace CoupleCheckin.Benchmarks;

/// <summary>What reading a draft costs: one of 150 words, and the longest that is read.</summary>
[MemoryDiagnoser]
public class Reading
{
    private const string Draft =
        """
        On Tuesday you told me that you would be home by seven, and you came in at half past nine. I had cooked, and the children had waited up for you.
        I was sad and then I was angry, and I did not know how to say it, so I said nothing and went to bed. I noticed that your phone was face down all evening,
        and I started to tell myself a story about it. I do not know if there is anything in that story. Maybe you were only tired, and maybe the day was hard for you.
        You have been quieter since the new job, and I miss the way we used to talk in the kitchen. I would like to hear how it has been for you. I would also like us to find
        a way of telling each other when it gets late. Would you be willing to sit down with me on Sunday, after lunch, when the house is quiet?
        """;

    private ConcernLinter linter = null!;
    private string text = "";

    /// <summary>How often the draft stands in the text.</summary>
    [Params(1, 8)]
    public int Times { get; set; }

    /// <summary>Loads the rules and builds their patterns.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var rules = LinterFiles.Load(Environment.GetEnvironmentVariable("COUPLECHECKIN_SEEDS") ?? "seeds");
        rules.Warm();
        linter = new(rules);
        text = string.Join('\n', Enumerable.Repeat(Draft, Times));
    }

    /// <summary>Reads it.</summary>
    [Benchmark]
    public LintReading Check() => linter.Check(text);
}
