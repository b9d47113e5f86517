using System.Data.Common;
using System.Reflection;
using CoupleCheckin.App.Operations;
using CoupleCheckin.App.Storage.Postgres;
using CoupleCheckin.App.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace CoupleCheckin.App.Storage;

/// <summary>
/// The names of the changes of the schema that this program knows, and of those that a database has. Without a context, which takes
/// half a second to begin and is not needed for this at a start.
/// </summary>
internal static class Schema
{
    private const string Histories = "('__AccountMigrations', '__CoupleMigrations')";

    /// <summary>What this program knows for the kind of database that it uses.</summary>
    public static HashSet<string> Known(bool isSqlite)
    {
        Type[] contexts = isSqlite ? [typeof(SqliteAccountsDb), typeof(SqliteCoupleDb)] : [typeof(PostgresAccountsDb), typeof(PostgresCoupleDb)];
        return [.. typeof(Schema).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Migration)) && contexts.Contains(type.GetCustomAttribute<DbContextAttribute>()!.ContextType))
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id)];
    }

    /// <summary>What a database has; nothing when it has no tables yet.</summary>
    /// <param name="connection">Open.</param>
    public static HashSet<string> Of(DbConnection connection) => [.. connection.List(connection is SqliteConnection
            ? $"SELECT name FROM sqlite_master WHERE type = 'table' AND name IN {Histories};"
            : $"SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_name IN {Histories};")
        .SelectMany(history => connection.List($"SELECT \"MigrationId\" FROM \"{history}\";"))];

    /// <summary>What a PostgreSQL database has; nothing when it is not there yet.</summary>
    public static async Task<HashSet<string>> OfPostgresAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return [];
        }

        return Of(connection);
    }
}
