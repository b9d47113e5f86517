using System.Globalization;
using System.Security.Cryptography;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.App.Tests.Operations;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Storage;

/// <summary>
/// security.md 5, check 36: the disk is full, can only be read, or the database is away, while people are at it. Nothing that was
/// acknowledged is lost, what is refused is known to be, and it goes on without a restart.
/// </summary>
public sealed class OutOfOrderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("couple-checkin-order-").FullName;

    /// <summary>What can go wrong with a database, on each that is here.</summary>
    public static TheoryData<Engine, Fault> Faults
    {
        get
        {
            var faults = new TheoryData<Engine, Fault> { { Engine.Sqlite, Fault.Full }, { Engine.Sqlite, Fault.ReadOnly } };
            if (PostgresServer.IsAvailable)
            {
                faults.Add(Engine.Postgres, Fault.ReadOnly);
                faults.Add(Engine.Postgres, Fault.Away);
            }

            return faults;
        }
    }

    public enum Fault
    {
        Full,
        ReadOnly,
        Away,
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_was_acknowledged_stays_what_is_refused_is_known_and_it_goes_on_without_a_restart(Engine engine, Fault fault)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        var acknowledged = new List<Placement>();
        await AnswerNextAsync();

        var mend = await BreakAsync(home, fault);
        Exception? refused = null;
        while (refused is null && acknowledged.Count < Seeds.Catalogue.Starter.Count)
            refused = await Record.ExceptionAsync(AnswerNextAsync);

        Assert.NotNull(refused);
        Assert.True(NotSavedException.Covers(refused), refused.ToString());
        if (fault is not Fault.Away)
            Assert.Equal(Notes(acknowledged), await SeenAsync());

        await mend();
        Assert.Equal(Notes(acknowledged), await SeenAsync());
        await AnswerNextAsync();
        Assert.Equal(Notes(acknowledged), await SeenAsync());
        Assert.NotNull(await home.AsBo.SeeAsync(round));

        async Task AnswerNextAsync()
        {
            var next = new Placement { Openly = Zone.WithinBounds, Note = $"{acknowledged.Count} {Convert.ToHexString(RandomNumberGenerator.GetBytes(900))}" };
            Assert.Equal(SaveAnswerState.Saved, (await home.AsAnn.AnswerAsync(round, next, acknowledged.Count)).State);
            acknowledged.Add(next);
        }

        async Task<IEnumerable<string?>> SeenAsync() => Notes((await home.AsAnn.SeeAsync(round))!.Sheet.Placements.Values);

        static IEnumerable<string?> Notes(IEnumerable<Placement> placements) => placements.Select(placement => placement.Note).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task On_a_disk_that_takes_nothing_a_new_day_signs_nobody_out()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var tickets = home.Services.GetRequiredService<SessionTickets>();
        var principal = SessionTickets.Principal(home.AsAnn.Person, Guid.NewGuid(), "A browser");
        var key = await tickets.StoreAsync(new AuthenticationTicket(principal, "cookie"));
        var mend = await BreakAsync(home, Fault.ReadOnly);

        home.Clock.Advance(TimeSpan.FromDays(1));

        Assert.NotNull(await tickets.RetrieveAsync(key));
        await mend();
        Assert.NotNull(await tickets.RetrieveAsync(key));
        Assert.Equal(1, await home.CountAsync("Sessions", "\"LastUsedOn\" LIKE '2026-05-13%'"));
    }

    [Fact]
    public async Task Where_the_data_directory_cannot_be_written_the_start_says_so_in_one_sentence()
    {
        // Not even the administrator of a Linux machine can write here.
        if (!OperatingSystem.IsLinux())
            return;
        using var there = Database.Open(new("/sys/kernel", null, folder));
        using var deeper = Database.Open(new("/sys/kernel/couple-checkin", null, folder));

        var refused = await Assert.ThrowsAsync<DatabaseRefusedException>(() => there.PrepareAsync());
        Assert.Equal("This program may not write into the data directory /sys/kernel. Give it the right to, or choose another directory.", refused.Message);
        Assert.StartsWith("The data directory /sys/kernel/couple-checkin cannot be made: ", (await Assert.ThrowsAsync<DatabaseRefusedException>(() => deeper.PrepareAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_database_can_only_be_read_the_start_says_so_and_leaves_it_as_it_is()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using (var first = Database.Open(new(folder, null, folder)))
            await first.PrepareAsync();
        var file = Path.Combine(folder, "checkin.db");
        var before = await File.ReadAllBytesAsync(file);
        const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(folder, All | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.Delete(Path.Combine(folder, "instance.lock"));

        var said = await Children.StartWithoutRightsAsync(folder);

        // Whose file it is gives itself the right back.
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Equal("ready", said);
            return;
        }

        Assert.Contains($"The database {file} could not be made ready: ", said, StringComparison.Ordinal);
        Assert.Contains("What was in it is as it was.", said, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }

    /// <summary>The app takes its connections from the same pool, and a setting of one stays with it.</summary>
    private static async Task OnEveryConnectionAsync(TwoPartners home, string setting)
    {
        var connections = Enumerable.Range(0, 8).Select(_ => new SqliteConnection(home.SqliteConnectionString)).ToList();
        foreach (var connection in connections)
            await connection.OpenAsync();
        foreach (var connection in connections)
        {
            await connection.RunAsync(setting);
            await connection.DisposeAsync();
        }
    }

    /// <summary>Breaks the database under the app, and answers how it is mended.</summary>
    private static async Task<Func<Task>> BreakAsync(TwoPartners home, Fault fault)
    {
        if (home.Options.PostgresConnection is not { } postgres)
        {
            var pages = Convert.ToInt64((await home.PeekAsync("PRAGMA page_count")).Single(), CultureInfo.InvariantCulture);
            await OnEveryConnectionAsync(home, fault is Fault.Full ? $"PRAGMA max_page_count = {pages + 6}" : "PRAGMA query_only = ON");
            return () => OnEveryConnectionAsync(home, fault is Fault.Full ? $"PRAGMA max_page_count = {pages + 10_000}" : "PRAGMA query_only = OFF");
        }

        var elsewhere = new NpgsqlConnectionStringBuilder(postgres) { Database = "postgres", Pooling = false }.ConnectionString;
        var name = new NpgsqlConnectionStringBuilder(postgres).Database;
        string[] breaking = fault is Fault.Away ? [$"ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS false"] : [$"ALTER DATABASE \"{name}\" SET default_transaction_read_only = on"];
        string[] mending = fault is Fault.Away ? [$"ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS true"] : [$"ALTER DATABASE \"{name}\" RESET default_transaction_read_only"];
        var cutting = $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{name}'";
        await TellAsync([.. breaking, cutting]);
        return () => TellAsync([.. mending, cutting]);

        async Task TellAsync(string[] statements)
        {
            await using var administrator = new NpgsqlConnection(elsewhere);
            await administrator.OpenAsync();
            foreach (var statement in statements)
                await administrator.RunAsync(statement);
            if (fault is Fault.ReadOnly)
            {
                // What was open keeps the setting it began with; here it is not the line that is broken.
                await using var pool = new NpgsqlConnection(postgres);
                NpgsqlConnection.ClearPool(pool);
            }
        }
    }
}
