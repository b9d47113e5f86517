using System.Text.RegularExpressions;

namespace CoupleCheckin.App.Tests.Catalogue;

/// <summary>The word rules for prompts, commitments, rules of the linter, gates, help lines, scripts and lessons.</summary>
public sealed partial class KindsWordingTests
{
    public static TheoryData<string> Entries => [.. Kinds.Texts.Keys];

    [Theory]
    [MemberData(nameof(Entries))]
    public void No_entry_blames_or_judges(string id) =>
        Assert.DoesNotContain(Kinds.Texts[id].Select(text => Quoted().Replace(text, "")), text => WordingTests.Forbidden().IsMatch(text));

    [Theory]
    [MemberData(nameof(Entries))]
    public void No_entry_has_a_long_sentence_or_American_spelling(string id)
    {
        Assert.DoesNotContain(Kinds.Texts[id].SelectMany(WordingTests.SentencesOf), sentence => WordingTests.WordsOf(sentence).Count > WordingTests.LongestSentence);
        Assert.DoesNotContain(Kinds.Texts[id], text => WordingTests.American().IsMatch(text));
        Assert.DoesNotContain(Kinds.Texts[id], text => text.Contains('!', StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void Every_entry_reads_easily(string id)
    {
        var texts = Kinds.Texts[id].Where(text => WordingTests.WordsOf(text).Count > 5).ToList();
        var ease = texts.Count == 0 ? 100 : WordingTests.ReadingEase(texts);

        Assert.True(ease >= WordingTests.EasyEnough, $"{id} has a reading ease of {ease:F0}; {WordingTests.EasyEnough} is the least.");
    }

    [Fact]
    public void Nothing_repeats_eight_words_of_the_source() => Assert.DoesNotContain(
        Kinds.Texts.Values.SelectMany(texts => texts).Concat(Kinds.Examples).SelectMany(WordingTests.RunsOf),
        run => WordingTests.SourceRuns.Contains(WordingTests.Fingerprint(run)));

    /// <summary>Words that are spoken about, not used.</summary>
    [GeneratedRegex("“[^”]*”", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Quoted();
}
