using CoupleCheckin.Domain.Concerns;
using FsCheck.Xunit;

namespace CoupleCheckin.Domain.Tests.Concerns;

public sealed class LintTokensTests
{
    [Theory]
    [InlineData("You don’t listen.", "you do not listen .")]
    [InlineData("u dont listen", "you do not listen")]
    [InlineData("im fine; ur late", "i am fine , your late")]
    [InlineData("her sister's 2 cats", "her sister 's # cats")]
    [InlineData("dead 💀 lol", "dead 💀 lol")]
    [InlineData("", "")]
    public void Hasty_and_careful_spelling_look_the_same(string text, string words) =>
        Assert.Equal(words, string.Join(' ', LintTokens.Of(text).Select(token => token.Word)));

    [Theory]
    [InlineData("flinched", "flinch")]
    [InlineData("shouting", "shout")]
    [InlineData("promises", "promis")]
    [InlineData("less", "less")]
    public void A_stem_has_no_ending(string word, string stem) => Assert.Equal(stem, Assert.Single(LintTokens.Of(word)).Stem);

    [Property]
    public bool Every_token_stands_in_the_text(string? text) => LintTokens.Of(text ?? "").All(token =>
        token.Start >= 0 && token.Length > 0 && token.Start + token.Length <= (text ?? "").Length);

    [Property]
    public bool Every_feature_names_words_that_are_there(string? text)
    {
        var features = LintFeatures.Of(text ?? "", new([KeyValuePair.Create("fear", (IReadOnlyList<string>)["afraid", "not safe"])]), ["S01"]);

        return features.All.All(feature => feature.From >= 0 && feature.From <= feature.To && feature.To <= features.Tokens.Count);
    }

    [Fact]
    public void A_class_is_found_in_one_word_and_in_several()
    {
        WordClasses words = new([KeyValuePair.Create("fear", (IReadOnlyList<string>)["afraid", "not safe"])]);

        var afraid = Hashes("I am afraid.");
        var unsafeHere = Hashes("I'm not safe here.");
        var calm = Hashes("I am calm.");

        Assert.True(afraid.Intersect(unsafeHere).Except(calm).Any());

        HashSet<uint> Hashes(string text) => [.. LintFeatures.Of(text, words, []).All.Select(feature => feature.Hash)];
    }
}
