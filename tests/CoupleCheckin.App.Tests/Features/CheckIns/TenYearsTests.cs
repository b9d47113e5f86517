using System.Diagnostics;
using System.Globalization;
using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.CheckIns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit.Abstractions;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.CheckIns;

public sealed class TenYearsTests(ITestOutputHelper output)
{
    public static TheoryData<Engine> Here => Engines.Here;

    /// <summary>What the page of today reads.</summary>
    private static async Task TodayAsync(TwoPartners.Somebody who)
    {
        await who.RunAsync((ListRounds it) => it.RunAsync());
        await who.RunAsync((ListTalks it) => it.RunAsync());
        await who.RunAsync((ReadWaiting it) => it.RunAsync());
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Today_reads_as_much_with_ten_years_of_check_ins_behind_it_as_with_one(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsAnn.SetRhythmAsync(Pace.Weekly, DateOnly.FromDateTime(home.Clock.GetUtcNow().UtcDateTime));
        await home.RevealedRoundAsync();
        var one = await home.OpenedCheckInAsync();
        await home.AsBo.DoAsync(one, CheckInAct.Finish);
        home.Pass(TimeSpan.FromDays(7));
        await home.AsAnn.BeginAsync();
        using var counter = new Counter();
        var (queries, rows) = await counter.CountAsync(() => TodayAsync(home.AsAnn));

        Assert.True(queries > 0 && rows > 0);

        var before = await home.CountAsync("Rounds");
        var weeks = 0;
        foreach (var years in new[] { 1, 5, 10 })
        {
            for (; weeks < years * 52; weeks++)
                await AddWeekAsync(home, one.Value, weeks + 1);
            Assert.Equal(before + weeks, await home.CountAsync("Rounds"));
            Assert.Equal((queries, rows), await counter.CountAsync(() => TodayAsync(home.AsAnn)));
            output.WriteLine($"figure: today with {years} years of check-ins behind it, {engine} = {await MedianAsync(() => TodayAsync(home.AsAnn)):F1} ms, {queries} queries, {rows} rows");
        }

        // The place itself reads a page of them and twelve points, not all.
        var place = await counter.CountAsync(() => home.AsAnn.CheckInsAsync());
        output.WriteLine($"check-ins: {place.Queries} queries, {place.Rows} rows read");
        Assert.InRange(place.Rows, 1, 250);
    }

    /// <summary>The one check-in that was opened, once more, some weeks before.</summary>
    private static async Task AddWeekAsync(TwoPartners home, Guid one, int before)
    {
        var started = Convert.ToInt64((await home.PeekAsync("SELECT \"StartedAt\" FROM \"Rounds\" WHERE \"Id\" = @p0", one)).Single(), CultureInfo.InvariantCulture);
        var (id, at) = (Guid.NewGuid(), started - (before * TimeSpan.FromDays(7).Ticks));
        await home.TamperAsync(
            """
            INSERT INTO "Rounds" ("Couple", "Id", "Behaviours", "Kind", "Prompts", "Pass", "OwnChoice", "StartedAt", "ClosedAt", "FinishedAt", "Version")
            SELECT "Couple", @p0, "Behaviours", "Kind", "Prompts", "Pass", "OwnChoice", @p1, "ClosedAt", @p1, "Version" FROM "Rounds" WHERE "Id" = @p2
            """,
            id,
            at,
            one);
        foreach (var (table, columns) in new[]
        {
            ("Seals", "\"Couple\", \"Author\", \"Attempt\", \"Commit\""), ("Readies", "\"Couple\", \"Author\", \"At\""),
            ("CheckInDrafts", "\"Owner\", \"Version\", \"Blob\""), ("OpenedSheets", "\"Owner\", \"Couple\", \"Blob\""),
        })
            await home.TamperAsync($"INSERT INTO \"{table}\" (\"Round\", {columns}) SELECT @p0, {columns} FROM \"{table}\" WHERE \"Round\" = @p1", id, one);
    }

    private static async Task<double> MedianAsync(Func<Task> run)
    {
        var times = new List<double>();
        for (var time = 0; time < 9; time++)
        {
            var watch = Stopwatch.StartNew();
            await run();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return times.Order().ElementAt(times.Count / 2);
    }

    /// <summary>Counts what this flow of control asks the database, and how many rows it reads.</summary>
    private sealed class Counter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly AsyncLocal<Tally?> here = new();
        private readonly List<IDisposable> hooks = [];

        public Counter() => hooks.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public async Task<(int Queries, int Rows)> CountAsync(Func<Task> run)
        {
            var tally = here.Value = new();
            await run();
            here.Value = null;
            return (tally.Queries, tally.Rows);
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
                hooks.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (here.Value is { } tally && value.Value is DataReaderDisposingEventData read)
            {
                Interlocked.Increment(ref tally.Queries);
                Interlocked.Add(ref tally.Rows, read.ReadCount);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var hook in hooks.ToList())
                hook.Dispose();
        }

        private sealed class Tally
        {
            public int Queries;
            public int Rows;
        }
    }
}
