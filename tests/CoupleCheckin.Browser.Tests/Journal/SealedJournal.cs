using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CoupleCheckin.Browser.Tests.Journal;

/// <summary>
/// A small program of its own that reads a sealed journal. It is written from the format as it stands in words (security.md 2.3: slots,
/// records, buckets) and shares no line with the app, so that whoever has the words can open what is theirs without us.
/// </summary>
internal sealed class SealedJournal
{
    private readonly Guid _owner;
    private readonly JsonElement _slots;
    private readonly byte[] _records;

    /// <param name="slots">What GET /journal/slots answers.</param>
    /// <param name="records">What GET /journal/records answers.</param>
    public SealedJournal(string slots, byte[] records)
    {
        var keys = JsonDocument.Parse(slots).RootElement;
        _owner = keys.GetProperty("owner").GetGuid();
        _slots = keys.GetProperty("slots");
        _records = records;
    }

    /// <summary>How many records there are.</summary>
    public int Count => Rows().Count();

    /// <summary>The lengths of the plaintexts, padded as they are.</summary>
    public IEnumerable<int> PaddedLengths => Rows().Select(row => row.Blob.Length - 9 - 60 - 28);

    /// <summary>Opens the vault root with a passphrase; nothing where it does not fit.</summary>
    public byte[]? OpenWithPassphrase(string passphrase, Guid? owner = null) => Open(2, owner, slot => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormC)), slot.GetProperty("salt").GetBytesFromBase64(), slot.GetProperty("passes").GetInt32(), HashAlgorithmName.SHA512, 32));

    /// <summary>Opens the vault root with a recovery key as it is written down.</summary>
    public byte[]? OpenWithRecoveryKey(string written) => Open(3, null, slot =>
    {
        // 26 characters of five bits each, most significant first; the last two check them.
        var bytes = new byte[17];
        var symbols = written.Replace("-", "", StringComparison.Ordinal).Select(character => "0123456789ABCDEFGHJKMNPQRSTVWXYZ".IndexOf(character, StringComparison.Ordinal)).ToList();
        for (var bit = 0; bit < 130; bit++)
        {
            if ((symbols[bit / 5] >> (4 - (bit % 5)) & 1) == 1)
            {
                bytes[bit / 8] |= (byte)(1 << (7 - (bit % 8)));
            }
        }
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, 32, slot.GetProperty("salt").GetBytesFromBase64(), "cc/slot/vault/recovery"u8.ToArray());
    });

    /// <summary>Every record that opens under this root, as JSON; null where one does not.</summary>
    public IEnumerable<JsonElement?> Read(byte[] root, Guid? owner = null)
    {
        foreach (var (id, version, blob) in Rows())
        {
            yield return Unseal(root, owner ?? _owner, id, version, blob) is { } text ? JsonDocument.Parse(text).RootElement : null;
        }
    }

    private byte[]? Open(int kind, Guid? owner, Func<JsonElement, byte[]> derive)
    {
        if (_slots.EnumerateArray().FirstOrDefault(slot => slot.GetProperty("kind").GetInt32() == kind) is not { ValueKind: JsonValueKind.Object } slot)
        {
            return null;
        }
        byte[] associated =
        [
            .. "cc/slot/v1"u8, .. (owner ?? _owner).ToByteArray(bigEndian: true), 2, (byte)kind, .. U32(slot.GetProperty("generation").GetUInt32()),
            (byte)slot.GetProperty("kdf").GetInt32(), .. U32(0), .. U32(slot.GetProperty("passes").GetUInt32()), .. U32(0),
        ];
        return Decrypt(derive(slot), slot.GetProperty("nonce").GetBytesFromBase64(), [.. slot.GetProperty("wrapped").GetBytesFromBase64(), .. slot.GetProperty("tag").GetBytesFromBase64()], associated);
    }

    private static byte[]? Unseal(byte[] root, Guid owner, Guid id, long version, byte[] blob)
    {
        if (blob is not [(byte)'C', (byte)'C', 1, 1, 0, ..])
        {
            return null;
        }
        byte[] associated = [.. "cc/rec/v1"u8, 1, .. owner.ToByteArray(bigEndian: true), .. id.ToByteArray(bigEndian: true), .. new byte[16], .. blob[5..9], .. U64((ulong)version)];
        return Decrypt(root, blob[9..21], blob[21..69], associated) is { } key && Decrypt(key, blob[69..81], blob[81..], associated) is { } padded
            ? padded[4..(4 + (int)BinaryPrimitives.ReadUInt32BigEndian(padded))]
            : null;
    }

    private static byte[]? Decrypt(byte[] key, byte[] nonce, byte[] sealedText, byte[] associated)
    {
        var plain = new byte[sealedText.Length - 16];
        using var aes = new AesGcm(key, 16);
        try
        {
            aes.Decrypt(nonce, sealedText[..^16], sealedText[^16..], plain, associated);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private IEnumerable<(Guid Id, long Version, byte[] Blob)> Rows()
    {
        for (var at = 4; at < _records.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(_records.AsSpan(at + 24));
            yield return (new Guid(_records.AsSpan(at, 16), bigEndian: true), BinaryPrimitives.ReadInt64BigEndian(_records.AsSpan(at + 16)), _records[(at + 28)..(at + 28 + length)]);
            at += 28 + length;
        }
    }

    private static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }
}
