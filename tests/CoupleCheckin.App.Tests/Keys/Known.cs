using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Tests.Keys;

/// <summary>
/// Fixed values of the known answers. The answers were computed by other programs from security.md alone: the reference
/// implementation of Argon2 for passwords, OpenSSL and Python's cryptography and hashlib for the rest.
/// </summary>
internal static class Known
{
    public const string Password = "Zürich im Mai, 7 Tauben";

    private static readonly int[] Bits = [1, 2, 4, 8, 16, 32, 64, 128, 255];

    public static readonly CoupleId Couple = new(new Guid("00112233-4455-6677-8899-aabbccddeeff"));
    public static readonly PersonId Person = new(new Guid("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"));
    public static readonly InvitationId Invitation = new(new Guid("10213243-5465-7687-98a9-bacbdcedfe0f"));
    public static readonly RoundId Round = new(Invitation.Value);
    public static readonly Guid Record = new("a0b1c2d3-e4f5-0617-2839-4a5b6c7d8e9f");
    public static readonly RecordBinding Binding = new(StoreKind.DraftSheet, Person, Record, Couple, 3, 7);

    /// <summary>The root 64, 65, … 95.</summary>
    public static SecretKey Root() => SecretKey.From(Counting(64, 32));

    /// <summary>The couple's key 32, 33, … 63.</summary>
    public static SecretKey CoupleKey() => SecretKey.From(Counting(32, 32));

    public static byte[] Counting(int from, int count) => [.. Enumerable.Range(from, count).Select(value => (byte)value)];

    /// <summary>The same bytes with some bits of one of them turned.</summary>
    public static byte[] Turned(byte[] bytes, int at, int bits)
    {
        var changed = bytes.ToArray();
        changed[at] ^= (byte)bits;
        return changed;
    }

    /// <summary>Every way to turn one bit of one byte, and every way to turn a whole byte.</summary>
    public static IEnumerable<byte[]> EverySmallChange(byte[] bytes) =>
        from at in Enumerable.Range(0, bytes.Length)
        from bits in Bits
        select Turned(bytes, at, bits);
}
