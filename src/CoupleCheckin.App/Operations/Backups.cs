using System.Data.Common;
using System.Globalization;
using System.Reflection;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Catalogue;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Storage.Postgres;
using CoupleCheckin.Domain.Couples;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CoupleCheckin.App.Operations;

/// <summary>What is known of a backup that was looked at.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="App">The version of the program that made it.</param>
/// <param name="Engine"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="MadeAt">When.</param>
/// <param name="IsSealed">Whether it has a passphrase.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Rows">How many rows each table has.</param>
public sealed record BackupReport(string Path, string App, string Engine, DateTimeOffset MadeAt, bool IsSealed, long Bytes, IReadOnlyDictionary<string, long> Rows);

/// <summary>Makes, checks and puts back copies of everything (security.md 4.5).</summary>
public sealed class Backups
{
    private const string SqliteName = "checkin.db";
    private const string PostgresName = "checkin.pgdump";
    private const string NamesName = "behaviour-names.json";

    private readonly AppOptions options;
    private readonly Engine engine;
    private readonly TimeProvider time;

    /// <summary>On the data of these options.</summary>
    public Backups(AppOptions options, TimeProvider time) : this(options, AppServices.EngineOf(options), time)
    {
    }

    internal Backups(AppOptions options, Engine engine, TimeProvider time) => (this.options, this.engine, this.time) = (options, engine, time);

    /// <summary>The version of this program.</summary>
    public static string AppVersion { get; } =
        typeof(Backups).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private string EngineName => engine.SqliteFile is null ? "postgres" : "sqlite";

    /// <summary>Makes a backup, also while the server runs, and looks at it again before it says that it is there.</summary>
    /// <param name="target">The file to make; it must not be there yet.</param>
    /// <param name="passphrase">Seals it when given.</param>
    /// <param name="say">Hears how far it is.</param>
    /// <param name="cancellationToken">Stops; nothing stays behind.</param>
    /// <exception cref="OperationRefusedException">It cannot be made.</exception>
    public async Task<BackupReport> MakeAsync(string target, string? passphrase, Action<string> say, CancellationToken cancellationToken = default)
    {
        target = Path.GetFullPath(target);
        if (File.Exists(target))
            throw new OperationRefusedException(Refusal.Asked, $"{target} is there already. Choose another name; backups are never written over.");
        if (engine.SqliteFile is { } file && !File.Exists(file))
            throw new OperationRefusedException(Refusal.Asked, $"There is no database in {options.DataDirectory}. Say where it is with --data.");
        return await CarefullyAsync(async () =>
        {
            Storage.Database.MakePrivate(Path.GetDirectoryName(target)!);
            using var room = new WorkRoom(options.DataDirectory, "backup.part");
            var at = time.GetUtcNow();
            var (name, copy, schema, rows) = engine.SqliteFile is { } db ? await CopySqliteAsync(db, room, say, cancellationToken) : await CopyPostgresAsync(room, say, cancellationToken);
            List<(string Name, string Path)> files = [(name, copy)];
            if (Path.Combine(options.DataDirectory, NamesName) is var names && File.Exists(names))
            {
                // It may be written anew at any moment; what is described must be what is written.
                File.Copy(names, Path.Combine(room.Path, NamesName));
                files.Add((NamesName, Path.Combine(room.Path, NamesName)));
            }

            var described = new List<BackedUpFile>();
            foreach (var one in files)
                described.Add(await BackupFile.DescribeAsync(one.Name, one.Path, cancellationToken));
            var manifest = new BackupManifest { Kind = BackupManifest.OurKind, Format = BackupManifest.NewestFormat, App = AppVersion, Engine = EngineName, MadeAt = at, Schema = schema, Rows = rows, Files = described };
            await BackupFile.WriteAsync(target, passphrase, manifest, files, say, cancellationToken);
            var (again, isSealed) = await BackupFile.ReadAsync(target, () => passphrase, into: null, say, cancellationToken);
            return Report(target, again, isSealed);
        });
    }

    /// <summary>Reads a whole backup, checks every sum in it, and opens the database that it holds.</summary>
    /// <exception cref="OperationRefusedException">It is not usable; the message says why.</exception>
    public Task<BackupReport> VerifyAsync(string path, Func<string?> passphrase, Action<string> say, CancellationToken cancellationToken = default) => CarefullyAsync(async () =>
    {
        using var room = new WorkRoom(Directory.Exists(options.DataDirectory) ? options.DataDirectory : Path.GetTempPath(), "verify.part");
        var (manifest, isSealed) = await BackupFile.ReadAsync(Path.GetFullPath(path), passphrase, room.Path, say, cancellationToken);
        say("Opening the database in it");
        if (manifest.Engine == "sqlite")
        {
            RefuseNewer(path, manifest, Schema.Known(isSqlite: true));
            CheckSqlite(path, Path.Combine(room.Path, SqliteName), manifest);
        }
        else
        {
            RefuseNewer(path, manifest, Schema.Known(isSqlite: false));
            await new PostgresTools(options.PostgresConnection ?? "", options.PostgresPrograms).ListAsync(Path.Combine(room.Path, PostgresName), cancellationToken);
        }

        return Report(path, manifest, isSealed);
    });

    /// <summary>
    /// Puts a backup in the place of what is there. What was there stays beside it. All sessions and open invitations of the backup end,
    /// and every account's own log says on which day this was done.
    /// </summary>
    /// <param name="path">The backup.</param>
    /// <param name="passphrase">Asked for when it is sealed.</param>
    /// <param name="replace">Whether data that are there may be replaced.</param>
    /// <param name="say">Hears how far it is.</param>
    /// <param name="cancellationToken">Stops; what was there stays.</param>
    /// <exception cref="OperationRefusedException">It cannot be done; nothing was changed.</exception>
    public Task<BackupReport> RestoreAsync(string path, Func<string?> passphrase, bool replace, Action<string> say, CancellationToken cancellationToken = default) => CarefullyAsync(async () =>
    {
        using var inUse = InstanceLock.Take(options.DataDirectory);
        using var room = new WorkRoom(options.DataDirectory, "restore.part");
        var (manifest, isSealed) = await BackupFile.ReadAsync(Path.GetFullPath(path), passphrase, room.Path, say, cancellationToken);
        if (manifest.Engine != EngineName)
        {
            throw new OperationRefusedException(Refusal.Backup, manifest.Engine == "sqlite"
                ? $"The backup {path} is of a SQLite file, and this server is set to PostgreSQL. Take ConnectionStrings__Postgres away to restore it."
                : $"The backup {path} is of PostgreSQL, and this server is set to SQLite. Set ConnectionStrings__Postgres to restore it.");
        }

        RefuseNewer(path, manifest, Schema.Known(engine.SqliteFile is not null));
        if (engine.SqliteFile is { } file)
            await RestoreSqliteAsync(path, file, room, manifest, replace, say, cancellationToken);
        else
            await RestorePostgresAsync(path, room, manifest, replace, say, cancellationToken);
        return Report(path, manifest, isSealed);
    });

    private static BackupReport Report(string path, BackupManifest manifest, bool isSealed) =>
        new(Path.GetFullPath(path), manifest.App, manifest.Engine, manifest.MadeAt, isSealed, new FileInfo(path).Length, manifest.Rows);

    /// <summary>What can go wrong with disks and databases, in one sentence.</summary>
    private static async Task<T> CarefullyAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (DatabaseRefusedException refused)
        {
            throw new OperationRefusedException(refused.IsInUse ? Refusal.InUse : Refusal.Machine, refused.Message, refused);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException or DbUpdateException)
        {
            throw new OperationRefusedException(Refusal.Machine, $"It was not done: {Troubles.InWords(failure)}", failure);
        }
    }

    private static void RefuseNewer(string path, BackupManifest manifest, HashSet<string> known)
    {
        if (!known.IsSupersetOf(manifest.Schema))
            throw new OperationRefusedException(Refusal.Backup, $"The backup {path} was made by a newer version of this program ({manifest.App}). Use that version to restore it.");
    }

    private static void CheckSqlite(string path, string file, BackupManifest manifest)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        connection.Open();
        if (connection.Ask("PRAGMA integrity_check;") != "ok")
            throw new OperationRefusedException(Refusal.Backup, $"The database in the backup {path} is damaged. Take another one.");
        if (!Count(connection, Tables(connection)).ToHashSet().SetEquals(manifest.Rows))
            throw new OperationRefusedException(Refusal.Backup, $"The database in the backup {path} has not the rows that its manifest says. Take another one.");
    }

    private static async Task<(string Name, string Path, IReadOnlyList<string> Schema, SortedDictionary<string, long> Rows)> CopySqliteAsync(string file, WorkRoom room, Action<string> say, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(room.Path, SqliteName);
        room.NeedRoomFor(2 * new FileInfo(file).Length);
        say("Copying the database");

        // Not SQLite's backup interface: that copies what was deleted and not yet overwritten too.
        await Task.Run(() =>
        {
            using var live = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 60 }.ToString());
            live.Open();
            using var command = live.CreateCommand();
            command.CommandText = "VACUUM INTO $copy;";
            command.Parameters.AddWithValue("$copy", copy);
            command.ExecuteNonQuery();
        }, cancellationToken);
        say("Checking the copy");
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        connection.Open();
        if (connection.Ask("PRAGMA integrity_check;") != "ok")
            throw new OperationRefusedException(Refusal.Machine, $"The database {file} is damaged, so no backup was made of it. Keep your last good backup, and look at the disk.");
        return (SqliteName, copy, [.. Schema.Of(connection).Order(StringComparer.Ordinal)], Count(connection, Tables(connection)));
    }

    private async Task<(string Name, string Path, IReadOnlyList<string> Schema, SortedDictionary<string, long> Rows)> CopyPostgresAsync(WorkRoom room, Action<string> say, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(room.Path, PostgresName);
        await using var connection = new NpgsqlConnection(options.PostgresConnection);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var snapshot = connection.Ask("SELECT pg_export_snapshot();")!;
        var rows = Count(connection, Tables(connection));
        say("Copying the database");
        await new PostgresTools(options.PostgresConnection!, options.PostgresPrograms).DumpAsync(copy, snapshot, cancellationToken);
        return (PostgresName, copy, [.. Schema.Of(connection).Order(StringComparer.Ordinal)], rows);
    }

    private async Task RestoreSqliteAsync(string path, string file, WorkRoom room, BackupManifest manifest, bool replace, Action<string> say, CancellationToken cancellationToken)
    {
        if ((File.Exists(file) || File.Exists(Database.CopyOf(file))) && !replace)
            throw new OperationRefusedException(Refusal.Asked, $"There is a database in {options.DataDirectory} already. Say --replace to put the backup in its place; what is there is kept beside it.");
        var fresh = Path.Combine(room.Path, SqliteName);
        say("Checking the database in it");
        CheckSqlite(path, fresh, manifest);
        var prepared = Engine.Sqlite(fresh);
        await Database.MigrateAsync(prepared, cancellationToken);
        await BeginAnewAsync(prepared, cancellationToken);
        SqliteConnection.ClearAllPools();
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = fresh, Pooling = false }.ToString()))
        {
            connection.Open();
            connection.Ask("PRAGMA wal_checkpoint(TRUNCATE);");
        }

        say("Keeping what is there");
        Keep(file, $"{file}.before-restore-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}", room);
        say("Putting it in place");
        PutNames(room);

        // Until here the old database is there, and from here the new one, whole, whenever this ends.
        File.Move(fresh, file, overwrite: true);
    }

    /// <summary>Keeps what was there: folded into one file when it is whole, and with its log beside it when it is not.</summary>
    private static void Keep(string file, string kept, WorkRoom room)
    {
        // A change that was cut short is undone first, as a start does.
        if (File.Exists(Database.CopyOf(file)))
            Database.PutBack(file);
        if (File.Exists(file))
            Fold(file);
        Copy(file + "-wal", kept + "-wal");
        Copy(file, kept);

        // A log of the old database would be read into the new one.
        File.Delete(file + "-wal");
        File.Delete(file + "-shm");

        void Copy(string from, string to)
        {
            if (!File.Exists(from))
                return;
            var copy = Path.Combine(room.Path, "kept");
            File.Copy(from, copy);
            File.Move(copy, to);
        }
    }

    private static void Fold(string file)
    {
        try
        {
            using var old = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
            old.Open();
            if (old.Ask("PRAGMA wal_checkpoint(TRUNCATE);") == "1")
                throw new OperationRefusedException(Refusal.InUse, $"Another program is reading {file}. Stop it, and start again.");
        }
        catch (SqliteException)
        {
            // It is damaged, which may be why somebody restores.
        }
    }

    /// <summary>The names of behaviours lie beside the database and are there before it; none that is known here is lost.</summary>
    private void PutNames(WorkRoom room)
    {
        var (names, here) = (Path.Combine(room.Path, NamesName), Path.Combine(options.DataDirectory, NamesName));
        if (!File.Exists(names))
            return;
        LastKnownNames.Complete(names, here);
        File.Move(names, here, overwrite: true);
    }

    private async Task RestorePostgresAsync(string path, WorkRoom room, BackupManifest manifest, bool replace, Action<string> say, CancellationToken cancellationToken)
    {
        await using (var connection = new NpgsqlConnection(options.PostgresConnection))
        {
            await connection.OpenAsync(cancellationToken);
            if (connection.Ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';") != "0")
                throw new OperationRefusedException(Refusal.InUse, "Other programs are connected to this PostgreSQL database. Stop every server on it first.");
            if (Tables(connection).Count > 0 && !replace)
                throw new OperationRefusedException(Refusal.Asked, "There are data in this PostgreSQL database already. Make a backup of them, and say --replace to put this one in their place.");
            NpgsqlConnection.ClearPool(connection);
        }

        say("Putting it in place");
        PutNames(room);
        try
        {
            await new PostgresTools(options.PostgresConnection!, options.PostgresPrograms).RestoreAsync(Path.Combine(room.Path, PostgresName), manifest.Rows, NobodyGetsIn(engine, manifest.Rows), cancellationToken);
        }
        catch (OperationRefusedException refused) when (refused.Message.Contains("has not the rows", StringComparison.Ordinal))
        {
            throw new OperationRefusedException(Refusal.Backup, $"The database in the backup {path} has not the rows that its manifest says. Nothing was changed. Take another one.", refused);
        }

        say("Bringing it up to date");
        await Database.MigrateAsync(engine, cancellationToken);
        await BeginAnewAsync(engine, cancellationToken);
    }

    /// <summary>Nobody is signed in by a session of that day, and no link of that day lets anybody in.</summary>
    /// <param name="restored">Where.</param>
    /// <param name="rows">The tables that are there.</param>
    private IEnumerable<string> NobodyGetsIn(Engine restored, IReadOnlyDictionary<string, long> rows)
    {
        var (schema, empty) = restored.SqliteFile is null ? ("public.", "'\\x'") : ("", "x''");
        foreach (var table in (string[])["\"Sessions\"", ServerTables.Signals, ServerTables.CookieKeys, ServerTables.Tries])
        {
            if (rows.ContainsKey(table.Trim('"')))
                yield return $"DELETE FROM {schema}{table};";
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"UPDATE {schema}\"Invitations\" SET \"Standing\" = FALSE, \"Wrapped\" = {empty}, \"RevokedAt\" = {time.GetUtcNow().UtcTicks}, \"Version\" = \"Version\" + 1 WHERE \"Standing\";");
    }

    /// <summary>Nobody gets in by anything of that day, and everybody can see that it was done.</summary>
    private async Task BeginAnewAsync(Engine restored, CancellationToken cancellationToken)
    {
        if (options.PostgresConnection is { } shared && restored.SqliteFile is null)
            await ServerTables.MakeAsync(shared, cancellationToken);
        await using var db = restored.Accounts();
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = db.Database.GetDbConnection();
        foreach (var statement in NobodyGetsIn(restored, Count(connection, Tables(connection))))
            connection.Ask(statement);
        foreach (var person in await db.Users.Select(account => account.Id).ToListAsync(cancellationToken))
            db.Events.Add(AccountEvent.Of(new PersonId(person), AccountEventKind.DataRestored, time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static List<string> Tables(DbConnection connection) => connection.List(connection is SqliteConnection
        ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '__EFMigrationsLock' ORDER BY name;"
        : "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE';");

    private static SortedDictionary<string, long> Count(DbConnection connection, IEnumerable<string> tables) => new(
        tables.ToDictionary(table => table, table => long.Parse(connection.Ask($"SELECT count(*) FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\";")!, CultureInfo.InvariantCulture), StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>A folder beside the data, for this user only and gone afterwards: what lies in it is as private as the database.</summary>
    private sealed class WorkRoom : IDisposable
    {
        public WorkRoom(string beside, string name)
        {
            Path = System.IO.Path.Combine(beside, name);
            Dispose();
            Storage.Database.MakePrivate(Path);
        }

        public string Path { get; }

        public void NeedRoomFor(long bytes)
        {
            if (new DriveInfo(System.IO.Path.GetFullPath(Path)).AvailableFreeSpace < bytes)
                throw new OperationRefusedException(Refusal.Machine, $"There is too little room for a copy: free {bytes / 1_048_576 + 1} MB in {System.IO.Path.GetDirectoryName(Path)}.");
        }

        public void Dispose()
        {
            SqliteConnection.ClearAllPools();
            if (Directory.Exists(Path))
                Directory.Delete(Path, recursive: true);
        }
    }
}
