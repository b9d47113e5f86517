using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CoupleCheckin.App.Tests.Catalogue;

public sealed partial class WordingTests
{
    private const int RunLength = 8;
    internal const int LongestSentence = 25;
    internal const double EasyEnough = 60;

    /// <summary>
    /// The source's runs of eight words as fingerprints, so that none of its text stands here: small letters and digits,
    /// apostrophes dropped, single spaces; the first eight bytes of SHA-256. The control run was added to them.
    /// </summary>
    internal static readonly HashSet<string> SourceRuns =
        [.. File.ReadLines(Path.Combine(Seeds.Root, "tests", "CoupleCheckin.App.Tests", "Catalogue", "source-runs.txt"))];

    public static TheoryData<string> Behaviours => [.. Seeds.Catalogue.All.Select(behaviour => behaviour.Key.Value)];

    [Theory]
    [MemberData(nameof(Behaviours))]
    public void No_behaviour_repeats_eight_words_of_the_source(string key) =>
        Assert.DoesNotContain(TextsOf(key).SelectMany(RunsOf), run => SourceRuns.Contains(Fingerprint(run)));

    [Fact]
    public void Eight_words_of_the_source_would_be_found()
    {
        var runs = RunsOf("And so “The quick, brown fox jumps over the lazy” dog's friend.");

        Assert.Contains(runs, run => SourceRuns.Contains(Fingerprint(run)));
        Assert.True(SourceRuns.Count > 3_000);
    }

    [Theory]
    [MemberData(nameof(Behaviours))]
    public void No_behaviour_blames_or_judges(string key) =>
        Assert.DoesNotContain(TextsOf(key), text => Forbidden().IsMatch(text));

    [Theory]
    [InlineData("This is cheating.")]
    [InlineData("You should tell.")]
    [InlineData("It was a betrayal.")]
    [InlineData("They look guilty.")]
    [InlineData("A toxic friend.")]
    [InlineData("Tell them!")]
    [InlineData("Hiding it is proof of something.")]
    public void Blame_and_judgement_would_be_found(string text) => Assert.Matches(Forbidden(), text);

    [Theory]
    [MemberData(nameof(Behaviours))]
    public void No_sentence_is_longer_than_a_breath(string key) =>
        Assert.DoesNotContain(TextsOf(key).SelectMany(SentencesOf), sentence => WordsOf(sentence).Count > LongestSentence);

    [Theory]
    [MemberData(nameof(Behaviours))]
    public void Every_behaviour_reads_easily(string key)
    {
        var ease = ReadingEase(TextsOf(key).ToList());

        Assert.True(ease >= EasyEnough, $"{key} has a reading ease of {ease:F0}; {EasyEnough} is the least.");
    }

    [Fact]
    public void Text_that_does_not_read_easily_would_be_found() => Assert.True(
        ReadingEase(["Interpersonal confidentiality considerations necessitate individualised communicative accommodation."]) < EasyEnough);

    [Theory]
    [MemberData(nameof(Behaviours))]
    public void Spelling_is_British(string key) =>
        Assert.DoesNotContain(TextsOf(key), text => American().IsMatch(text));

    [Theory]
    [MemberData(nameof(Behaviours))]
    public void Descriptions_have_one_or_two_sentences_and_names_have_no_full_stop(string key)
    {
        var behaviour = Seeds.Catalogue.Find(new(key))!;

        Assert.InRange(SentencesOf(behaviour.Description).Count(), 1, 2);
        Assert.False(behaviour.Name.EndsWith('.'));
        Assert.All([behaviour.Description, behaviour.NotMeant, behaviour.WhyCouplesDiffer, behaviour.Concealment], text => Assert.EndsWith(".", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> TextsOf(string key) => Seeds.TextsOf(Seeds.Catalogue.Find(new(key))!);

    internal static IEnumerable<string> SentencesOf(string text) => SentenceEnd().Split(text).Where(sentence => sentence.Length > 0);

    internal static List<string> WordsOf(string text) =>
        [.. Word().Matches(text.ToLowerInvariant().Replace("’", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal)).Select(match => match.Value)];

    internal static IEnumerable<string> RunsOf(string text)
    {
        var words = WordsOf(text);
        return Enumerable.Range(0, Math.Max(0, words.Count - RunLength + 1)).Select(at => string.Join(' ', words.Skip(at).Take(RunLength)));
    }

    internal static string Fingerprint(string run) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(run)).AsSpan(0, 8));

    /// <summary>The Flesch reading ease: 60 to 70 is plain English, and more is easier.</summary>
    internal static double ReadingEase(List<string> texts)
    {
        var words = texts.SelectMany(WordsOf).ToList();
        var sentences = texts.Sum(text => SentencesOf(text).Count());
        return 206.835 - (1.015 * words.Count / sentences) - (84.6 * words.Sum(Syllables) / words.Count);
    }

    private static int Syllables(string word) => Math.Max(1, VowelGroup().Count(SilentEnd().Replace(word, "")));

    [GeneratedRegex(@"!|\b(cheat\w*|betray\w*|guilt\w*|suspicio\w*|should|ought|must|toxic|affairs?|unfaithful\w*|infidel\w*|victim\w*|innocent\w*|wrong\w*|lie[sd]?|lying|shameful|jealous\w*|paranoid|controlling|inappropriate|normal|proof|prove[sdn]?|evidence|obviously|clearly|of course not|red flags?|always|never)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    internal static partial Regex Forbidden();

    [GeneratedRegex(@"\b(\w*behavior\w*|favorite|honor\w*|color\w*|gray|apologiz\w*|realiz\w*|mom|cell ?phone)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    internal static partial Regex American();

    [GeneratedRegex("[a-z0-9]+", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<=[.?!:])[""”]?\s+|[.?!]$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("[aeiouy]+", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex VowelGroup();

    [GeneratedRegex("(?<=[^laeiouy])e$|(?<=[^tdaeiouy])ed$|(?<=[^szxcgaeiouyh])es$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex SilentEnd();
}
