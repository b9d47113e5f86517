using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Xunit.Abstractions;

namespace CoupleCheckin.App.Tests.Databases;

public sealed class PostgresServerTests(ITestOutputHelper output)
{
    [Fact]
    public async Task PostgreSQL_is_tested_here()
    {
        if (await ServerOrSayAsync() is not { } server)
        {
            Assert.Equal([Engine.Sqlite], EnginesHere);
            return;
        }

        var version = await AskAsync(await server.NewDatabaseAsync(), "SELECT version()");
        output.WriteLine(version);
        Assert.StartsWith("PostgreSQL", version, StringComparison.Ordinal);
        Assert.Equal([Engine.Sqlite, Engine.Postgres], EnginesHere);
    }

    [Fact]
    public async Task Two_databases_of_one_server_know_nothing_of_each_other()
    {
        if (await ServerOrSayAsync() is not { } server)
        {
            return;
        }
        var one = await server.NewDatabaseAsync();
        var other = await server.NewDatabaseAsync();

        await TellAsync(one, "CREATE TABLE words (word text); INSERT INTO words VALUES ('only here')");

        Assert.NotEqual(one, other);
        Assert.Equal("1", await AskAsync(one, "SELECT count(*)::text FROM words"));
        Assert.Equal("0", await AskAsync(other, "SELECT count(*)::text FROM information_schema.tables WHERE table_name = 'words'"));
    }

    [Fact]
    public async Task A_template_is_prepared_once_and_every_copy_is_its_own()
    {
        if (await ServerOrSayAsync() is not { } server)
        {
            return;
        }
        var prepared = 0;
        async Task<string> CopyAsync() => await server.NewDatabaseAsync(await server.TemplateAsync("words", async template =>
        {
            Interlocked.Increment(ref prepared);
            await TellAsync(template, "CREATE TABLE words (word text); INSERT INTO words VALUES ('from the template')");
        }));

        var watch = Stopwatch.StartNew();
        var copies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CopyAsync()));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"8 copies at once: {watch.ElapsedMilliseconds} ms"));
        await TellAsync(copies[0], "INSERT INTO words VALUES ('only in the first copy')");

        Assert.Equal(1, prepared);
        Assert.Equal("2", await AskAsync(copies[0], "SELECT count(*)::text FROM words"));
        Assert.All(copies[1..], copy => Assert.Equal("1", AskAsync(copy, "SELECT count(*)::text FROM words").GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task A_dropped_database_is_gone_also_while_someone_is_connected()
    {
        if (await ServerOrSayAsync() is not { } server)
        {
            return;
        }
        var database = await server.NewDatabaseAsync();
        await using var connected = new NpgsqlConnection(database);
        await connected.OpenAsync();

        await server.DropAsync(database);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(database, "SELECT '1'"));
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, refusal.SqlState);
    }

    private static IEnumerable<Engine> EnginesHere => ((IEnumerable<object[]>)Engines.Here).Select(row => (Engine)row[0]);

    /// <summary>The server; or, without one, a failure in CI and elsewhere a clear word in the output.</summary>
    private async Task<PostgresServer?> ServerOrSayAsync()
    {
        var server = await PostgresServer.SharedAsync();
        if (server is null)
        {
            const string Message =
                $"PostgreSQL is NOT tested here: set {PostgresServer.ConnectionVariable}, or install the package \"postgresql\".";
            Assert.False(string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase), Message);
            output.WriteLine(Message);
            await Console.Out.WriteLineAsync(Message);
        }
        return server;
    }

    private static async Task TellAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
