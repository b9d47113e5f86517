using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Tests.Keys;

public class CoupleKeyWrapTests
{
    [Fact]
    public void A_copy_wrapped_by_another_program_from_the_document_opens()
    {
        using var root = Known.Root();
        var wrapped = Convert.FromHexString(
            "6465666768696a6b6c6d6e6fd15f244771b7e095e54bb9ab75d5b3c97c6fbef9a5b98bf124b8f5d77e7c8205c8343926f58ac69623c7216a054bfffc");

        using var key = CoupleKeyWrap.Unwrap(root, Known.Couple, Known.Person, wrapped);

        Assert.Equal(Known.Counting(32, 32), key.Bytes.ToArray());
    }

    [Fact]
    public void A_copy_opens_for_its_own_member_of_its_own_couple_only()
    {
        using var root = SecretKey.Random();
        using var otherRoot = SecretKey.Random();
        using var key = SecretKey.Random();
        var wrapped = CoupleKeyWrap.Wrap(root, Known.Couple, Known.Person, key);

        using var opened = CoupleKeyWrap.Unwrap(root, Known.Couple, Known.Person, wrapped);

        Assert.Equal(60, wrapped.Length);
        Assert.Equal(key.Bytes.ToArray(), opened.Bytes.ToArray());
        Assert.Throws<SealBrokenException>(() => CoupleKeyWrap.Unwrap(root, CoupleId.New(), Known.Person, wrapped));
        Assert.Throws<SealBrokenException>(() => CoupleKeyWrap.Unwrap(root, Known.Couple, PersonId.New(), wrapped));
        Assert.Throws<SealBrokenException>(() => CoupleKeyWrap.Unwrap(root, new(Known.Person.Value), new(Known.Couple.Value), wrapped));
        Assert.Throws<SealBrokenException>(() => CoupleKeyWrap.Unwrap(otherRoot, Known.Couple, Known.Person, wrapped));
    }

    [Fact]
    public void Any_change_and_any_cut_is_noticed()
    {
        using var root = SecretKey.Random();
        using var key = SecretKey.Random();
        var wrapped = CoupleKeyWrap.Wrap(root, Known.Couple, Known.Person, key);
        byte[][] changes = [.. Known.EverySmallChange(wrapped), .. Enumerable.Range(0, 60).Select(length => wrapped[..length]), [.. wrapped, 0]];

        Assert.All(changes, changed => Assert.Throws<SealBrokenException>(() => CoupleKeyWrap.Unwrap(root, Known.Couple, Known.Person, changed)));
    }
}
