using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Couples;
using FsCheck.Xunit;

namespace CoupleCheckin.App.Tests.Keys;

public sealed class SealedBlobTests : IDisposable
{
    // Root 64…95, record key 128…159, nonces 100…111 and 200…211, text "Salut, Bö 🐦".
    private const string KnownBlob =
        "Q0MBAQAAAAADZGVmZ2hpamtsbW5vcf+E59EXQDVF6xkL1XUTadzPHlkFGStRhBhVd97cIqUXOUyHgybEVgiBfb453AwYyMnKy8zNzs/Q0dLTL8f14fcnTFvK"
        + "G5KQZ201OK53QvtYHkZfqLCYyaDfIlbbuOXBz91zjOc4XzhXSBxF6oCffGwfVR4lMrXImxA/TBIywvEIgbSkPRHPafUkrqkM2xYCSLTDtXS2nvmM7mAVBhOJ"
        + "pJ2rQ/+eb8+4XicGH8SLwuEmD/2fW40h3xYMspC0KoPaupU+6VWuCmKxC9U2MMr+n2+wN0nOMerGKHafIzHMoQ2n/KI91wyXQ2qpiF7DYY7PeJgz71kl4NlV"
        + "z27Pj9GgyJ1FKGU9WKcPFJw5VsNAAurKlqSL9ZjWgQ607Zo3AjE39uHL/5vAwN2PTK5tQI5QK5vxQBXALifJwAD9XWb2+HNaP0vjFD6MQp6Qktk=";

    private readonly SecretKey _root = Known.Root();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_record_written_by_another_program_from_the_document_opens() =>
        Assert.Equal("Salut, Bö 🐦", Encoding.UTF8.GetString(SealedBlob.Open(_root, Known.Binding, Convert.FromBase64String(KnownBlob))));

    [Fact]
    public void A_program_written_from_the_document_alone_opens_our_records()
    {
        var text = string.Concat(Enumerable.Repeat("Zwei Wörter 🐦 ", 300));

        var blob = SealedBlob.Seal(_root, Known.Binding, Encoding.UTF8.GetBytes(text));

        Assert.Equal(text, OpenedByTheDocument(blob, Known.Counting(64, 32), Associated()));
        Assert.Throws<AuthenticationTagMismatchException>(() => OpenedByTheDocument(blob, Known.Counting(65, 32), Associated()));
    }

    [Property(MaxTest = 200)]
    public void Every_text_comes_back_as_it_was(byte[] text) =>
        Assert.Equal(text, SealedBlob.Open(_root, Known.Binding, SealedBlob.Seal(_root, Known.Binding, text)));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("👩‍❤️‍👨 مرحبا שלום e\u0301 \u202e\0\r\n")]
    public void Any_script_and_any_emoji_comes_back_as_it_was(string text) =>
        Assert.Equal(text, Encoding.UTF8.GetString(SealedBlob.Open(_root, Known.Binding, SealedBlob.Seal(_root, Known.Binding, Encoding.UTF8.GetBytes(text)))));

    [Theory]
    [InlineData(0, 256)]
    [InlineData(252, 256)]
    [InlineData(253, 1_024)]
    [InlineData(1_020, 1_024)]
    [InlineData(1_021, 4_096)]
    [InlineData(4_092, 4_096)]
    [InlineData(4_093, 16_384)]
    [InlineData(16_380, 16_384)]
    [InlineData(16_381, 32_768)]
    [InlineData(32_764, 32_768)]
    [InlineData(32_765, 49_152)]
    [InlineData(100_000, 114_688)]
    public void The_size_tells_only_the_bucket(int length, int bucket)
    {
        var text = Encoding.UTF8.GetBytes(new string('x', length));

        var blob = SealedBlob.Seal(_root, Known.Binding, text);

        Assert.Equal(97 + bucket, blob.Length);
        Assert.Equal(text, SealedBlob.Open(_root, Known.Binding, blob));
    }

    [Fact]
    public void Any_change_of_any_byte_is_noticed() =>
        Assert.All(Known.EverySmallChange(SealedBlob.Seal(_root, Known.Binding, "text"u8)), AssertBroken);

    [Fact]
    public void A_record_cut_or_lengthened_at_any_place_is_noticed()
    {
        var blob = SealedBlob.Seal(_root, Known.Binding, new byte[300]);

        Assert.All(Enumerable.Range(0, blob.Length), length => AssertBroken(blob[..length]));
        AssertBroken([.. blob, 0]);
        AssertBroken([0, .. blob]);
        AssertBroken([.. blob, .. blob]);
    }

    [Property(MaxTest = 500)]
    public void Arbitrary_bytes_are_refused_and_crash_nothing(byte[] bytes)
    {
        AssertBroken(bytes);
        AssertBroken([.. "CC"u8, 1, 1, 0, 0, 0, 0, 3, .. bytes, .. new byte[400]]);
    }

    [Theory]
    [InlineData(256, 253u)]
    [InlineData(256, uint.MaxValue)]
    [InlineData(256, 0x80000000u)]
    [InlineData(1_024, 4u)]
    [InlineData(257, 4u)]
    public void A_length_that_does_not_fit_its_bucket_is_refused_even_from_who_has_the_key(int size, uint length)
    {
        var plaintext = new byte[size];
        BinaryPrimitives.WriteUInt32BigEndian(plaintext, length);

        AssertBroken(WrittenByTheDocument(plaintext, Known.Counting(64, 32), Associated()));
    }

    [Fact]
    public void A_record_opens_in_its_own_place_only()
    {
        var blob = SealedBlob.Seal(_root, Known.Binding, "text"u8);
        RecordBinding[] elsewhere =
        [
            .. Enum.GetValues<StoreKind>().Where(kind => kind != Known.Binding.Kind).Select(kind => Known.Binding with { Kind = kind }),
            Known.Binding with { Owner = PersonId.New() },
            Known.Binding with { Owner = new(Known.Record), Record = Known.Person.Value },
            Known.Binding with { Record = Guid.NewGuid() },
            Known.Binding with { Couple = CoupleId.New() },
            Known.Binding with { Couple = default },
            Known.Binding with { Generation = 2 },
            Known.Binding with { Version = 6 },
            Known.Binding with { Version = 8 },
            Known.Binding with { Version = 0 },
        ];

        Assert.All(elsewhere, binding => Assert.Throws<SealBrokenException>(() => SealedBlob.Open(_root, binding, blob)));
        Assert.Equal("text"u8.ToArray(), SealedBlob.Open(_root, Known.Binding, blob));
    }

    [Fact]
    public void A_record_whose_generation_is_rewritten_to_the_one_asked_for_is_refused()
    {
        var blob = SealedBlob.Seal(_root, Known.Binding, "text"u8);
        blob[8] = 2;

        Assert.Throws<SealBrokenException>(() => SealedBlob.Open(_root, Known.Binding with { Generation = 2 }, blob));
    }

    [Fact]
    public void Halves_of_two_records_do_not_make_a_third()
    {
        var one = SealedBlob.Seal(_root, Known.Binding, "one"u8);
        var two = SealedBlob.Seal(_root, Known.Binding, "two"u8);

        AssertBroken([.. one[..69], .. two[69..]]);
    }

    [Fact]
    public void Another_root_opens_nothing()
    {
        using var other = SecretKey.Random();

        Assert.Throws<SealBrokenException>(() => SealedBlob.Open(other, Known.Binding, SealedBlob.Seal(_root, Known.Binding, "text"u8)));
    }

    [Fact]
    public void The_same_text_is_never_sealed_to_the_same_bytes()
    {
        var blobs = Enumerable.Range(0, 500).Select(_ => SealedBlob.Seal(_root, Known.Binding, "the same"u8)).ToList();

        foreach (var part in new[] { 9..21, 21..53, 69..81, 81..337 })
            Assert.Equal(500, blobs.Select(blob => Convert.ToHexString(blob[part])).Distinct().Count());
    }

    private void AssertBroken(byte[] blob) => Assert.Throws<SealBrokenException>(() => SealedBlob.Open(_root, Known.Binding, blob));

    // From here on: security.md 2.3 and the base class library, nothing of ours.
    private static byte[] Associated() =>
    [
        .. "cc/rec/v1"u8, 2, .. Convert.FromHexString("0f1e2d3c4b5a69788796a5b4c3d2e1f0"), .. Convert.FromHexString("a0b1c2d3e4f5061728394a5b6c7d8e9f"),
        .. Convert.FromHexString("00112233445566778899aabbccddeeff"), 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 7,
    ];

    private static string OpenedByTheDocument(byte[] blob, byte[] root, byte[] associated)
    {
        Assert.Equal("CC"u8.ToArray(), blob[..2]);
        Assert.Equal([1, 1, 0, 0, 0, 0, 3], blob[2..9]);
        var recordKey = new byte[32];
        using (var wrap = new AesGcm(root, 16))
            wrap.Decrypt(blob.AsSpan(9, 12), blob.AsSpan(21, 32), blob.AsSpan(53, 16), recordKey, associated);
        var plaintext = new byte[blob.Length - 97];
        using (var record = new AesGcm(recordKey, 16))
            record.Decrypt(blob.AsSpan(69, 12), blob.AsSpan(81, plaintext.Length), blob.AsSpan(blob.Length - 16), plaintext, associated);
        var length = (plaintext[0] << 24) | (plaintext[1] << 16) | (plaintext[2] << 8) | plaintext[3];
        Assert.All(plaintext[(4 + length)..], padding => Assert.Equal(0, padding));
        return Encoding.UTF8.GetString(plaintext, 4, length);
    }

    private static byte[] WrittenByTheDocument(byte[] plaintext, byte[] root, byte[] associated)
    {
        var blob = new byte[97 + plaintext.Length];
        Convert.FromHexString("434301010000000003").CopyTo(blob, 0);
        var recordKey = Known.Counting(128, 32);
        using (var wrap = new AesGcm(root, 16))
            wrap.Encrypt(blob.AsSpan(9, 12), recordKey, blob.AsSpan(21, 32), blob.AsSpan(53, 16), associated);
        using (var record = new AesGcm(recordKey, 16))
            record.Encrypt(blob.AsSpan(69, 12), plaintext, blob.AsSpan(81, plaintext.Length), blob.AsSpan(blob.Length - 16), associated);
        return blob;
    }
}
