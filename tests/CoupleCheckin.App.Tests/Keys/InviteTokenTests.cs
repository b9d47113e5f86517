using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Tests.Keys;

public class InviteTokenTests
{
    private const string KnownToken = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static readonly DateTimeOffset KnownExpiry = new(638_000_000_000_000_000, TimeSpan.Zero);

    [Fact]
    public void An_invitation_wrapped_by_another_program_from_the_document_opens()
    {
        var wrapped = Convert.FromHexString(
            "6465666768696a6b6c6d6e6f777d4d545ab31bcf5046c20c7bece3524d563be963232aa51400e9d37061c188ed96f78704d4591a791707d35eccacd7c28fbead5775c1bb");

        var (key, name) = InviteToken.TryRead(KnownToken)!.Unwrap(Known.Couple, Known.Invitation, KnownExpiry.ToOffset(TimeSpan.FromHours(5.5)), wrapped);

        Assert.Equal(Known.Counting(32, 32), key.Bytes.ToArray());
        Assert.Equal("Bö 🐦", name);
    }

    [Fact]
    public void The_server_finds_an_invitation_by_the_hash_of_its_token() =>
        Assert.Equal(
            "630DCD2966C4336691125448BBB25B4FF412A49C732DB2C8ABC1B8581BD710DD", Convert.ToHexString(InviteToken.TryRead($" {KnownToken}\n")!.Hash()));

    [Fact]
    public void A_token_is_43_characters_that_a_link_carries_as_they_are()
    {
        var tokens = Enumerable.Range(0, 500).Select(_ => InviteToken.New()).ToList();

        Assert.All(tokens, token => Assert.Matches("^[A-Za-z0-9_-]{43}$", token.Format()));
        Assert.All(tokens, token => Assert.Equal(token.Hash(), InviteToken.TryRead(token.Format())!.Hash()));
        Assert.Equal(500, tokens.Select(token => token.Format()).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh+")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdH 8")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHhé")]
    [InlineData("\ud83d")]
    public void What_is_not_a_token_is_not_read(string? text) => Assert.Null(InviteToken.TryRead(text));

    [Fact]
    public void An_invitation_opens_with_its_own_token_couple_id_and_expiry_only()
    {
        using var key = SecretKey.Random();
        var token = InviteToken.New();
        var wrapped = token.Wrap(Known.Couple, Known.Invitation, KnownExpiry, key, "");

        var (opened, name) = token.Unwrap(Known.Couple, Known.Invitation, KnownExpiry, wrapped);

        Assert.Equal(key.Bytes.ToArray(), opened.Bytes.ToArray());
        Assert.Equal("", name);
        Assert.Throws<SealBrokenException>(() => InviteToken.New().Unwrap(Known.Couple, Known.Invitation, KnownExpiry, wrapped));
        Assert.Throws<SealBrokenException>(() => token.Unwrap(CoupleId.New(), Known.Invitation, KnownExpiry, wrapped));
        Assert.Throws<SealBrokenException>(() => token.Unwrap(Known.Couple, InvitationId.New(), KnownExpiry, wrapped));
        Assert.Throws<SealBrokenException>(() => token.Unwrap(Known.Couple, Known.Invitation, KnownExpiry.AddTicks(1), wrapped));
    }

    [Fact]
    public void Any_change_and_any_cut_is_noticed()
    {
        using var key = SecretKey.Random();
        var token = InviteToken.New();
        var wrapped = token.Wrap(Known.Couple, Known.Invitation, KnownExpiry, key, "Bo");
        byte[][] changes = [.. Known.EverySmallChange(wrapped), .. Enumerable.Range(0, wrapped.Length).Select(length => wrapped[..length]), [.. wrapped, 0]];

        Assert.All(changes, changed => Assert.Throws<SealBrokenException>(() => token.Unwrap(Known.Couple, Known.Invitation, KnownExpiry, changed)));
    }
}
