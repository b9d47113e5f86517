using System.Data.Common;
using CoupleCheckin.App.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using AppEngine = CoupleCheckin.App.Storage.Engine;

namespace CoupleCheckin.App.Tests.Databases;

/// <summary>A fresh, migrated database of one test, and a way to look into it past every rule of the app.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(PrepareSqliteAsync);

    private readonly string? folder;
    private readonly string connection;

    private TestDatabase(AppEngine engine, string connection, string? folder) => (Engine, this.connection, this.folder) = (engine, connection, folder);

    /// <summary>What the app would use.</summary>
    public AppEngine Engine { get; }

    /// <summary>A migrated database in which there is nothing yet.</summary>
    /// <param name="engine">On which of the two.</param>
    /// <param name="patience">How long its connections wait for others; as in the app when null.</param>
    public static async Task<TestDatabase> NewAsync(Engine engine, TimeSpan? patience = null)
    {
        if (engine == Databases.Engine.Postgres)
        {
            var server = await PostgresServer.SharedAsync() ?? throw new InvalidOperationException("There is no PostgreSQL here.");
            var fresh = await server.NewDatabaseAsync(await server.TemplateAsync("tables", template => MigrateAsync(AppEngine.Postgres(template))));
            var withPatience = new NpgsqlConnectionStringBuilder(fresh);
            if (patience is { } time)
                withPatience.CommandTimeout = (int)time.TotalSeconds;
            return new(AppEngine.Postgres(withPatience.ConnectionString), withPatience.ConnectionString, folder: null);
        }

        var place = Directory.CreateTempSubdirectory("couple-checkin-db-").FullName;
        var file = Path.Combine(place, "checkin.db");
        File.Copy(await SqliteTemplate.Value, file);
        return new(patience is { } wait ? AppEngine.Sqlite(file, wait) : AppEngine.Sqlite(file), $"Data Source={file};Pooling=False", place);
    }

    /// <summary>A connection of somebody who does not go through the app.</summary>
    public async Task<DbConnection> ConnectAsync()
    {
        DbConnection raw = folder is null ? new NpgsqlConnection(connection) : new SqliteConnection(connection);
        await raw.OpenAsync();
        return raw;
    }

    /// <summary>Runs one statement past the app.</summary>
    public async Task<int> RunAsync(string statement)
    {
        await using var raw = await ConnectAsync();
        return await raw.RunAsync(statement);
    }

    public async ValueTask DisposeAsync()
    {
        if (folder is null)
        {
            await (await PostgresServer.SharedAsync())!.DropAsync(connection);
            return;
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    public static async Task MigrateAsync(AppEngine engine)
    {
        foreach (DbContext db in new DbContext[] { engine.Accounts(), engine.Couples(Viewer.Alone(default)) })
        {
            await using (db)
                await db.Database.MigrateAsync();
        }
    }

    private static async Task<string> PrepareSqliteAsync()
    {
        var place = Directory.CreateTempSubdirectory("couple-checkin-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(place, recursive: true);
        var file = Path.Combine(place, "checkin.db");
        await MigrateAsync(AppEngine.Sqlite(file));
        await using var raw = new SqliteConnection($"Data Source={file};Pooling=False");
        await raw.OpenAsync();
        await raw.RunAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return file;
    }
}
