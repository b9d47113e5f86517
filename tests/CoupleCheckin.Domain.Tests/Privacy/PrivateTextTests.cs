using System.Globalization;
using System.Text.Json;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Tests.Privacy;

public sealed class PrivateTextTests
{
    private static readonly PrivateText Text = new("only for me");

    [Fact]
    public void Private_text_shows_nothing_of_itself()
    {
        Assert.Equal("[private]", Text.ToString());
        Assert.Equal("Saved [private].", string.Create(CultureInfo.InvariantCulture, $"Saved {Text}."));
    }

    [Fact]
    public void Private_text_is_read_in_one_place() => Assert.Equal("only for me", Text.Reveal());

    [Fact]
    public void Private_text_does_not_become_JSON()
    {
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(Text));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(new { Note = Text }));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize<object>(Text));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<PrivateText>("\"only for me\""));
    }
}
