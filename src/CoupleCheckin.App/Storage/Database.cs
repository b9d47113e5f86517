using CoupleCheckin.App.Operations;
using CoupleCheckin.App.Storage.Postgres;
using CoupleCheckin.Domain.Couples;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage;

/// <summary>The database cannot be used; the message says in one sentence why and what to do.</summary>
public sealed class DatabaseRefusedException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Another program is using it.</summary>
    public bool IsInUse { get; init; }
}

/// <summary>
/// Gets the database ready at start (security.md 4.2): one program at a time, whole before it is touched, copied before it is
/// changed, and put back when the change fails.
/// </summary>
public sealed class Database : IDisposable
{
    private readonly Engine engine;
    private readonly AppOptions options;
    private FileStream? instanceLock;

    internal Database(Engine engine, AppOptions options) => (this.engine, this.options) = (engine, options);

    /// <summary>The database that these options name, for a command.</summary>
    public static Database Open(AppOptions options) => new(AppServices.EngineOf(options), options);

    /// <summary>Makes the data directory, takes the lock, checks and migrates.</summary>
    /// <exception cref="DatabaseRefusedException">The database cannot be used.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        instanceLock = InstanceLock.Take(options.DataDirectory);
        if (engine.SqliteFile is { } file)
            await PrepareSqliteAsync(file, cancellationToken);
        else
            await MigratePostgresAsync(cancellationToken);
    }

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken = default)
    {
        await using var db = engine.Couples(Viewer.Alone(default));
        return await db.Database.CanConnectAsync(cancellationToken);
    }

    /// <summary>
    /// Builds the models and the first queries before anybody waits for them.
    /// </summary>
    public async Task WarmAsync(CancellationToken cancellationToken = default)
    {
        await using var couples = engine.Couples(Viewer.Alone(default));
        await couples.Seats.AnyAsync(cancellationToken);
        await couples.Rounds.AnyAsync(cancellationToken);
        await using var accounts = engine.Accounts();
        await accounts.Sessions.AnyAsync(cancellationToken);
        await accounts.Users.AnyAsync(cancellationToken);
    }

    /// <summary>Folds the log into the file; done every hour, so that what was deleted does not linger in the log.</summary>
    public void Tidy()
    {
        if (engine.SqliteFile is { } file)
            FoldLog(file);
    }

    /// <summary>Folds the log into the file, so that what was deleted does not linger in it, and gives the lock back.</summary>
    public void Dispose()
    {
        // Without the lock the file is another program's.
        if (instanceLock is null)
            return;
        if (engine.SqliteFile is { } file && File.Exists(file))
        {
            SqliteConnection.ClearAllPools();
            FoldLog(file);
        }

        instanceLock.Dispose();
        instanceLock = null;
    }

    private static void FoldLog(string file)
    {
        try
        {
            using var connection = OpenDirectly(file);
            Run(connection, "PRAGMA wal_checkpoint(TRUNCATE);");
        }
        catch (SqliteException)
        {
            // A damaged, full or busy database: the log stays where it is until the next time.
        }
    }

    /// <summary>Makes a folder that only the user of this program can look into. One that is there keeps the rights that it has.</summary>
    public static void MakePrivate(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void KeepPrivate(string file)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task PrepareSqliteAsync(string file, CancellationToken cancellationToken)
    {
        var copy = CopyOf(file);
        if (File.Exists(copy))
            PutBack(file);
        var exists = File.Exists(file);
        try
        {
            HashSet<string> applied;
            using (var connection = OpenDirectly(file))
            {
                KeepPrivate(file);
                Run(connection, "PRAGMA journal_mode = WAL;");
                if (exists && Read(connection, "PRAGMA quick_check;") is not "ok")
                    throw new DatabaseRefusedException($"The database {file} is damaged. Put a backup in its place and start again.");
                if (Read(connection, "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsLock';") is "1")
                    Run(connection, "DELETE FROM \"__EFMigrationsLock\";");
                applied = Schema.Of(connection);
            }

            if (!HasPending(applied))
                return;
            RefuseWhenAskedNotTo();
            if (exists)
                CopyBefore(file, copy);
            await MigrateAsync(engine, cancellationToken);
            File.Delete(copy);
        }
        catch (Exception failure) when (failure is SqliteException or DbUpdateException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            SqliteConnection.ClearAllPools();
            if (File.Exists(copy))
                PutBack(file);
            throw new DatabaseRefusedException($"The database {file} could not be made ready: {Troubles.InWords(failure)} What was in it is as it was.", failure);
        }
    }

    private void RefuseWhenAskedNotTo()
    {
        if (!options.MigrateAtStart)
            throw new DatabaseRefusedException("The database is of an earlier version, and CoupleCheckin__MigrateAtStart is false. Make a backup, and run the command migrate once.");
    }

    private void CopyBefore(string file, string copy)
    {
        var needed = (long)(2.5 * new FileInfo(file).Length);
        if (new DriveInfo(Path.GetFullPath(options.DataDirectory)).AvailableFreeSpace < needed)
            throw new DatabaseRefusedException($"There is too little room to migrate the database safely: free {needed / 1_048_576 + 1} MB in {options.DataDirectory} and start again.");

        // A copy that was cut short is nothing to go back to, and would be in the way.
        File.Delete(copy + ".part");
        using var connection = OpenDirectly(file);
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy;";
        command.Parameters.AddWithValue("$copy", copy + ".part");
        command.ExecuteNonQuery();
        File.Move(copy + ".part", copy, overwrite: true);
    }

    /// <summary>Where the copy lies from which a change that was cut short is undone.</summary>
    internal static string CopyOf(string file) => file + ".before-migration";

    /// <summary>Undoes a change that was cut short.</summary>
    internal static void PutBack(string file)
    {
        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
        File.Move(CopyOf(file), file, overwrite: true);
    }

    private async Task MigratePostgresAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (HasPending(await Schema.OfPostgresAsync(engine.PostgresConnection!, cancellationToken)))
            {
                RefuseWhenAskedNotTo();
                await MigrateAsync(engine, cancellationToken);
            }

            if (options.PostgresConnection is { } connection)
                await ServerTables.MakeAsync(connection, cancellationToken);
        }
        catch (Exception failure) when (failure is Npgsql.NpgsqlException or DbUpdateException)
        {
            throw new DatabaseRefusedException($"PostgreSQL could not be made ready: {failure.Message.TrimEnd('.')}. Look at ConnectionStrings__Postgres, and whether the server runs.", failure);
        }
    }

    private bool HasPending(HashSet<string> applied)
    {
        var known = Schema.Known(engine.SqliteFile is not null);
        return applied.IsSubsetOf(known)
            ? !known.IsSubsetOf(applied)
            : throw new DatabaseRefusedException("The database was made by a newer version of this program. Start that version instead.");
    }

    /// <summary>Brings both halves of a database to what the code says.</summary>
    internal static async Task MigrateAsync(Engine engine, CancellationToken cancellationToken)
    {
        foreach (var db in Contexts(engine))
        {
            await using (db)
                await db.Database.MigrateAsync(cancellationToken);
        }
    }

    private static DbContext[] Contexts(Engine engine) => [engine.Accounts(), engine.Couples(Viewer.Alone(new PersonId(Guid.Empty)))];

    private static SqliteConnection OpenDirectly(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private static string? Read(SqliteConnection connection, string question)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
