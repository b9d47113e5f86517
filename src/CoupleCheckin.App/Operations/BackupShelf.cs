using System.Globalization;

namespace CoupleCheckin.App.Operations;

/// <summary>A folder of backups that this program keeps in order: it names them, tests the newest every week, and lets old ones go.</summary>
public sealed class BackupShelf(Backups backups, string folder, string? passphrase, int keep, TimeProvider time)
{
    private const string Prefix = "couple-checkin-";
    private const string Suffix = ".backup";
    private const string Form = "yyyyMMdd-HHmmss";
    private static readonly TimeSpan BetweenTests = TimeSpan.FromDays(7);
    private DateTimeOffset? testedAt;

    /// <summary>A name for a backup made now; by it the age is known, whatever copies do to the times of files.</summary>
    public static string NameAt(DateTimeOffset at) => Prefix + at.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture) + Suffix;

    /// <summary>When the newest was made; null when there is none.</summary>
    public DateTimeOffset? NewestAt => All().Select(one => (DateTimeOffset?)one.At).FirstOrDefault();

    /// <summary>Makes one, checks it, and only then lets go of the oldest beyond those that are kept. Other files in the folder are left alone.</summary>
    /// <exception cref="OperationRefusedException">It could not be made. Nothing was let go.</exception>
    public async Task<BackupReport> MakeAsync(Action<string> say, CancellationToken cancellationToken = default)
    {
        var report = await backups.MakeAsync(Path.Combine(folder, NameAt(time.GetUtcNow())), passphrase, say, cancellationToken);
        foreach (var (path, _) in All().Skip(Math.Max(1, keep)).ToList())
            File.Delete(path);
        foreach (var half in HalfWritten())
            File.Delete(half);
        return report;
    }

    /// <summary>Once a week, reads the newest again as if it were needed.</summary>
    /// <returns>What was read; null when it is not time, or there is none.</returns>
    /// <exception cref="OperationRefusedException">It is not usable any more.</exception>
    public async Task<BackupReport?> TestWhenDueAsync(Action<string> say, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        if (testedAt is { } at && now - at < BetweenTests || All().FirstOrDefault() is not { Path: { } newest })
            return null;
        testedAt = now;
        return await backups.VerifyAsync(newest, () => passphrase, say, cancellationToken);
    }

    /// <summary>Newest first.</summary>
    private IEnumerable<(string Path, DateTimeOffset At)> All() => !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}")
        .Select(path => (Path: path, At: Read(Path.GetFileName(path))))
        .Where(one => one.At is not null).Select(one => (one.Path, one.At!.Value)).OrderByDescending(one => one.Value);

    /// <summary>
    /// What was being written when the program was killed. Another server may be writing one now, so only what is a day old is let go.
    /// </summary>
    private List<string> HalfWritten() =>
    [
        .. Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}.part").Where(path => Read(Path.GetFileNameWithoutExtension(path)) is { } at && time.GetUtcNow() - at > TimeSpan.FromDays(1)),
    ];

    private static DateTimeOffset? Read(string name) => DateTimeOffset.TryParseExact(
        name[Prefix.Length..^Suffix.Length], Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
