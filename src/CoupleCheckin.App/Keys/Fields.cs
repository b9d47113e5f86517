using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CoupleCheckin.App.Keys;

/// <summary>
/// Puts fields one after the other, for what a seal is bound to and what a commitment covers: integers and ids big-endian,
/// every field of a fixed length or with its length in front (<c>lp</c> in security.md 2.8).
/// </summary>
internal sealed class Fields
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Begins with the name and version of what follows, in ASCII.</summary>
    public Fields(string label) => _bytes.Write(Encoding.ASCII.GetBytes(label));

    /// <summary>What was put so far.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>One byte.</summary>
    public Fields U8(byte value)
    {
        _bytes.Write([value]);
        return this;
    }

    /// <summary>Four bytes.</summary>
    public Fields U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
        return this;
    }

    /// <summary>Eight bytes.</summary>
    public Fields U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
        return this;
    }

    /// <summary>Sixteen bytes in the order in which an id is written down.</summary>
    public Fields Id(Guid value)
    {
        value.TryWriteBytes(_bytes.GetSpan(16), bigEndian: true, out var written);
        _bytes.Advance(written);
        return this;
    }

    /// <summary>A length of four bytes, then the bytes.</summary>
    public Fields Prefixed(ReadOnlySpan<byte> value)
    {
        U32((uint)value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <summary>An id with its length in front.</summary>
    public Fields PrefixedId(Guid value) => U32(16).Id(value);
}
