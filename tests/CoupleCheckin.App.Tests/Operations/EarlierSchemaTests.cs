using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Operations;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.App.Tests.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using AppEngine = CoupleCheckin.App.Storage.Engine;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Operations;

/// <summary>
/// Databases of earlier versions, as backups that those versions made (security.md 5, check 38). To add one for a release, run this
/// version's tests with COUPLECHECKIN_WRITE_SCHEMA set to a name, and commit the files.
/// </summary>
public sealed class EarlierSchemaTests
{
    private const string Password = "seven doves over Zürich";
    private const string OfPostgres = ".postgres.backup";
    private const string Note = "Zoë’s note 🌿, kept since then";

    private static string Folder => Path.Combine(Seeds.Root, "tests", "CoupleCheckin.App.Tests", "Operations", "Schemas");

    internal static IReadOnlyList<string> Names { get; } = [.. All.Where(name => !IsOfPostgres(name))];

    public static TheoryData<string> Kept { get; } = [.. Names];

    /// <summary>Those of PostgreSQL, where there is one; <see cref="PostgresServerTests.PostgreSQL_is_tested_here"/> says where there is none.</summary>
    public static TheoryData<string> KeptOfPostgres { get; } = PostgresServer.IsAvailable ? [.. All.Where(IsOfPostgres)] : [];

    public static TheoryData<Engine> Here => Engines.Here;

    private static IEnumerable<string> All => Directory.GetFiles(Folder, "*.backup").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_database_of_an_earlier_version_is_brought_up_to_date_and_opens(string name)
    {
        var options = await TwoPartners.CleanMachineAsync(Engine.Sqlite);
        await BackupFile.ReadAsync(PathOf(name), () => null, options.DataDirectory, _ => { }, default);
        using (var start = Database.Open(options))
            await start.PrepareAsync();

        await OpensAsync(options);
        Assert.False(File.Exists(Path.Combine(options.DataDirectory, "checkin.db.before-migration")));
    }

    [Theory]
    [MemberData(nameof(KeptOfPostgres))]
    public async Task A_PostgreSQL_database_of_an_earlier_version_is_brought_up_to_date_and_opens(string name)
    {
        var options = await TwoPartners.CleanMachineAsync(Engine.Postgres);
        var (manifest, _) = await BackupFile.ReadAsync(PathOf(name), () => null, options.DataDirectory, _ => { }, default);
        await new PostgresTools(options.PostgresConnection!, options.PostgresPrograms).RestoreAsync(Path.Combine(options.DataDirectory, "checkin.pgdump"), manifest.Rows, [], default);
        using (var start = Database.Open(options))
            await start.PrepareAsync();

        await OpensAsync(options);
    }

    private static bool IsOfPostgres(string name) => name.EndsWith(OfPostgres, StringComparison.Ordinal);

    /// <summary>Where the backup of an earlier version lies.</summary>
    internal static string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Ann signs in to what such a backup held, and reads what she wrote.</summary>
    internal static async Task OpensAsync(AppOptions options)
    {
        await using var home = TwoPartners.On(options, quickPasswords: false);
        var ann = home.SignedInAs((await home.AsNobody.RunAsync((SignIn it) => it.RunAsync("ann@example.org", Password, TwoPartners.Home, "A browser"))).Principal);
        Assert.Equal(["Ann", "Bo"], [(await ann.SeeCoupleAsync()).Me.Name, (await ann.SeeCoupleAsync()).Partner!.Name]);
        var round = (await ann.ListAsync()).Single().Id;
        Assert.Contains(Note, (await ann.SeeAsync(round))!.Sheet.Placements.Values.Select(placement => placement.Note));
    }

    [Fact]
    public async Task From_every_migration_there_is_a_way_up()
    {
        var folder = Directory.CreateTempSubdirectory("couple-checkin-schema-").FullName;
        var (accounts, couples) = await NamesAsync();
        foreach (var (account, couple) in new[] { (accounts[0], couples[0]), (accounts[^1], couples[couples.Count / 2]) })
        {
            var options = new AppOptions(Path.Combine(folder, couple), null, folder);
            Database.MakePrivate(options.DataDirectory);
            var engine = AppEngine.Sqlite(Path.Combine(options.DataDirectory, "checkin.db"));
            await using (var db = engine.Accounts())
                await db.Database.MigrateAsync(account);
            await using (var db = engine.Couples(Viewer.Alone(default)))
                await db.Database.MigrateAsync(couple);
            using var start = Database.Open(options);
            await start.PrepareAsync();
            await using var ready = engine.Couples(Viewer.Alone(default));
            Assert.Empty(await ready.Database.GetPendingMigrationsAsync());
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_start_that_may_not_migrate_says_what_to_do()
    {
        var options = await TwoPartners.CleanMachineAsync(Engine.Sqlite) with { MigrateAtStart = false };
        using var start = Database.Open(options);

        Assert.Contains("run the command migrate", (await Assert.ThrowsAsync<DatabaseRefusedException>(() => start.PrepareAsync())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_schema_is_written_when_that_is_asked_for(Engine engine)
    {
        if (Environment.GetEnvironmentVariable("COUPLECHECKIN_WRITE_SCHEMA") is not { Length: > 0 } name)
            return;
        var file = Path.Combine(Folder, name + (engine == Engine.Postgres ? OfPostgres : ".backup"));
        await using var home = await TwoPartners.WithoutAccountsAsync(engine);
        var ann = home.SignedInAs((await home.AsNobody.RunAsync((SignUp it) => it.RunAsync(new("ann@example.org", Password, "Ann", IsAdult: true), "A browser"))).Principal);
        var bo = home.SignedInAs((await home.AsNobody.RunAsync((SignUp it) => it.RunAsync(new("bo@example.org", Password, "Bo", IsAdult: true), "A browser"))).Principal);
        var secret = (await ann.RunAsync((Invite it) => it.RunAsync())).Secret!;
        await bo.RunAsync((AcceptInvitation it) => it.RunAsync(secret));
        var round = await ann.StartAsync();
        await ann.AnswerAsync(round, new() { Openly = Domain.Behaviours.Zone.WithinBounds, Note = Note });
        await bo.AnswerAsync(round, new() { Openly = Domain.Behaviours.Zone.ClearlyObjectionable, Note = "Bo's" });
        await bo.SealAsync(round);
        File.Delete(file);
        await new Backups(home.Options, home.Clock).MakeAsync(file, null, _ => { });
    }

    private static async Task<(List<string> Accounts, List<string> Couples)> NamesAsync()
    {
        var engine = AppEngine.Sqlite("none.db");
        await using var accounts = engine.Accounts();
        await using var couples = engine.Couples(Viewer.Alone(default));
        return ([.. accounts.Database.GetMigrations()], [.. couples.Database.GetMigrations()]);
    }
}
