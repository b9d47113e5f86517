using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Couples;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;
using AppEngine = CoupleCheckin.App.Storage.Engine;

namespace CoupleCheckin.App.Tests.Storage;

/// <summary>A program of its own that saves through the app's contexts, says so, and goes on until it is killed.</summary>
public static class Writer
{
    public const int RowsOfASave = 3;

    public static async Task<int> WriteAsync(string file)
    {
        var engine = AppEngine.Sqlite(file);
        for (var save = 1; ; save++)
        {
            await using var db = engine.Accounts();
            for (var row = 0; row < RowsOfASave; row++)
                db.Events.Add(AccountEvent.Of(PersonId.New(), AccountEventKind.SignedIn, TimeProvider.System.GetUtcNow()));
            await db.SaveChangesAsync();
            Console.WriteLine(save.ToString(CultureInfo.InvariantCulture));
        }
    }
}

/// <summary>security.md 5, check 34: what was acknowledged is there after a kill, whole, and the next start goes on.</summary>
public sealed class KilledWhileWritingTests(ITestOutputHelper output)
{
    /// <summary>How often, in this suite; by hand it can be more.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("COUPLECHECKIN_TEST_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 20;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_no_save_is_half_there()
    {
        var results = await Task.WhenAll(KillAsync(Kills / 2), KillAsync(Kills - Kills / 2));

        var line = string.Create(CultureInfo.InvariantCulture, $"{Kills} times kill -9 while writing: {results.Sum(one => one.Acknowledged)} saves acknowledged, {results.Sum(one => one.Lost)} lost, longest way back {results.Max(one => one.Back.TotalMilliseconds):0} ms");
        output.WriteLine(line);
        await Console.Out.WriteLineAsync(line);
        Assert.All(results, one => Assert.Equal(0, one.Lost));
        Assert.True(results.Sum(one => one.Acknowledged) > Kills);
    }

    private static async Task<(int Acknowledged, int Lost, TimeSpan Back)> KillAsync(int kills)
    {
        var folder = Directory.CreateTempSubdirectory("couple-checkin-killed-").FullName;
        var file = Path.Combine(folder, "checkin.db");
        var options = new AppOptions(folder, null, folder);
        using (var fresh = Database.Open(options))
            await fresh.PrepareAsync();
        var (acknowledged, lost, back) = (0, 0, TimeSpan.Zero);
        for (var kill = 0; kill < kills; kill++)
        {
            var start = new ProcessStartInfo("dotnet", [typeof(Writer).Assembly.Location, "write", file]) { UseShellExecute = false, RedirectStandardOutput = true };
            using var writer = Process.Start(start)!;
            var said = await writer.StandardOutput.ReadLineAsync() is { } first ? int.Parse(first, CultureInfo.InvariantCulture) : 0;
            Assert.True(said > 0, "The writer did not begin.");
            var enough = said + RandomNumberGenerator.GetInt32(3, 25);
            while (await writer.StandardOutput.ReadLineAsync() is { } line)
            {
                // The last line may have been cut.
                if (int.TryParse(line, CultureInfo.InvariantCulture, out var more) && more == said + 1)
                    said = more;
                if (said == enough)
                    writer.Kill();
            }

            await writer.WaitForExitAsync();
            acknowledged += said;
            var watch = Stopwatch.StartNew();
            using (var again = Database.Open(options))
                await again.PrepareAsync();
            back = watch.Elapsed > back ? watch.Elapsed : back;
            await using var raw = new SqliteConnection($"Data Source={file};Pooling=False");
            await raw.OpenAsync();
            Assert.Equal("ok", await raw.AskAsync("PRAGMA integrity_check"));
            var rows = int.Parse(await raw.AskAsync("SELECT count(*) FROM \"Events\""), CultureInfo.InvariantCulture);
            Assert.Equal(0, rows % Writer.RowsOfASave);
            lost += Math.Max(0, acknowledged - rows / Writer.RowsOfASave);
            acknowledged = Math.Max(acknowledged, rows / Writer.RowsOfASave);
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return (acknowledged, lost, back);
    }
}
