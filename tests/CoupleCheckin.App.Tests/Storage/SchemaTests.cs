using CoupleCheckin.App.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Tests.Storage;

public sealed class SchemaTests
{
    [Fact]
    public async Task It_knows_the_changes_that_the_contexts_would_make_and_a_database_that_was_made_has_them()
    {
        foreach (var engine in new[] { Engine.Sqlite("none.db"), Engine.Postgres("Host=nowhere") })
        {
            await using var accounts = engine.Accounts();
            await using var couples = engine.Couples(Viewer.Alone(default));
            string[] made = [.. accounts.Database.GetMigrations(), .. couples.Database.GetMigrations()];
            Assert.NotEmpty(made);
            Assert.Equal(made.Order(StringComparer.Ordinal), Schema.Known(engine.SqliteFile is not null).Order(StringComparer.Ordinal));
        }

        var folder = Directory.CreateTempSubdirectory("couple-checkin-schema-").FullName;
        try
        {
            await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "checkin.db")};Pooling=False");
            await connection.OpenAsync();
            Assert.Empty(Schema.Of(connection));
            await Database.MigrateAsync(Engine.Sqlite(Path.Combine(folder, "checkin.db")), default);
            Assert.True(Schema.Known(isSqlite: true).SetEquals(Schema.Of(connection)));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
