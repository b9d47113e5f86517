using CoupleCheckin.App.Keys;

namespace CoupleCheckin.App.Tests.Keys;

public class RecoveryKeyTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string KnownKey = "6789-ABCD-EFGH-JKMN-PQRS-TVWX-YZGH";

    [Fact]
    public void A_key_computed_by_another_program_is_read_to_its_130_bits()
    {
        var key = RecoveryKey.TryRead(KnownKey)!;

        Assert.Equal("31D0952D8D73E1194E95B5F19D6F9DF7C0", Convert.ToHexString(key.Bytes));
        Assert.Equal(KnownKey, key.Format());
        Assert.Equal("YZGH", key.LastGroup);
    }

    [Fact]
    public void A_key_is_seven_groups_of_four_and_is_read_back()
    {
        for (var i = 0; i < 1_000; i++)
        {
            var key = RecoveryKey.New();

            Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$", key.Format());
            Assert.Equal(key.Bytes.ToArray(), RecoveryKey.TryRead(key.Format())!.Bytes.ToArray());
        }
    }

    [Fact]
    public void All_130_bits_are_random_and_no_more()
    {
        var ever = new byte[17];
        var always = Enumerable.Repeat((byte)255, 17).ToArray();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 2_000; i++)
        {
            var key = RecoveryKey.New();
            keys.Add(key.Format());
            for (var at = 0; at < 17; at++)
            {
                ever[at] |= key.Bytes[at];
                always[at] &= key.Bytes[at];
            }
        }

        Assert.Equal(2_000, keys.Count);
        Assert.Equal([.. Enumerable.Repeat((byte)255, 16), (byte)0b1100_0000], ever);
        Assert.Equal(new byte[17], always);
    }

    [Theory]
    [InlineData("6789-abcd-efgh-jkmn-pqrs-tvwx-yzgh")]
    [InlineData("6789ABCDEFGHJKMNPQRSTVWXYZGH")]
    [InlineData("  6789 ABCD EFGH\tJKMN\r\nPQRS TVWX YZGH ")]
    [InlineData("67-89–AB—CD EF‑GH-JKMN-PQRS-TVWX-YZGH")]
    public void A_key_is_read_as_people_write_it(string written) => Assert.Equal(KnownKey, RecoveryKey.TryRead(written)?.Format());

    [Fact]
    public void Letters_that_look_like_digits_are_read_as_digits()
    {
        string key;
        do
            key = RecoveryKey.New().Format();
        while (!key.Contains('0') || !key.Contains('1'));

        Assert.All(["OI", "oi", "OL", "ol"], twins => Assert.Equal(key, RecoveryKey.TryRead(key.Replace('0', twins[0]).Replace('1', twins[1]))?.Format()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("----")]
    [InlineData("6789-ABCD-EFGH-JKMN-PQRS-TVWX-YZG")]
    [InlineData("6789-ABCD-EFGH-JKMN-PQRS-TVWX-YZGHH")]
    [InlineData("6789-ABCD-EFGH-JKMN-PQRS-TVWX-YZGU")]
    [InlineData("6789-ABCD-EFGH-JKMN-PQRS-TVWX-YZG\ud83d")]
    [InlineData("6789-ABCD-EFGH-JKMN-PQRS-TVWX-YZG\0")]
    public void What_is_not_a_key_is_not_read(string? text) => Assert.Null(RecoveryKey.TryRead(text));

    [Fact]
    public void Every_single_wrong_character_is_noticed()
    {
        foreach (var written in SomeKeys(50))
        {
            for (var at = 0; at < 28; at++)
            {
                foreach (var other in Alphabet.Where(other => other != written[at]))
                    Assert.Null(RecoveryKey.TryRead(With(written, (at, other))));
            }
        }
    }

    [Fact]
    public void Every_exchange_of_two_characters_is_noticed()
    {
        foreach (var written in SomeKeys(50))
        {
            for (var a = 0; a < 28; a++)
            {
                for (var b = a + 1; b < 28; b++)
                {
                    if (written[a] != written[b])
                        Assert.Null(RecoveryKey.TryRead(With(written, (a, written[b]), (b, written[a]))));
                }
            }
        }
    }

    [Fact]
    public void Every_two_wrong_characters_are_noticed()
    {
        var written = SomeKeys(1).Single();
        for (var a = 0; a < 28; a++)
        {
            for (var b = a + 1; b < 28; b++)
            {
                foreach (var first in Alphabet.Where(first => first != written[a]))
                {
                    foreach (var second in Alphabet.Where(second => second != written[b]))
                        Assert.Null(RecoveryKey.TryRead(With(written, (a, first), (b, second))));
                }
            }
        }
    }

    private static IEnumerable<string> SomeKeys(int count) =>
        Enumerable.Range(0, count).Select(_ => RecoveryKey.New().Format().Replace("-", "", StringComparison.Ordinal));

    private static string With(string written, params ReadOnlySpan<(int At, char Character)> changes)
    {
        var characters = written.ToCharArray();
        foreach (var (at, character) in changes)
            characters[at] = character;
        return new(characters);
    }
}
