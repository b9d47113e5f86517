using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.Domain.Tests.Behaviours;

public sealed class BehaviourKeyTests
{
    [Theory]
    [InlineData("ex.meet-alone")]
    [InlineData("a.b")]
    [InlineData("own.2nd-try")]
    public void A_key_is_a_topic_a_dot_and_a_few_words(string text)
    {
        var key = new BehaviourKey(text);

        Assert.Equal(text, key.Value);
        Assert.Equal(text, key.ToString());
        Assert.Equal(new BehaviourKey(text), key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ex")]
    [InlineData("ex.")]
    [InlineData(".meet")]
    [InlineData("ex.meet.alone")]
    [InlineData("ex.Meet")]
    [InlineData("ex.meet_alone")]
    [InlineData("ex.meet--alone")]
    [InlineData("ex.-meet")]
    [InlineData("ex.meet-")]
    [InlineData("ex2.meet")]
    [InlineData(" ex.meet")]
    [InlineData("ex.meet\n")]
    [InlineData("ex.caf\u00E9")]
    public void Anything_else_is_no_key(string text) => Assert.Throws<FormatException>(() => new BehaviourKey(text));

    [Fact]
    public void A_key_has_at_most_sixty_characters()
    {
        Assert.Equal(60, new BehaviourKey("ex." + new string('a', 57)).Value.Length);
        Assert.Throws<FormatException>(() => new BehaviourKey("ex." + new string('a', 58)));
    }
}
