using System.Globalization;
using System.Security.Cryptography;
using CoupleCheckin.App.Operations;
using CoupleCheckin.App.Tests.Databases;
using Npgsql;

namespace CoupleCheckin.App.Tests.Operations;

/// <summary>Backups of PostgreSQL, put in the place of data that are there (security.md 4.5).</summary>
public sealed class PostgresBackupTests : IDisposable
{
    private const string Passphrase = "a passphrase that is long";

    private readonly string shelf = Directory.CreateTempSubdirectory("couple-checkin-shelf-").FullName;

    /// <summary>PostgreSQL, where there is one; <see cref="PostgresServerTests.PostgreSQL_is_tested_here"/> says where there is none.</summary>
    public static TheoryData<Engine> Here => PostgresServer.IsAvailable ? [Engine.Postgres] : [];

    private string Place => Path.Combine(shelf, $"{Guid.NewGuid():N}.backup");

    public void Dispose() => Directory.Delete(shelf, recursive: true);

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_is_there_is_replaced_only_when_that_is_said_and_wholly_also_what_a_later_version_made(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Openly = Domain.Behaviours.Zone.WithinBounds, Note = "Zoë’s note" });
        var made = await BackupsOf(home).MakeAsync(Place, Passphrase, Silence);
        await home.TamperAsync("UPDATE \"Couples\" SET \"Version\" = 77");
        await home.TamperAsync("CREATE TABLE \"OfALaterVersion\" (id integer PRIMARY KEY, couple uuid REFERENCES \"Couples\" (\"Id\"))");
        await home.TamperAsync("CREATE FUNCTION of_a_later_version() RETURNS integer LANGUAGE sql AS 'SELECT 1'");

        await AloneAsync(home);
        var refused = await RefusedAsync(() => BackupsOf(home).RestoreAsync(made.Path, () => Passphrase, replace: false, Silence));
        Assert.Equal(Refusal.Asked, refused.Why);
        Assert.Equal(77L, await VersionAsync(home));

        await AloneAsync(home);
        var restored = await BackupsOf(home).RestoreAsync(made.Path, () => Passphrase, replace: true, Silence);

        Assert.Equal(made.Rows, restored.Rows);
        Assert.NotEqual(77L, await VersionAsync(home));
        Assert.Equal("0", Convert.ToString((await home.PeekAsync("SELECT count(*) FROM pg_tables WHERE tablename = 'OfALaterVersion'")).Single(), CultureInfo.InvariantCulture));
        Assert.Equal("0", Convert.ToString((await home.PeekAsync("SELECT count(*) FROM pg_proc WHERE proname = 'of_a_later_version'")).Single(), CultureInfo.InvariantCulture));
        Assert.Contains("Zoë’s note", (await home.AsAnn.SeeAsync(round))!.Sheet.Placements.Values.Select(placement => placement.Note));
        Assert.Empty(Directory.GetDirectories(home.Options.DataDirectory, "*.part"));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Under_a_running_server_nothing_is_replaced(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var made = await BackupsOf(home).MakeAsync(Place, null, Silence);
        await AloneAsync(home);
        await using var server = new NpgsqlConnection(home.Options.PostgresConnection);
        await server.OpenAsync();

        var refused = await RefusedAsync(() => BackupsOf(home).RestoreAsync(made.Path, () => null, replace: true, Silence));

        Assert.Equal((Refusal.InUse, "Other programs are connected to this PostgreSQL database. Stop every server on it first."), (refused.Why, refused.Message));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_backup_that_is_cut_short_altered_foreign_or_newer_is_refused_in_its_own_sentence_and_changes_nothing(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var backups = BackupsOf(home);
        var plain = await backups.MakeAsync(Place, null, Silence);
        var closed = await backups.MakeAsync(Place, Passphrase, Silence);
        await home.TamperAsync("UPDATE \"Couples\" SET \"Version\" = 77");
        await AloneAsync(home);
        Assert.Equal(plain.Rows, (await backups.VerifyAsync(plain.Path, () => null, Silence)).Rows);
        Assert.True((await backups.VerifyAsync(closed.Path, () => Passphrase, Silence)).IsSealed);

        foreach (var whole in new[] { plain.Path, closed.Path })
        {
            var bytes = await File.ReadAllBytesAsync(whole);
            foreach (var length in new[] { 600, bytes.Length / 2, bytes.Length - 1 })
                await IsRefusedAsync(bytes[..length], "cut short");
            foreach (var at in RandomNumberGenerator.GetItems<int>([.. Enumerable.Range(600, bytes.Length - 700)], 6))
            {
                var altered = bytes.ToArray();
                altered[at] ^= 0x10;
                await IsRefusedAsync(altered, "altered");
            }
        }

        await IsRefusedAsync("PGDMP and so on, and so on, for quite a while"u8.ToArray(), "is not a backup of this program");
        await IsRefusedAsync(await OtherAsync(manifest => manifest.Replace("\"schema\": [", "\"schema\": [\"20990101000000_FromTheFuture\",", StringComparison.Ordinal)), "newer version");
        await IsRefusedAsync(await OtherAsync(manifest => manifest.Replace("\"Couples\": ", "\"Couples\": 9", StringComparison.Ordinal)), "has not the rows", verified: true);

        // A file of the other kind is whole, and still nothing for this server.
        await using var other = await TwoPartners.PairedAsync(Engine.Sqlite);
        var foreign = await BackupsOf(other).MakeAsync(Place, null, Silence);
        await IsRefusedAsync(await File.ReadAllBytesAsync(foreign.Path), "is of a SQLite file, and this server is set to PostgreSQL", verified: true);
        var newer = Place;
        await File.WriteAllBytesAsync(newer, await OtherAsync(manifest => manifest.Replace("\"schema\": [", "\"schema\": [\"20990101000000_FromTheFuture\",", StringComparison.Ordinal)));
        Assert.Contains("newer version", (await RefusedAsync(() => BackupsOf(other).VerifyAsync(newer, () => null, Silence))).Message, StringComparison.Ordinal);
        Assert.Contains("is of PostgreSQL, and this server is set to SQLite", (await RefusedAsync(() => BackupsOf(other).RestoreAsync(plain.Path, () => null, replace: true, Silence))).Message, StringComparison.Ordinal);

        Assert.Equal(77L, await VersionAsync(home));

        async Task IsRefusedAsync(byte[] bytes, string words, bool verified = false)
        {
            var file = Place;
            await File.WriteAllBytesAsync(file, bytes);
            if (!verified)
                Assert.Contains(words, (await RefusedAsync(() => backups.VerifyAsync(file, () => Passphrase, Silence))).Message, StringComparison.Ordinal);
            var refused = await RefusedAsync(() => backups.RestoreAsync(file, () => Passphrase, replace: true, Silence));
            Assert.Equal(Refusal.Backup, refused.Why);
            Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        }

        Task<byte[]> OtherAsync(Func<string, string> change) => ForgedBackup.WithManifestAsync(plain.Path, change);
    }

    private static Backups BackupsOf(TwoPartners home) => new(home.Options, home.Clock);

    private static async Task<long> VersionAsync(TwoPartners home)
    {
        var version = Convert.ToInt64((await home.PeekAsync("SELECT max(\"Version\") FROM \"Couples\"")).Single(), CultureInfo.InvariantCulture);
        await AloneAsync(home);
        return version;
    }

    /// <summary>Closes what the app holds open, and waits until the server has noticed: as after every server on it was stopped.</summary>
    private static async Task AloneAsync(TwoPartners home)
    {
        await using var pooled = new NpgsqlConnection(home.Options.PostgresConnection);
        NpgsqlConnection.ClearPool(pooled);
        await using var looking = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(home.Options.PostgresConnection) { Pooling = false }.ConnectionString);
        await looking.OpenAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await looking.AskAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'") != "0")
            await tick.WaitForNextTickAsync(patience.Token);
    }

    private static void Silence(string step)
    {
    }

    private static Task<OperationRefusedException> RefusedAsync(Func<Task> act) => Assert.ThrowsAsync<OperationRefusedException>(act);
}
