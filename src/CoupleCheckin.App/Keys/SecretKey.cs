using System.Security.Cryptography;

namespace CoupleCheckin.App.Keys;

/// <summary>
/// A 256-bit secret (security.md 2.3). It lies in a pinned buffer, so that the garbage collector leaves no copies behind, and
/// is zeroed on <see cref="Dispose"/>. A disposed key refuses to be used: nothing is ever sealed under zeros.
/// </summary>
internal sealed class SecretKey : IDisposable
{
    /// <summary>The length of a key, in bytes.</summary>
    public const int Size = 32;

    private readonly byte[] _bytes = GC.AllocateArray<byte>(Size, pinned: true);
    private bool _gone;

    private SecretKey()
    {
    }

    /// <summary>The 32 bytes, in place and not a copy.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_gone, this);
            return _bytes;
        }
    }

    /// <summary>A new random key.</summary>
    public static SecretKey Random()
    {
        var key = new SecretKey();
        RandomNumberGenerator.Fill(key._bytes);
        return key;
    }

    /// <summary>A key with these bytes. The caller's buffer stays the caller's to clear.</summary>
    /// <exception cref="ArgumentException">They are not 32 bytes.</exception>
    public static SecretKey From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"A key is {Size} bytes.", nameof(bytes));
        var key = new SecretKey();
        bytes.CopyTo(key._bytes);
        return key;
    }

    /// <summary>A copy that lives and is disposed on its own.</summary>
    public SecretKey Copy() => From(Bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone = true;
        CryptographicOperations.ZeroMemory(_bytes);
    }

    /// <summary>Never the bytes.</summary>
    public override string ToString() => "[key]";
}
