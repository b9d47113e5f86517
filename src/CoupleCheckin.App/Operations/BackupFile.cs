using System.Buffers.Binary;
using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoupleCheckin.App.Keys;

namespace CoupleCheckin.App.Operations;

/// <summary>
/// The form of a backup: a tar file whose first entry is <c>manifest.json</c>, and after its end <c>CCSUM001</c> and the SHA-256 of
/// all before it. With a passphrase the tar is sealed in pieces of one megabyte between
/// <c>CCBACKUP | version u8 | salt 16 | memory u32 | passes u32</c> and that end; each piece is
/// <c>last u8 | length u32 | nonce 12 | ciphertext | tag 16</c>, bound to the header, its number, its length and whether it is the last.
/// </summary>
internal static class BackupFile
{
    private const string ManifestName = "manifest.json";
    private const int PieceSize = 1024 * 1024;
    private const int HeaderSize = 8 + 1 + KeySlot.SaltSize + 4 + 4;
    private const byte SealedVersion = 1;
    private const int MostMemoryKiB = 1_048_576;
    private const int MostPasses = 100;
    private static readonly byte[] SealedMagic = "CCBACKUP"u8.ToArray();
    private static readonly byte[] EndMagic = "CCSUM001"u8.ToArray();
    private static readonly int EndSize = EndMagic.Length + SHA256.HashSizeInBytes;

    /// <summary>Writes a backup beside where it is to lie, and gives it its name only when it is whole and on disk.</summary>
    public static async Task WriteAsync(string target, string? passphrase, BackupManifest manifest, IReadOnlyList<(string Name, string Path)> files, Action<string> say, CancellationToken cancellationToken)
    {
        var part = target + ".part";
        try
        {
            await using (var file = new FileStream(part, Private(FileMode.Create)))
            {
                var summing = new Summing(file);
                await using (var inner = passphrase is null ? (Stream)new Shield(summing) : await Sealing.BeginAsync(summing, passphrase))
                await using (var tar = new TarWriter(inner, TarEntryFormat.Pax, leaveOpen: true))
                {
                    await AddAsync(tar, ManifestName, new MemoryStream(manifest.Write()), manifest.MadeAt, cancellationToken);
                    foreach (var (name, path) in files)
                    {
                        await using var source = new Told(File.OpenRead(path), $"Writing {name}", say);
                        await AddAsync(tar, name, source, manifest.MadeAt, cancellationToken);
                    }
                }

                var sum = summing.Sum();
                await file.WriteAsync(EndMagic, cancellationToken);
                await file.WriteAsync(sum, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, target, overwrite: false);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <summary>Looks whether a backup is whole before anything in it is believed, and hands out what is in it.</summary>
    /// <param name="path">The backup.</param>
    /// <param name="passphrase">Asked for when it is sealed.</param>
    /// <param name="into">A folder for its files; null to check them only.</param>
    /// <param name="say">Hears how far it is.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="OperationRefusedException">It is cut short, altered, foreign or newer, or the passphrase does not fit.</exception>
    public static async Task<(BackupManifest Manifest, bool IsSealed)> ReadAsync(string path, Func<string?> passphrase, string? into, Action<string> say, CancellationToken cancellationToken)
    {
        await using var file = Open(path);
        var isSealed = LooksLikeOurs(file, path);
        await CheckSumAsync(file, path, say, cancellationToken);
        file.Position = 0;
        var body = new Part(file, file.Length - EndSize);
        try
        {
            await using var inner = isSealed ? await Opening.BeginAsync(body, passphrase, path) : (Stream)body;
            return (await ReadTarAsync(inner, path, into, say, cancellationToken), isSealed);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw Bad($"The backup {path} is damaged inside: {broken.Message} Take another one.", broken);
        }
    }

    private static async Task<BackupManifest> ReadTarAsync(Stream inner, string path, string? into, Action<string> say, CancellationToken cancellationToken)
    {
        await using var tar = new TarReader(inner, leaveOpen: true);
        if (await tar.GetNextEntryAsync(cancellationToken: cancellationToken) is not { Name: ManifestName, DataStream: { } first } || BackupManifest.Read(first) is not { Kind: BackupManifest.OurKind } manifest)
            throw Bad($"{path} is not a backup of this program.");
        if (manifest.Format > BackupManifest.NewestFormat)
            throw Bad($"The backup {path} was made by a newer version of this program ({manifest.App}). Use that version to read it.");
        var expected = manifest.Files.ToDictionary(one => one.Name, StringComparer.Ordinal);
        while (await tar.GetNextEntryAsync(cancellationToken: cancellationToken) is { } entry)
        {
            // Only names that the manifest lists and that are plain are ever written.
            if (!expected.Remove(entry.Name, out var one) || Path.GetFileName(entry.Name) != entry.Name || entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                throw Bad($"The backup {path} holds something that its manifest does not list: {entry.Name}. It was altered.");
            await using var source = new Told(entry.DataStream ?? Stream.Null, $"Reading {entry.Name}", say, one.Bytes);
            await using var target = into is null ? Stream.Null : new FileStream(Path.Combine(into, entry.Name), Private(FileMode.CreateNew));
            var sum = await CopyAsync(source, target, cancellationToken);
            if (target is FileStream written)
                written.Flush(flushToDisk: true);
            if (!Convert.ToHexStringLower(sum).Equals(one.Sha256, StringComparison.Ordinal))
                throw Bad($"The backup {path} was altered: {entry.Name} is not what the manifest says. Take another one.");
        }

        return expected.Count == 0 ? manifest : throw Bad($"The backup {path} is not whole: {string.Join(", ", expected.Keys)} is missing. Take another one.");
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Bad($"There is no backup {path}.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Bad($"The backup {path} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Whether it is sealed; by its first bytes.</summary>
    private static bool LooksLikeOurs(FileStream file, string path)
    {
        var start = new byte[ManifestName.Length];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read == 0)
            throw Bad($"The backup {path} is empty. Take another one.");
        if (start.AsSpan(0, SealedMagic.Length).SequenceEqual(SealedMagic))
        {
            if (start[SealedMagic.Length] > SealedVersion)
                throw Bad($"The backup {path} was made by a newer version of this program. Use that version to read it.");
            return true;
        }

        // The name of the first entry stands at the beginning of a tar file; in the form with long names a header of its own comes first.
        return !Encoding.ASCII.GetString(start).Equals(ManifestName, StringComparison.Ordinal) && !IsTar(file) ? throw Bad($"{path} is not a backup of this program.") : false;
    }

    private static bool IsTar(FileStream file)
    {
        var mark = new byte[5];
        if (file.Length < 512)
            return false;
        file.Position = 257;
        file.ReadExactly(mark);
        return mark.AsSpan().SequenceEqual("ustar"u8);
    }

    private static async Task CheckSumAsync(FileStream file, string path, Action<string> say, CancellationToken cancellationToken)
    {
        var cut = $"The backup {path} is cut short: its end is missing. Take another one, or copy it again from where it was made.";
        if (file.Length < EndSize)
            throw Bad(cut);
        file.Position = file.Length - EndSize;
        var end = new byte[EndSize];
        await file.ReadExactlyAsync(end, cancellationToken);
        if (!end.AsSpan(0, EndMagic.Length).SequenceEqual(EndMagic))
            throw Bad(cut);
        file.Position = 0;
        await using var told = new Told(new Part(file, file.Length - EndSize), "Checking", say, file.Length - EndSize);
        if (!(await CopyAsync(told, Stream.Null, cancellationToken)).AsSpan().SequenceEqual(end.AsSpan(EndMagic.Length)))
            throw Bad($"The backup {path} was altered or damaged: its sum does not fit. Take another one.");
    }

    private static async Task AddAsync(TarWriter tar, string name, Stream data, DateTimeOffset at, CancellationToken cancellationToken) =>
        await tar.WriteEntryAsync(
            new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data, ModificationTime = at, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite }, cancellationToken);

    private static async Task<byte[]> CopyAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[PieceSize];
        for (int read; (read = await source.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>What the manifest says of a file.</summary>
    public static async Task<BackedUpFile> DescribeAsync(string name, string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return new(name, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)));
    }

    private static OperationRefusedException Bad(string message, Exception? inner = null) => new(Refusal.Backup, message, inner);

    private static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 128 * 1024 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
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

    /// <summary>A stream that is only written, passed on to another.</summary>
    private abstract class WriteOnly : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public abstract override void Write(ReadOnlySpan<byte> buffer);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Write(buffer.AsSpan(offset, count));
            return Task.CompletedTask;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }

    /// <summary>Sums what passes. Whoever writes into it does not close what is below.</summary>
    private sealed class Summing(Stream below) : WriteOnly
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public byte[] Sum() => hash.GetHashAndReset();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash.AppendData(buffer);
            below.Write(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            hash.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Shield(Stream below) : WriteOnly
    {
        public override void Write(ReadOnlySpan<byte> buffer) => below.Write(buffer);
    }

    /// <summary>Seals in pieces.</summary>
    private sealed class Sealing(Stream below, byte[] header, SecretKey key) : WriteOnly
    {
        private readonly byte[] piece = new byte[PieceSize];
        private int filled;
        private long number;

        public static async Task<Sealing> BeginAsync(Stream below, string passphrase)
        {
            var header = new byte[HeaderSize];
            SealedMagic.CopyTo(header, 0);
            header[8] = SealedVersion;
            var salt = RandomNumberGenerator.GetBytes(KeySlot.SaltSize);
            salt.CopyTo(header, 9);
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(9 + KeySlot.SaltSize), KeySlot.Argon2MemoryKiB);
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(13 + KeySlot.SaltSize), KeySlot.Argon2Passes);
            await below.WriteAsync(header);
            return new(below, header, await KeyAsync(passphrase, salt, KeySlot.Argon2MemoryKiB, KeySlot.Argon2Passes));
        }

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

    /// <summary>A stream that is only read.</summary>
    private abstract class ReadOnly : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public abstract override int Read(Span<byte> buffer);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(Read(buffer.Span));
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>The first so many bytes of another.</summary>
    private sealed class Part(Stream below, long left) : ReadOnly
    {
        private long left = left;

        public override int Read(Span<byte> buffer)
        {
            var read = below.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
            left -= read;
            return read;
        }
    }

    /// <summary>Opens piece by piece; nothing of a piece is handed out before it is known to be whole.</summary>
    private sealed class Opening(Stream below, byte[] header, SecretKey key, string path) : ReadOnly
    {
        private byte[] piece = [];
        private int at;
        private long number;
        private bool ended;

        public static async Task<Opening> BeginAsync(Stream below, Func<string?> passphrase, string path)
        {
            var header = new byte[HeaderSize];
            await below.ReadExactlyAsync(header);
            var memory = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(9 + KeySlot.SaltSize));
            var passes = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(13 + KeySlot.SaltSize));
            if (memory is < KeySlot.Argon2MemoryKiB or > MostMemoryKiB || passes is < KeySlot.Argon2Passes or > MostPasses)
                throw Bad($"The backup {path} was altered: its cost is not one that this program writes. Take another one.");
            var given = passphrase() is { Length: > 0 } some ? some : throw new OperationRefusedException(Refusal.Passphrase, $"The backup {path} is sealed, and there is no passphrase. Say it with --passphrase-file, or type it when asked.");
            return new(below, header, await KeyAsync(given, header[9..(9 + KeySlot.SaltSize)], memory, passes), path);
        }

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

    /// <summary>Says how far it is, in tenths; short ones are not worth a word.</summary>
    private sealed class Told(Stream below, string what, Action<string> say, long? length = null) : Stream
    {
        private const long WorthSaying = 32 * 1024 * 1024;
        private readonly long length = length ?? below.Length;
        private long read;
        private long tenth;

        public override bool CanRead => true;

        public override bool CanSeek => below.CanSeek;

        public override bool CanWrite => false;

        public override long Length => below.Length;

        public override long Position { get => below.Position; set => below.Position = value; }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => Tell(below.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Tell(below.Read(buffer));

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Tell(await below.ReadAsync(buffer.AsMemory(offset, count), cancellationToken));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Tell(await below.ReadAsync(buffer, cancellationToken));

        public override long Seek(long offset, SeekOrigin origin) => below.Seek(offset, origin);

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            below.Dispose();
            base.Dispose(disposing);
        }

        private int Tell(int more)
        {
            read += more;
            if (length >= WorthSaying && read * 10 / length is var now && now > tenth)
            {
                tenth = now;
                say(string.Create(CultureInfo.InvariantCulture, $"{what}: {tenth * 10} %"));
            }

            return more;
        }
    }
}
