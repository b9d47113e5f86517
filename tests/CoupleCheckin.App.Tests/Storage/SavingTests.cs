using System.Data.Common;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Storage;

public sealed class SavingTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    private readonly PersonId ann = PersonId.New();

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task While_another_program_holds_the_database_nothing_is_acknowledged_and_afterwards_saving_goes_on(Engine engine)
    {
        await using var database = await TestDatabase.NewAsync(engine, Short);
        await using var db = database.Engine.Couples(Viewer.Alone(ann));
        await SaveDraftAsync(db);

        await using (var other = await database.ConnectAsync())
        {
            await using var transaction = await HoldAsync(engine, other);
            await Assert.ThrowsAsync<NotSavedException>(() => SaveDraftAsync(db));
            await transaction.RollbackAsync();
        }

        Assert.Equal(1, await CountAsync(database));
        Assert.Equal(Saving.Saved, await db.TrySaveAsync(default));
        Assert.Equal(2, await CountAsync(database));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task When_the_connection_is_cut_nothing_is_acknowledged_and_the_next_save_works(Engine engine)
    {
        await using var database = await TestDatabase.NewAsync(engine, Short);
        await using var db = database.Engine.Couples(Viewer.Alone(ann));
        await SaveDraftAsync(db);
        await db.Database.OpenConnectionAsync();
        if (engine == Engine.Postgres)
            await database.RunAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        else
            await db.Database.GetDbConnection().RunAsync("PRAGMA query_only = ON");

        await Assert.ThrowsAsync<NotSavedException>(() => SaveDraftAsync(db));
        if (engine == Engine.Sqlite)
            await db.Database.GetDbConnection().RunAsync("PRAGMA query_only = OFF");
        await db.Database.CloseConnectionAsync();

        Assert.Equal(1, await CountAsync(database));
        Assert.Equal(Saving.Saved, await db.TrySaveAsync(default));
        Assert.Equal(2, await CountAsync(database));
    }

    [Fact]
    public async Task On_a_full_disk_what_was_acknowledged_stays_and_once_there_is_room_saving_goes_on()
    {
        await using var database = await TestDatabase.NewAsync(Engine.Sqlite, Short);
        await using var db = database.Engine.Couples(Viewer.Alone(ann));
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var pages = int.Parse(await connection.AskAsync("PRAGMA page_count"), System.Globalization.CultureInfo.InvariantCulture);
        await connection.RunAsync($"PRAGMA max_page_count = {pages + 8}");

        var acknowledged = 0;
        NotSavedException? full = null;
        while (full is null && acknowledged < 1_000)
        {
            try
            {
                await SaveDraftAsync(db);
                acknowledged++;
            }
            catch (NotSavedException failure)
            {
                full = failure;
            }
        }

        Assert.NotNull(full);
        Assert.True(acknowledged > 0, "There was no room for a single one.");
        Assert.Equal(acknowledged, await CountAsync(database));
        await using (var raw = await database.ConnectAsync())
            Assert.Equal("ok", await raw.AskAsync("PRAGMA integrity_check"));

        await connection.RunAsync($"PRAGMA max_page_count = {pages + 800}");
        Assert.Equal(Saving.Saved, await db.TrySaveAsync(default));
        Assert.Equal(acknowledged + 1, await CountAsync(database));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Of_two_tabs_that_save_the_same_sheet_the_second_is_told_that_it_was_overtaken(Engine engine)
    {
        await using var database = await TestDatabase.NewAsync(engine);
        await using var one = database.Engine.Couples(Viewer.Alone(ann));
        await SaveDraftAsync(one);
        await using var other = database.Engine.Couples(Viewer.Alone(ann));
        var inOne = await one.DraftSheets.SingleAsync();
        var inOther = await other.DraftSheets.SingleAsync();

        inOne.Put(_ => [1]);
        inOther.Put(_ => [2]);

        Assert.Equal(Saving.Saved, await one.TrySaveAsync(default));
        Assert.Equal(Saving.Overtaken, await other.TrySaveAsync(default));
        await using var now = database.Engine.Couples(Viewer.Alone(ann));
        Assert.Equal([1], (await now.DraftSheets.SingleAsync()).Blob);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_mark_that_another_tab_took_away_already_is_overtaken_and_not_a_wrong(Engine engine)
    {
        await using var database = await TestDatabase.NewAsync(engine);
        var couple = Couple.Open();
        var round = Round.Start(couple.Id, [new("some.thing")], new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        round.ShowWorking(ann, shown: true);
        var viewer = Viewer.Alone(ann) with { Couples = [couple.Id], Us = couple.Id };
        await using (var first = database.Engine.Couples(viewer))
        {
            first.AddRange(couple, Seat.Take(couple.Id, Seat.First, ann, []), round);
            Assert.Equal(Saving.Saved, await first.TrySaveAsync(default));
        }

        await using var one = database.Engine.Couples(viewer);
        await using var other = database.Engine.Couples(viewer);
        (await one.Rounds.Include(mine => mine.WorkingOn).SingleAsync()).ShowWorking(ann, shown: false);
        (await other.Rounds.Include(mine => mine.WorkingOn).SingleAsync()).ShowWorking(ann, shown: false);

        Assert.Equal(Saving.Saved, await one.TrySaveAsync(default));
        Assert.Equal(Saving.Overtaken, await other.TrySaveAsync(default));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task The_same_thing_made_twice_is_refused_and_not_a_failure(Engine engine)
    {
        await using var database = await TestDatabase.NewAsync(engine);
        var round = RoundId.New();
        await using var one = database.Engine.Couples(Viewer.Alone(ann));
        await using var other = database.Engine.Couples(Viewer.Alone(ann));
        one.DraftSheets.Add(DraftSheet.Of(ann, round));
        other.DraftSheets.Add(DraftSheet.Of(ann, round));

        Assert.Equal(Saving.Saved, await one.TrySaveAsync(default));
        Assert.Equal(Saving.Refused, await other.TrySaveAsync(default));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_step_that_was_overtaken_is_decided_anew_on_what_is_there_now(Engine engine)
    {
        await using var database = await TestDatabase.NewAsync(engine);
        await using (var first = database.Engine.Couples(Viewer.Alone(ann)))
            await SaveDraftAsync(first);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            await using var db = database.Engine.Couples(Viewer.Alone(ann));
            await db.StepAsync(
                async () =>
                {
                    var sheet = await db.DraftSheets.SingleAsync();
                    sheet.Put(_ => [.. sheet.Blob, (byte)number]);
                    return true;
                },
                default);
        }));

        await using var now = database.Engine.Couples(Viewer.Alone(ann));
        var end = await now.DraftSheets.SingleAsync();
        Assert.Equal(Enumerable.Range(0, 8).Select(number => (byte)number), end.Blob[^8..].Order());
        Assert.Equal(9, end.Version);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_step_that_decides_to_do_nothing_saves_nothing(Engine engine)
    {
        await using var database = await TestDatabase.NewAsync(engine);
        await using var db = database.Engine.Couples(Viewer.Alone(ann));

        await db.StepAsync(
            () =>
            {
                db.DraftSheets.Add(DraftSheet.Of(ann, RoundId.New()));
                return Task.FromResult(false);
            },
            default);

        Assert.Equal(0, await CountAsync(database));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_step_that_is_overtaken_for_ever_is_not_saved_in_the_end(Engine engine)
    {
        await using var database = await TestDatabase.NewAsync(engine);
        await using var db = database.Engine.Couples(Viewer.Alone(ann));
        await SaveDraftAsync(db);

        await Assert.ThrowsAsync<NotSavedException>(() => db.StepAsync(
            async () =>
            {
                (await db.DraftSheets.SingleAsync()).Put(_ => [1]);
                await database.RunAsync("UPDATE \"DraftSheets\" SET \"Version\" = \"Version\" + 1");
                return true;
            },
            default));

        await using var now = database.Engine.Couples(Viewer.Alone(ann));
        Assert.NotEqual([1], (await now.DraftSheets.SingleAsync()).Blob);
    }

    private static async Task<DbTransaction> HoldAsync(Engine engine, DbConnection other)
    {
        var transaction = await other.BeginTransactionAsync();
        if (engine == Engine.Postgres)
            await other.RunAsync("LOCK TABLE \"DraftSheets\" IN ACCESS EXCLUSIVE MODE");
        return transaction;
    }

    private static async Task<int> CountAsync(TestDatabase database)
    {
        await using var raw = await database.ConnectAsync();
        return int.Parse(await raw.AskAsync("SELECT count(*) FROM \"DraftSheets\""), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task SaveDraftAsync(CoupleDb db)
    {
        var sheet = DraftSheet.Of(ann, RoundId.New());
        sheet.Put(_ => new byte[1_000]);
        db.DraftSheets.Add(sheet);
        Assert.Equal(Saving.Saved, await db.TrySaveAsync(default));
    }
}
