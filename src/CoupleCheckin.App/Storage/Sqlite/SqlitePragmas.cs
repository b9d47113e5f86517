using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CoupleCheckin.App.Storage.Sqlite;

/// <summary>The settings of every SQLite connection (security.md 4.1): acknowledged means on disk, deleted means gone.</summary>
internal sealed class SqlitePragmas(TimeSpan patience) : DbConnectionInterceptor
{
    // The command tries again until its own time is up; waiting inside SQLite only saves turns.
    private readonly string settings = $"""
        PRAGMA busy_timeout = {Math.Min(5_000, (int)patience.TotalMilliseconds)};
        PRAGMA synchronous = FULL;
        PRAGMA secure_delete = ON;
        PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA trusted_schema = OFF;
        PRAGMA cell_size_check = ON;
        PRAGMA journal_size_limit = 1048576;
        """;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
