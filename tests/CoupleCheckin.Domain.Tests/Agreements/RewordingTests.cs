using CoupleCheckin.Domain.Agreements;

namespace CoupleCheckin.Domain.Tests.Agreements;

public sealed class RewordingTests
{
    [Theory]
    [InlineData("You may not text your ex at night.", "Would you not text your ex at night? It would help me.", "If you text your ex at night, I will ")]
    [InlineData("you mustn’t dance with her", "Would you not dance with her? It would help me.", "If you dance with her, I will ")]
    [InlineData("I think you can't stay out so late.", "Would you not stay out so late? It would help me.", "If you stay out so late, I will ")]
    [InlineData("You're not allowed to like his photos", "Would you not like his photos? It would help me.", "If you like his photos, I will ")]
    [InlineData("You have to tell me first.", "Would you tell me first? It would help me.", "If you do not tell me first, I will ")]
    public void Forbidding_and_ordering_are_offered_as_a_request_and_a_boundary(string text, string request, string boundary) =>
        Assert.Equal(new Rewording(request, boundary), Rewording.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("We tell each other afterwards.")]
    [InlineData("I will go home when it gets late.")]
    [InlineData("You may always ask me.")]
    [InlineData("You may not ")]
    public void What_forbids_nothing_is_left_alone(string text) => Assert.Null(Rewording.Of(text));
}
