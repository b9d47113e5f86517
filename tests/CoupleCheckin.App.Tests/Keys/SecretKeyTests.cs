using CoupleCheckin.App.Keys;

namespace CoupleCheckin.App.Tests.Keys;

public class SecretKeyTests
{
    [Fact]
    public void A_disposed_key_is_zeroed_in_place()
    {
        var key = Known.Root();
        var inPlace = key.Bytes;

        key.Dispose();

        Assert.Equal(new byte[32], inPlace.ToArray());
    }

    [Fact]
    public void A_disposed_key_seals_nothing()
    {
        var key = Known.Root();
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => SealedBlob.Seal(key, Known.Binding, "text"u8));
        Assert.Throws<ObjectDisposedException>(() => key.Copy());
    }

    [Fact]
    public void A_copy_outlives_the_key_it_was_made_from()
    {
        var key = Known.Root();
        using var copy = key.Copy();

        key.Dispose();

        Assert.Equal(Known.Counting(64, 32), copy.Bytes.ToArray());
    }

    [Fact]
    public void A_key_has_32_bytes_and_no_other_number() =>
        Assert.All([0, 16, 31, 33, 64], length => Assert.Throws<ArgumentException>(() => SecretKey.From(new byte[length])));

    [Fact]
    public void Random_keys_differ() =>
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => Convert.ToHexString(SecretKey.Random().Bytes)).Distinct().Count());

    [Fact]
    public void Secrets_show_nothing_of_themselves()
    {
        using var key = SecretKey.Random();
        var recovery = RecoveryKey.New();
        using var slots = new KeySlots();

        Assert.Equal("[key]", $"{key}");
        Assert.Equal("[recovery key]", $"{recovery}");
        Assert.Equal("[invite]", $"{InviteToken.New()}");
        Assert.Equal("[key slot]", $"{slots.SealWithRecoveryKey(Known.Person, KeyRoot.Shared, key, recovery)}");
    }
}
