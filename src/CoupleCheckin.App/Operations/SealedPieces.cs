using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.App.Operations;

/// <summary>
/// Bytes sealed with a passphrase in pieces of one megabyte, after the header
/// <c>CCBACKUP | version u8 | salt 16 | memory u32 | passes u32</c>. Each piece is
/// <c>last u8 | length u32 | nonce 12 | ciphertext | tag 16</c>, bound to the header, its number, its length and whether it is the last.
/// </summary>
internal static class SealedPieces
{
    /// <summary>The form that is written; earlier ones are read.</summary>
    public const byte Version = 1;

    private const int PieceSize = 1024 * 1024;
    private const int HeaderSize = 8 + 1 + KeySlot.SaltSize + 4 + 4;
    private const int MostMemoryKiB = 1_048_576;
    private const int MostPasses = 100;
    private static readonly byte[] Magic = "CCBACKUP"u8.ToArray();

    /// <summary>In which form the bytes that begin like this are sealed; null where they are not.</summary>
    public static byte? VersionIn(ReadOnlySpan<byte> start) => start.Length > Magic.Length && start.StartsWith(Magic) ? start[Magic.Length] : null;

    /// <summary>Seals what is written into it. The last piece is written when it is closed; what is below stays open.</summary>
    public static async Task<Stream> SealAsync(Stream below, string passphrase)
    {
        var header = new byte[HeaderSize];
        Magic.CopyTo(header, 0);
        header[8] = Version;
        var salt = RandomNumberGenerator.GetBytes(KeySlot.SaltSize);
        salt.CopyTo(header, 9);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(9 + KeySlot.SaltSize), KeySlot.Argon2MemoryKiB);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(13 + KeySlot.SaltSize), KeySlot.Argon2Passes);
        await below.WriteAsync(header);
        return new Sealing(below, header, await KeyAsync(passphrase, salt, KeySlot.Argon2MemoryKiB, KeySlot.Argon2Passes));
    }

    /// <summary>Opens what was sealed.</summary>
    /// <param name="below">The sealed bytes, from the header on.</param>
    /// <param name="passphrase">Asked for it.</param>
    /// <param name="path">The file, as it is called in what is refused.</param>
    /// <exception cref="OperationRefusedException">The header was altered, or there is no passphrase; when reading, it does not fit.</exception>
    public static async Task<Stream> OpenAsync(Stream below, Func<string?> passphrase, string path)
    {
        var header = new byte[HeaderSize];
        await below.ReadExactlyAsync(header);
        var memory = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(9 + KeySlot.SaltSize));
        var passes = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(13 + KeySlot.SaltSize));
        if (memory is < KeySlot.Argon2MemoryKiB or > MostMemoryKiB || passes is < KeySlot.Argon2Passes or > MostPasses)
            throw new OperationRefusedException(Refusal.Backup, $"The backup {path} was altered: its cost is not one that this program writes. Take another one.");
        var given = passphrase() is { Length: > 0 } some ? some : throw new OperationRefusedException(Refusal.Passphrase, $"The backup {path} is sealed, and there is no passphrase. Say it with --passphrase-file, or type it when asked.");
        return new Opening(below, header, await KeyAsync(given, header[9..(9 + KeySlot.SaltSize)], memory, passes), path);
    }

    private static byte[] Bound(byte[] header, long number, bool last, int length)
    {
        var bound = new byte[header.Length + 13];
        header.CopyTo(bound, 0);
        BinaryPrimitives.WriteInt64BigEndian(bound.AsSpan(header.Length), number);
        bound[header.Length + 8] = last ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(bound.AsSpan(header.Length + 9), length);
        return bound;
    }

    private static async Task<SecretKey> KeyAsync(string passphrase, byte[] salt, int memoryKiB, int passes)
    {
        var bytes = Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormC));
        try
        {
            return await KeySlots.Argon2idAsync(bytes, salt, memoryKiB, passes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Seals in pieces.</summary>
    private sealed class Sealing(Stream below, byte[] header, SecretKey key) : WriteOnlyStream
    {
        private readonly byte[] piece = new byte[PieceSize];
        private int filled;
        private long number;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (buffer.Length > 0)
            {
                if (filled == PieceSize)
                    Put(last: false);
                var taken = Math.Min(buffer.Length, PieceSize - filled);
                buffer[..taken].CopyTo(piece.AsSpan(filled));
                filled += taken;
                buffer = buffer[taken..];
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                Put(last: true);
                CryptographicOperations.ZeroMemory(piece);
                key.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Put(bool last)
        {
            Span<byte> front = stackalloc byte[5];
            front[0] = last ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteInt32BigEndian(front[1..], filled);
            below.Write(front);
            var closed = new byte[filled + Gcm.Overhead];
            Gcm.Seal(key.Bytes, piece.AsSpan(0, filled), Bound(header, number++, last, filled), closed);
            below.Write(closed);
            filled = 0;
        }
    }

    /// <summary>Opens piece by piece; nothing of a piece is handed out before it is known to be whole.</summary>
    private sealed class Opening(Stream below, byte[] header, SecretKey key, string path) : ReadOnlyStream
    {
        private byte[] piece = [];
        private int at;
        private long number;
        private bool ended;

        public override int Read(Span<byte> buffer)
        {
            while (at == piece.Length && !ended)
                Take();
            var taken = Math.Min(buffer.Length, piece.Length - at);
            piece.AsSpan(at, taken).CopyTo(buffer);
            at += taken;
            return taken;
        }

        protected override void Dispose(bool disposing)
        {
            CryptographicOperations.ZeroMemory(piece);
            key.Dispose();
            base.Dispose(disposing);
        }

        private void Take()
        {
            Span<byte> front = stackalloc byte[5];
            below.ReadExactly(front);
            var length = BinaryPrimitives.ReadInt32BigEndian(front[1..]);
            if (length is < 0 or > PieceSize)
                throw new InvalidDataException("a piece has no length that could be.");
            var closed = new byte[length + Gcm.Overhead];
            below.ReadExactly(closed);
            CryptographicOperations.ZeroMemory(piece);
            piece = new byte[length];
            at = 0;
            ended = front[0] == 1;
            if (Gcm.TryOpen(key.Bytes, closed, Bound(header, number++, ended, length), piece))
                return;
            throw number == 1
                ? new OperationRefusedException(Refusal.Passphrase, $"The passphrase does not open the backup {path}.")
                : new InvalidDataException("a piece was altered.");
        }
    }
}
