using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using AppEngine = CoupleCheckin.App.Storage.Engine;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private const UnixFileMode OnlyMe = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string home = Directory.CreateTempSubdirectory("couple-checkin-start-").FullName;

    private string Data => Path.Combine(home, "data");

    private string DbFile => Path.Combine(Data, "checkin.db");

    private string Copy => DbFile + ".before-migration";

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task A_fresh_start_makes_a_directory_that_only_its_user_can_enter_and_a_database_in_it()
    {
        using var database = Start();
        await database.PrepareAsync();
        await database.WarmAsync();

        Assert.True(await database.IsReadyAsync());
        Assert.True(File.Exists(DbFile));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(OnlyMe, File.GetUnixFileMode(Data));
    }

    [Fact]
    public async Task A_second_program_on_the_same_data_is_refused_in_one_sentence_and_leaves_the_first_alone()
    {
        using var first = Start();
        await first.PrepareAsync();

        var second = Start();
        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(() => second.PrepareAsync());
        second.Dispose();

        Assert.StartsWith($"Another program is using the data directory {Data}.", refusal.Message, StringComparison.Ordinal);
        Assert.True(await first.IsReadyAsync());
        await Assert.ThrowsAsync<DatabaseRefusedException>(() => Start().PrepareAsync());
    }

    [Fact]
    public async Task When_the_first_program_has_stopped_the_second_may_start()
    {
        var first = Start();
        await first.PrepareAsync();
        first.Dispose();

        using var second = Start();
        await second.PrepareAsync();

        Assert.True(await second.IsReadyAsync());
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_refused_in_one_sentence()
    {
        await File.WriteAllTextAsync(Data, "a file where the directory should be");

        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(() => Start().PrepareAsync());

        Assert.Contains(Data, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_left_by_a_start_that_was_killed_does_not_keep_the_next_start_waiting()
    {
        await StartAndStopAsync();
        await EditAsync("DELETE FROM \"__CoupleMigrations\"", "DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        await EditAsync(
            [.. (await TablesAsync()).Where(name => name is not "__CoupleMigrations" && !IsOfAccounts(name)).Select(name => $"DROP TABLE \"{name}\"")]);
        await EditAsync(
            "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)",
            "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2030-01-01 00:00:00+00:00')");

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var database = Start();
        await database.PrepareAsync(patience.Token);

        Assert.Contains("Seats", await TablesAsync());
        Assert.Equal("0", await AskAsync("SELECT count(*) FROM \"__EFMigrationsLock\""));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    public async Task A_damaged_file_is_refused_in_words_and_left_as_it_is(int at)
    {
        await StartAndStopAsync();
        var bytes = await File.ReadAllBytesAsync(DbFile);
        bytes.AsSpan(at, Math.Min(60_000, bytes.Length - at)).Fill(0x5A);
        await File.WriteAllBytesAsync(DbFile, bytes);

        var database = Start();
        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(() => database.PrepareAsync());
        database.Dispose();

        Assert.Contains(DbFile, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(DbFile));
    }

    [Theory]
    [InlineData("__AccountMigrations")]
    [InlineData("__CoupleMigrations")]
    public async Task A_database_of_a_newer_version_is_refused(string history)
    {
        await StartAndStopAsync();
        await EditAsync($"INSERT INTO \"{history}\" VALUES ('20990101000000_FromTheFuture', '99.0.0')");

        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(() => Start().PrepareAsync());

        Assert.Equal("The database was made by a newer version of this program. Start that version instead.", refusal.Message);
        Assert.False(File.Exists(Copy));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_newer_version_is_refused_on_every_database(Engine engine)
    {
        await using var fresh = await TestDatabase.NewAsync(engine);
        await fresh.RunAsync("INSERT INTO \"__CoupleMigrations\" VALUES ('20990101000000_FromTheFuture', '99.0.0')");
        using var database = new Database(fresh.Engine, new(Data, null, home));

        await Assert.ThrowsAsync<DatabaseRefusedException>(() => database.PrepareAsync());
    }

    [Fact]
    public async Task A_migration_that_fails_half_way_puts_everything_back_as_it_was()
    {
        await StartAndStopAsync();
        await EditAsync("INSERT INTO \"Couples\" VALUES ('0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0', NULL, 7)");

        // The tables of accounts are gone, so that they are made anew; then those of couples stand in the way.
        await EditAsync([.. (await TablesAsync()).Where(IsOfAccounts).Select(name => $"DROP TABLE \"{name}\""), "DELETE FROM \"__CoupleMigrations\""]);
        var before = await TablesAsync();

        var database = Start();
        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(() => database.PrepareAsync());
        database.Dispose();

        Assert.EndsWith("What was in it is as it was.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await TablesAsync());
        Assert.Equal("7", await AskAsync("SELECT \"Version\" FROM \"Couples\""));
        Assert.False(File.Exists(Copy));
    }

    [Fact]
    public async Task A_start_that_was_killed_while_migrating_is_begun_again_from_the_copy()
    {
        await StartAndStopAsync();
        await EditAsync("INSERT INTO \"Couples\" VALUES ('0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0', NULL, 7)");
        File.Copy(DbFile, Copy);
        await File.WriteAllTextAsync(DbFile, "half a migration");
        await File.WriteAllTextAsync(DbFile + "-wal", "and its log");

        using var database = Start();
        await database.PrepareAsync();

        Assert.Equal("7", await AskAsync("SELECT \"Version\" FROM \"Couples\""));
        Assert.False(File.Exists(Copy));
    }

    [Fact]
    public async Task A_copy_that_was_cut_short_is_not_in_the_way()
    {
        await StartAndStopAsync();
        await EditAsync([.. (await TablesAsync()).Where(IsOfAccounts).Select(name => $"DROP TABLE \"{name}\"")]);
        await File.WriteAllTextAsync(Copy + ".part", "the beginning of a copy");

        using var database = Start();
        await database.PrepareAsync();

        Assert.Contains("Sessions", await TablesAsync());
        Assert.False(File.Exists(Copy + ".part"));
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("secure_delete", "1")]
    [InlineData("foreign_keys", "1")]
    [InlineData("temp_store", "2")]
    [InlineData("trusted_schema", "0")]
    [InlineData("cell_size_check", "1")]
    [InlineData("busy_timeout", "5000")]
    [InlineData("journal_size_limit", "1048576")]
    public async Task Acknowledged_means_on_disk_and_deleted_means_gone_on_every_connection(string setting, string value)
    {
        using var database = Start();
        await database.PrepareAsync();
        var engine = AppEngine.Sqlite(DbFile);
        foreach (var db in new DbContext[] { engine.Couples(Viewer.Alone(default)), engine.Accounts() })
        {
            await using (db)
            {
                await db.Database.OpenConnectionAsync();
                Assert.Equal(value, await db.Database.GetDbConnection().AskAsync($"PRAGMA {setting}"));
            }
        }
    }

    [Fact]
    public async Task After_stopping_nothing_lingers_in_the_log()
    {
        var database = Start();
        await database.PrepareAsync();
        await EditAsync("INSERT INTO \"Couples\" VALUES ('0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0', NULL, 7)");
        await using (var db = AppEngine.Sqlite(DbFile).Couples(Viewer.Alone(default)))
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.GetDbConnection().RunAsync("UPDATE \"Couples\" SET \"Version\" = 8");
        }

        Assert.True(new FileInfo(DbFile + "-wal").Length > 0);
        database.Dispose();

        Assert.False(File.Exists(DbFile + "-wal") && new FileInfo(DbFile + "-wal").Length > 0);
        Assert.Equal("8", await AskAsync("SELECT \"Version\" FROM \"Couples\""));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task The_migrations_are_what_the_code_says(Engine engine)
    {
        await using var database = await TestDatabase.NewAsync(engine);
        foreach (var db in new DbContext[] { database.Engine.Couples(Viewer.Alone(default)), database.Engine.Accounts() })
        {
            await using (db)
            {
                Assert.False(db.Database.HasPendingModelChanges(), $"{db.GetType().Name}: add a migration.");
                Assert.Empty(await db.Database.GetPendingMigrationsAsync());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Every_database_is_made_ready_twice_without_a_change(Engine engine)
    {
        await using var fresh = await TestDatabase.NewAsync(engine);
        for (var start = 0; start < 2; start++)
        {
            using var database = new Database(fresh.Engine, new(Data, null, home));
            await database.PrepareAsync();
            Assert.True(await database.IsReadyAsync());
        }
    }

    private static bool IsOfAccounts(string name) =>
        name.StartsWith("AspNet", StringComparison.Ordinal) || name is "KeySlots" or "Sessions" or "Events" or "ReminderAddresses" or "SecondSteps" or "__AccountMigrations";

    private Database Start() => new(AppEngine.Sqlite(DbFile), new(Data, null, home));

    private async Task StartAndStopAsync()
    {
        using var database = Start();
        await database.PrepareAsync();
    }

    private async Task EditAsync(params string[] statements)
    {
        await using var raw = await ConnectAsync();
        await raw.RunAsync("PRAGMA foreign_keys = OFF");
        foreach (var statement in statements)
            await raw.RunAsync(statement);
    }

    private async Task<string> AskAsync(string question)
    {
        await using var raw = await ConnectAsync();
        return await raw.AskAsync(question);
    }

    private async Task<string[]> TablesAsync() =>
        (await AskAsync("SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name)")).Split(',');

    private async Task<SqliteConnection> ConnectAsync()
    {
        var raw = new SqliteConnection($"Data Source={DbFile};Pooling=False");
        await raw.OpenAsync();
        return raw;
    }

    [Theory]
    [InlineData("Host=somewhere", 30, GssEncryptionMode.Disable)]
    [InlineData("Host=somewhere;MaxPoolSize=7;GssEncryptionMode=Prefer", 7, GssEncryptionMode.Prefer)]
    public void A_server_leaves_connections_to_PostgreSQL_for_others_and_asks_for_no_Kerberos_unless_it_is_told_otherwise(string connection, int most, GssEncryptionMode kerberos)
    {
        foreach (var options in new[] { Options(connection), Options(null) with { PostgresConnection = connection } })
        {
            var settings = new NpgsqlConnectionStringBuilder(options.PostgresConnection);
            Assert.Equal((most, kerberos), (settings.MaxPoolSize, settings.GssEncryptionMode));
        }

        AppOptions Options(string? postgres) => new("somewhere", postgres, "nowhere");
    }
}
