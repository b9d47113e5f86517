using System.Globalization;
using System.Runtime.InteropServices;
using CoupleCheckin.App.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Operations;

/// <summary>How something stands.</summary>
public enum Standing
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works; something should be done soon.</summary>
    Look,

    /// <summary>It does not work, or will not be safe.</summary>
    Bad,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="What">What.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Says">What was found, and what to do.</param>
public sealed record Finding(string What, Standing Standing, string Says);

/// <summary>Looks at everything that a server at home trips over, changes nothing, and says what to do.</summary>
public sealed class Doctor(AppOptions options, TimeProvider time)
{
    private const long LittleRoom = 200 * 1024 * 1024;
    private static readonly DateTimeOffset Built = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Networked = ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "fuse", "fuse.sshfs", "9p", "afpfs", "webdav", "davfs"];

    /// <summary>Looks.</summary>
    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken = default)
    {
        var findings = new List<Finding> { Versions(), Clock(), Zones() };
        findings.AddRange(Directories());
        findings.Add(await DatabaseAsync(cancellationToken));
        findings.Add(Traces());
        return findings;
    }

    private static Finding Versions() => new("Version", Standing.Good, $"Couple Check-in {Backups.AppVersion} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}.");

    private Finding Clock() => time.GetUtcNow() is var now && now < Built
        ? new("Clock", Standing.Bad, string.Create(CultureInfo.InvariantCulture, $"The clock says {now:yyyy-MM-dd HH:mm} UTC, which is before this program was made. Set it, or let it be set from the network."))
        : new("Clock", Standing.Good, string.Create(CultureInfo.InvariantCulture, $"The clock says {now:yyyy-MM-dd HH:mm} UTC."));

    private static Finding Zones() => TimeZoneInfo.TryFindSystemTimeZoneById("Pacific/Chatham", out _)
        ? new("Time zones", Standing.Good, "The world's time zones are here.")
        : new("Time zones", Standing.Bad, "The world's time zones are not here, so days would begin at the wrong hour. Install the package tzdata.");

    private IEnumerable<Finding> Directories()
    {
        var directory = options.DataDirectory;
        if (!Directory.Exists(directory))
        {
            yield return new("Data directory", Standing.Look, $"{directory} is not there yet; the first start makes it.");
            yield break;
        }

        var probe = Path.Combine(directory, $".probe-{Guid.NewGuid():N}");
        Finding? refused = null;
        try
        {
            File.WriteAllText(probe, "probe");
            File.Delete(probe);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            refused = new("Data directory", Standing.Bad, $"{directory} cannot be written: {Troubles.InWords(failure)}");
        }

        if (refused is not null)
            yield return refused;
        else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(directory) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) is not UnixFileMode.None)
            yield return new("Data directory", Standing.Bad, $"Other users of this computer can look into {directory}. Run: chmod 700 '{directory}'");
        else
            yield return new("Data directory", Standing.Good, $"{directory} can be written, and by you only.");

        var drive = new DriveInfo(Path.GetFullPath(directory));
        if (Networked.Contains(drive.DriveFormat, StringComparer.OrdinalIgnoreCase))
            yield return new("Disk", Standing.Bad, $"{directory} lies on a network share ({drive.DriveFormat}). A database there gets damaged. Choose a directory on a disk of this computer.");
        var size = File.Exists(Path.Combine(directory, "checkin.db")) ? new FileInfo(Path.Combine(directory, "checkin.db")).Length : 0;
        var wanted = Math.Max(LittleRoom, (long)(2.5 * size));
        var free = drive.AvailableFreeSpace;
        yield return free < wanted
            ? new("Disk", free < LittleRoom / 10 ? Standing.Bad : Standing.Look, $"Only {free / 1_048_576} MB are free; updates and backups want {wanted / 1_048_576} MB. Free some.")
            : new("Disk", Standing.Good, $"{free / 1_048_576} MB are free.");
        yield return new("Server", Standing.Good, InstanceLock.IsHeld(directory) ? "A server is running on these data." : "No server is running on these data.");
    }

    private async Task<Finding> DatabaseAsync(CancellationToken cancellationToken)
    {
        const string What = "Database";
        var engine = AppServices.EngineOf(options);
        try
        {
            HashSet<string> applied;
            if (engine.SqliteFile is { } file)
            {
                if (!File.Exists(file))
                    return new(What, Standing.Look, $"{file} is not there yet; the first start makes it.");
                using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ToString());
                connection.Open();
                if (connection.Ask("PRAGMA quick_check;") is not "ok")
                    return new(What, Standing.Bad, $"{file} is damaged. Stop the server, and put the newest backup back with the command restore.");
                applied = Schema.Of(connection);
            }
            else
            {
                applied = await Schema.OfPostgresAsync(engine.PostgresConnection!, cancellationToken);
            }

            var known = Schema.Known(engine.SqliteFile is not null);
            var name = engine.SqliteFile is null ? "PostgreSQL answers" : "The SQLite file is whole";
            return !applied.IsSubsetOf(known) ? new(What, Standing.Bad, "The data were made by a newer version of this program. Start that version.")
                : !known.IsSubsetOf(applied) ? new(What, Standing.Look, $"{name}. It is of an earlier version; the next start brings it up to date. Make a backup first.")
                : new(What, Standing.Good, $"{name} and is up to date.");
        }
        catch (Exception failure) when (failure.IsDatabaseFailure())
        {
            return new(What, Standing.Bad, engine.SqliteFile is null
                ? $"PostgreSQL does not answer: {failure.Message} Look at ConnectionStrings__Postgres, and whether the server runs."
                : $"The database cannot be opened: {Troubles.InWords(failure)}");
        }
    }

    /// <summary>Where what is open in memory could get to.</summary>
    private static Finding Traces()
    {
        const string What = "Memory";
        var swap = File.Exists("/proc/swaps") && File.ReadLines("/proc/swaps").Skip(1).Any(line => !line.StartsWith("/dev/zram", StringComparison.Ordinal) && !line.StartsWith("/dev/dm-", StringComparison.Ordinal));
        var diagnostics = Environment.GetEnvironmentVariable("DOTNET_EnableDiagnostics") != "0";
        return (swap, diagnostics) switch
        {
            (false, false) => new(What, Standing.Good, "Nothing of what is open in memory is swapped to a disk, or handed to other programs of your user."),
            (true, _) => new(What, Standing.Look, "Memory may be swapped to a disk. Turn swap off or encrypt it" + (diagnostics ? ", and set DOTNET_EnableDiagnostics=0." : ".")),
            (false, true) => new(What, Standing.Look, "Other programs of your user can look into this one. Set DOTNET_EnableDiagnostics=0."),
        };
    }
}
