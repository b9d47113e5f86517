using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.App.Operations;

/// <summary>
/// The form of a backup: a tar file whose first entry is <c>manifest.json</c>, and after its end <c>CCSUM001</c> and the SHA-256 of
/// all before it. With a passphrase the tar is sealed as <see cref="SealedPieces"/>.
/// </summary>
internal static class BackupFile
{
    private const string ManifestName = "manifest.json";
    private const int BufferSize = 1024 * 1024;
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
                await using (var inner = passphrase is null ? (Stream)new Shield(summing) : await SealedPieces.SealAsync(summing, passphrase))
                await using (var tar = new TarWriter(inner, TarEntryFormat.Pax, leaveOpen: true))
                {
                    await AddAsync(tar, ManifestName, new MemoryStream(manifest.Write()), manifest.MadeAt, cancellationToken);
                    foreach (var (name, path) in files)
                    {
                        await using var source = new ProgressStream(File.OpenRead(path), $"Writing {name}", say);
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
            await using var inner = isSealed ? await SealedPieces.OpenAsync(body, passphrase, path) : (Stream)body;
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
            await using var source = new ProgressStream(entry.DataStream ?? Stream.Null, $"Reading {entry.Name}", say, one.Bytes);
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
        if (Directory.Exists(path))
            throw Bad($"{path} is a folder. Name the backup in it that is meant.");
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
        if (SealedPieces.VersionIn(start) is { } version)
            return version <= SealedPieces.Version ? true : throw Bad($"The backup {path} was made by a newer version of this program. Use that version to read it.");

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
        await using var told = new ProgressStream(new Part(file, file.Length - EndSize), "Checking", say, file.Length - EndSize);
        if (!(await CopyAsync(told, Stream.Null, cancellationToken)).AsSpan().SequenceEqual(end.AsSpan(EndMagic.Length)))
            throw Bad($"The backup {path} was altered or damaged: its sum does not fit. Take another one.");
    }

    private static async Task AddAsync(TarWriter tar, string name, Stream data, DateTimeOffset at, CancellationToken cancellationToken) =>
        await tar.WriteEntryAsync(
            new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data, ModificationTime = at, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite }, cancellationToken);

    private static async Task<byte[]> CopyAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
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

    /// <summary>Sums what passes. Whoever writes into it does not close what is below.</summary>
    private sealed class Summing(Stream below) : WriteOnlyStream
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

    private sealed class Shield(Stream below) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => below.Write(buffer);
    }

    /// <summary>The first so many bytes of another.</summary>
    private sealed class Part(Stream below, long left) : ReadOnlyStream
    {
        private long left = left;

        public override int Read(Span<byte> buffer)
        {
            var read = below.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
            left -= read;
            return read;
        }
    }
}
