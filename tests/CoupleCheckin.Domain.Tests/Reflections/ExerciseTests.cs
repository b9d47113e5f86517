using CoupleCheckin.Domain.Reflections;

namespace CoupleCheckin.Domain.Tests.Reflections;

public sealed class ExerciseTests
{
    [Theory]
    [InlineData("mean.three-tests")]
    [InlineData("agr.four")]
    public void A_key_reads_as_it_is_written(string value) => Assert.Equal(value, new ExerciseKey(value).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("mean")]
    [InlineData("mean.Three")]
    [InlineData("mean.three_tests")]
    [InlineData("mean.three-")]
    [InlineData("mean.three\n")]
    [InlineData("mean.123456789012345678901234567890123456789012345678901234567890")]
    public void What_is_not_a_key_is_refused(string value) => Assert.Throws<FormatException>(() => new ExerciseKey(value));

    [Fact]
    public void A_sort_without_piles_uses_the_zones()
    {
        var sort = new SortStep("mine", "Where do these sit for you?", [new("a", "A card")], [], []);

        Assert.True(sort.Zones);
        Assert.False((sort with { Piles = [new("need", "I need this")] }).Zones);
    }
}
