using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.Domain.Tests.Couples;

public sealed class PartnerNameTests
{
    [Theory]
    [InlineData("Ann", "Ann")]
    [InlineData("  Bo \t", "Bo")]
    [InlineData("María José", "María José")]
    [InlineData("🌻", "🌻")]
    public void A_name_is_read_without_the_space_around_it(string typed, string name) => Assert.Equal(name, PartnerName.TryRead(typed)?.Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200B")]
    [InlineData("\u3164")]
    [InlineData("Ann\nBo")]
    [InlineData("Ann\u202E")]
    public void What_cannot_be_seen_on_one_line_is_no_name(string? typed) => Assert.Null(PartnerName.TryRead(typed));

    [Fact]
    public void A_name_has_at_most_forty_characters_as_a_person_counts_them()
    {
        Assert.NotNull(PartnerName.TryRead(new string('n', 40)));
        Assert.Null(PartnerName.TryRead(new string('n', 41)));
        Assert.NotNull(PartnerName.TryRead(string.Concat(Enumerable.Repeat("e\u0301", 40))));
        Assert.Null(PartnerName.TryRead(string.Concat(Enumerable.Repeat("e\u0301", 41))));
    }

    [Fact]
    public void One_character_cannot_be_endless() => Assert.Null(PartnerName.TryRead("e" + new string('\u0301', 160)));

    [Theory]
    [InlineData("ann", "A")]
    [InlineData("émile", "É")]
    [InlineData("👩‍👩‍👧 and us", "👩‍👩‍👧")]
    [InlineData("\u200Fשרה", "ש")]
    public void The_marker_shows_the_first_letter(string typed, string initial) => Assert.Equal(initial, PartnerName.TryRead(typed)?.Initial);

    [Fact]
    public void A_name_does_not_show_itself_as_text() => Assert.Equal("[name]", PartnerName.TryRead("Ann")?.ToString());
}
