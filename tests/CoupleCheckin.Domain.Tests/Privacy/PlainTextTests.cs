using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Tests.Privacy;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Hello")]
    [InlineData("two\nlines\r\nand a\ttab")]
    [InlineData("Grüße, שלום, 你好, नमस्ते")]
    [InlineData("👩‍👩‍👧 and 🏳️‍🌈")]
    [InlineData("\u202Eturned")]
    public void Any_language_and_any_emoji_is_kept(string text) => Assert.True(PlainText.IsKeepable(text));

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x07)]
    [InlineData(0x0B)]
    [InlineData(0x1B)]
    [InlineData(0x7F)]
    [InlineData(0x85)]
    public void A_control_character_is_not_kept(int character) => Assert.False(PlainText.IsKeepable($"a{(char)character}b"));

    [Theory]
    [InlineData(0xD83D, true)]
    [InlineData(0xDE00, true)]
    [InlineData(0xD83D, false)]
    [InlineData(0xDE00, false)]
    public void Half_a_character_is_not_kept(int half, bool atTheEnd) =>
        Assert.False(PlainText.IsKeepable(atTheEnd ? "a" + (char)half : (char)half + "a"));

    [Theory]
    [InlineData("Ann")]
    [InlineData("Ann and Bo")]
    [InlineData("שרה")]
    [InlineData("🌻")]
    [InlineData("नि")]
    [InlineData("Zoe\u0308")]
    public void One_line_with_something_to_see_is_one_line(string text) => Assert.True(PlainText.IsOneLine(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\u200B\u200D")]
    [InlineData("\u00A0\u3000")]
    [InlineData("\u0301")]
    [InlineData("\u3164")]
    [InlineData("\u115F\u1160")]
    [InlineData("\uFFA0")]
    [InlineData("\u2800")]
    public void A_line_with_nothing_to_see_is_no_line(string text) => Assert.False(PlainText.IsOneLine(text));

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\tb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    [InlineData("a\0b")]
    public void A_line_has_no_break_and_no_tab(string text) => Assert.False(PlainText.IsOneLine(text));

    [Theory]
    [InlineData(0x202A)]
    [InlineData(0x202E)]
    [InlineData(0x2066)]
    [InlineData(0x2069)]
    public void A_line_does_not_turn_the_text_around_it(int character) => Assert.False(PlainText.IsOneLine($"Ann{(char)character}"));
}
