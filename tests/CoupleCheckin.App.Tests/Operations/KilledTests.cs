using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using CoupleCheckin.App.Operations;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;
using AppEngine = CoupleCheckin.App.Storage.Engine;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Operations;

/// <summary>security.md 5, check 38: killed while a new version changes the database, or while a backup is made or restored.</summary>
public sealed class KilledTests(ITestOutputHelper output) : IDisposable
{
    private const string Golden = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    private const string Old = "77";
    private const string HalfChanged = "78";
    private const string New = "79";

    private readonly string folder = Directory.CreateTempSubdirectory("couple-checkin-killed-").FullName;

    public static TheoryData<Engine> Here => Engines.Here;

    /// <summary>How often in each test of this suite; by hand it can be more.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("COUPLECHECKIN_TEST_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 6;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(EarlierSchemaTests.Kept), MemberType = typeof(EarlierSchemaTests))]
    public async Task From_every_earlier_version_a_start_that_was_killed_while_migrating_is_made_up_for_by_the_next(string name)
    {
        var before = Path.Combine(folder, "before");
        Database.MakePrivate(before);
        await BackupFile.ReadAsync(EarlierSchemaTests.PathOf(name), () => null, before, _ => { }, default);
        var options = await KillMigrationsAsync($"of {name}", () => CopyOf(before));

        await EarlierSchemaTests.OpensAsync(options);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task From_the_first_version_too_on_every_database(Engine engine)
    {
        var before = Path.Combine(folder, "before");
        Database.MakePrivate(before);
        var template = engine == Engine.Sqlite ? null : await (await PostgresServer.SharedAsync())!.TemplateAsync("first", connection => MakeFirstAsync(AppEngine.Postgres(connection)));
        if (engine == Engine.Sqlite)
            await MakeFirstAsync(AppEngine.Sqlite(Path.Combine(before, "checkin.db")));

        await KillMigrationsAsync($"of the first version on {engine}", async () =>
            template is null ? await CopyOf(before) : new(Fresh(), await (await PostgresServer.SharedAsync())!.NewDatabaseAsync(template), folder), Golden);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_backup_that_was_killed_is_no_backup_and_the_next_one_is(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var shelf = Path.Combine(folder, "shelf");
        Directory.CreateDirectory(shelf);
        string[] making = ["backup", home.Options.DataDirectory, home.Options.PostgresConnection ?? "", shelf];
        var moments = (await Children.RunAsync([.. making, "0"]))!.Value;
        var killed = 0;
        foreach (var at in Enumerable.Range(1, moments).OrderBy(_ => RandomNumberGenerator.GetInt32(int.MaxValue)).Take(Kills))
        {
            killed += await Children.RunAsync([.. making, at.ToString(CultureInfo.InvariantCulture)]) is null ? 1 : 0;
            foreach (var whole in Directory.GetFiles(shelf, "*.backup"))
                await new Backups(home.Options, home.Clock).VerifyAsync(whole, () => null, _ => { });
        }

        // The next one clears the room that the killed one worked in; a day later, what it began on the shelf goes too.
        var later = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(2));
        var made = await new BackupShelf(new(home.Options, later), shelf, null, keep: 1, later).MakeAsync(_ => { });
        Say(string.Create(CultureInfo.InvariantCulture, $"{killed} times kill -9 while making a backup on {engine}, at {moments} moments: 0 half-written ones counted"));
        Assert.Equal([made.Path], Directory.GetFiles(shelf));
        Assert.Empty(Directory.GetDirectories(home.Options.DataDirectory, "*.part"));
        Assert.True(killed > 0);
    }

    /// <summary>What is in the data directory before a backup is restored there.</summary>
    public enum Before
    {
        Nothing,
        ADatabaseWithALog,
        ADatabaseWhoseChangeWasCutShort,
    }

    [Theory]
    [InlineData(Before.Nothing)]
    [InlineData(Before.ADatabaseWithALog)]
    [InlineData(Before.ADatabaseWhoseChangeWasCutShort)]
    public async Task A_restore_that_was_killed_leaves_the_old_or_the_new_whole_and_the_next_one_completes(Before what)
    {
        var replace = what is not Before.Nothing;
        var backup = await BackupOfAnEarlierVersionAsync();
        var before = await BeforeAsync(what);
        var moments = (await Children.RunAsync("restore", (await CopyOf(before)).DataDirectory, backup, replace.ToString(), "0"))!.Value;
        Assert.True(moments > 50, $"It had only {moments} moments.");
        var (killed, old, fresh) = (0, 0, 0);

        // The last moments, when files change places, come as often as all those before them.
        var when = RandomNumberGenerator.GetItems<int>([.. Enumerable.Range(1, moments)], Kills / 2).Concat(RandomNumberGenerator.GetItems<int>([.. Enumerable.Range(moments - 14, 15)], Kills - (Kills / 2)));
        foreach (var at in when)
        {
            var data = await CopyOf(before);
            killed += await Children.RunAsync("restore", data.DataDirectory, backup, replace.ToString(), at.ToString(CultureInfo.InvariantCulture)) is null ? 1 : 0;

            // Whoever starts the server has the one or the other.
            var started = await CopyOf(data.DataDirectory);
            var isThere = replace || File.Exists(Path.Combine(started.DataDirectory, "checkin.db"));
            if (isThere)
            {
                using (var start = Database.Open(started))
                    await start.PrepareAsync();
                await IsWholeAsync(started, golden: null);
                var version = await VersionInAsync(Path.Combine(started.DataDirectory, "checkin.db"));
                Assert.Contains(version, replace ? [Old, New] : new[] { New });
                Assert.Contains(version == New ? "of the backup" : "of the old", await File.ReadAllTextAsync(Path.Combine(started.DataDirectory, "behaviour-names.json")), StringComparison.Ordinal);
                (old, fresh) = version == New ? (old, fresh + 1) : (old + 1, fresh);
            }

            // Whoever restores again has the new one.
            var backups = new Backups(data, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(1)));
            if (!replace && isThere)
            {
                var refused = await Assert.ThrowsAsync<OperationRefusedException>(() => backups.RestoreAsync(backup, () => null, replace, _ => { }));
                Assert.Contains("Say --replace to put the backup in its place", refused.Message, StringComparison.Ordinal);
            }

            await backups.RestoreAsync(backup, () => null, isThere, _ => { });
            await IsWholeAsync(data, golden: null);
            Assert.Equal(New, await VersionInAsync(Path.Combine(data.DataDirectory, "checkin.db")));
            var names = await File.ReadAllTextAsync(Path.Combine(data.DataDirectory, "behaviour-names.json"));
            Assert.Equal((true, replace), (names.Contains("of the backup", StringComparison.Ordinal), names.Contains("of the old", StringComparison.Ordinal)));
            Assert.Empty(Directory.GetDirectories(data.DataDirectory, "*.part"));
            var kept = new List<string?>();
            foreach (var file in Directory.GetFiles(data.DataDirectory, "checkin.db.before-restore-*"))
                kept.Add(await VersionInAsync(file));
            Assert.All(kept, version => Assert.Contains(version, new[] { Old, New }));
            Assert.Equal(replace, kept.Contains(Old));
        }

        Say(string.Create(CultureInfo.InvariantCulture, $"{killed} times kill -9 while restoring where there was {what}, at {moments} moments: {old} times the old one was there and {fresh} times the new one"));
        Assert.True(killed > 0);
    }

    /// <summary>Kills starts at moments that chance chooses, and starts again each time.</summary>
    /// <param name="what">Which database, in words.</param>
    /// <param name="fresh">The data of the earlier version, untouched.</param>
    /// <param name="golden">A couple that has to be there afterwards.</param>
    /// <returns>The last of the data that were started again.</returns>
    private async Task<AppOptions> KillMigrationsAsync(string what, Func<Task<AppOptions>> fresh, string? golden = null)
    {
        var whole = await fresh();
        var moments = (await Children.RunAsync("migrate", whole.DataDirectory, whole.PostgresConnection ?? "", "0"))!.Value;
        Assert.True(moments > 50, $"It had only {moments} moments.");
        var (killed, back, last) = (0, TimeSpan.Zero, whole);
        foreach (var at in RandomNumberGenerator.GetItems<int>([.. Enumerable.Range(1, moments)], Kills))
        {
            last = await fresh();
            killed += await Children.RunAsync("migrate", last.DataDirectory, last.PostgresConnection ?? "", at.ToString(CultureInfo.InvariantCulture)) is null ? 1 : 0;
            var watch = Stopwatch.StartNew();
            using (var again = Database.Open(last))
                await again.PrepareAsync();
            back = watch.Elapsed > back ? watch.Elapsed : back;
            await IsWholeAsync(last, golden);
        }

        Say(string.Create(CultureInfo.InvariantCulture, $"{killed} times kill -9 while migrating {what}, at {moments} moments: 0 not opened, longest way back {back.TotalMilliseconds:0} ms"));
        Assert.True(killed > 0);
        return last;
    }

    private async Task<string> BackupOfAnEarlierVersionAsync()
    {
        var earlier = Fresh();
        await BackupFile.ReadAsync(EarlierSchemaTests.PathOf(EarlierSchemaTests.Names[0]), () => null, earlier, _ => { }, default);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(earlier, "checkin.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await connection.RunAsync($"UPDATE \"Couples\" SET \"Version\" = {New}");
        }

        await File.WriteAllTextAsync(Path.Combine(earlier, "behaviour-names.json"), "{\"new\":\"of the backup\"}");
        return (await new Backups(new(earlier, null, earlier), TimeProvider.System).MakeAsync(Path.Combine(folder, "earlier.backup"), null, _ => { })).Path;
    }

    /// <summary>What was saved last is in the log only, as a server that was killed leaves it.</summary>
    private async Task<string> BeforeAsync(Before what)
    {
        var before = Fresh();
        if (what is Before.Nothing)
            return before;
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var live = home.Options.DataDirectory;
        await home.TamperAsync($"UPDATE \"Couples\" SET \"Version\" = {Old}");
        Assert.NotEqual(0, new FileInfo(Path.Combine(live, "checkin.db-wal")).Length);
        if (what is Before.ADatabaseWhoseChangeWasCutShort)
        {
            await home.TamperAsync($"VACUUM INTO '{Path.Combine(before, "checkin.db.before-migration")}'");
            await home.TamperAsync($"UPDATE \"Couples\" SET \"Version\" = {HalfChanged}");
        }

        foreach (var name in new[] { "checkin.db", "checkin.db-wal" })
            File.Copy(Path.Combine(live, name), Path.Combine(before, name));
        await File.WriteAllTextAsync(Path.Combine(before, "behaviour-names.json"), "{\"old\":\"of the old\"}");
        return before;
    }

    private static async Task<string?> VersionInAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        Assert.Equal("ok", await connection.AskAsync("PRAGMA integrity_check"));
        return await connection.AskAsync("SELECT max(\"Version\") FROM \"Couples\"");
    }

    private static async Task IsWholeAsync(AppOptions options, string? golden)
    {
        var engine = AppServices.EngineOf(options);
        await using var accounts = engine.Accounts();
        await using var couples = engine.Couples(Viewer.Alone(default));
        Assert.Empty(await accounts.Database.GetPendingMigrationsAsync());
        Assert.Empty(await couples.Database.GetPendingMigrationsAsync());
        var connection = couples.Database.GetDbConnection();
        await couples.Database.OpenConnectionAsync();
        if (options.PostgresConnection is null)
        {
            Assert.Equal("ok", await connection.AskAsync("PRAGMA integrity_check"));
            Assert.Equal("0", await connection.AskAsync("SELECT count(*) FROM \"__EFMigrationsLock\""));
            Assert.Empty(Directory.GetFiles(options.DataDirectory, "*.before-migration*"));
        }

        if (golden is not null)
            Assert.Equal("7", await connection.AskAsync($"SELECT \"Version\" FROM \"Couples\" WHERE lower(CAST(\"Id\" AS text)) = '{golden}'"));
    }

    private static async Task MakeFirstAsync(AppEngine engine)
    {
        await using var accounts = engine.Accounts();
        await accounts.Database.MigrateAsync(accounts.Database.GetMigrations().First());
        await using var couples = engine.Couples(Viewer.Alone(default));
        await couples.Database.MigrateAsync(couples.Database.GetMigrations().First());
        await couples.Database.OpenConnectionAsync();
        await couples.Database.GetDbConnection().RunAsync($"INSERT INTO \"Couples\" (\"Id\", \"ClosedAt\", \"Version\") VALUES ('{(engine.SqliteFile is null ? Golden : Golden.ToUpperInvariant())}', NULL, 7)");
        if (engine.SqliteFile is not null)
            SqliteConnection.ClearAllPools();
    }

    private Task<AppOptions> CopyOf(string before)
    {
        var directory = Fresh();
        foreach (var file in Directory.GetFiles(before))
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        return Task.FromResult(new AppOptions(directory, null, folder));
    }

    private string Fresh()
    {
        var directory = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        Database.MakePrivate(directory);
        return directory;
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
