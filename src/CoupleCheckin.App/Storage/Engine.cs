using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Storage.Postgres;
using CoupleCheckin.App.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage;

/// <summary>The database in use, and the only place that makes contexts.</summary>
internal sealed class Engine
{
    private Engine(string? sqliteFile, Func<Viewer, CoupleDb> couples, Func<AccountsDb> accounts) =>
        (SqliteFile, Couples, Accounts) = (sqliteFile, couples, accounts);

    /// <summary>The database file; null on PostgreSQL.</summary>
    public string? SqliteFile { get; }

    /// <summary>A context bound to one viewer.</summary>
    public Func<Viewer, CoupleDb> Couples { get; }

    /// <summary>A context of accounts and sessions.</summary>
    public Func<AccountsDb> Accounts { get; }

    /// <summary>A SQLite database in one file, made when it is not there.</summary>
    public static Engine Sqlite(string file) => Sqlite(file, TimeSpan.FromSeconds(15));

    /// <summary>The same, with another patience: how long a save waits for a writer outside this process, in whole seconds.</summary>
    public static Engine Sqlite(string file, TimeSpan patience)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = (int)patience.TotalSeconds }.ToString();
        var writer = new OneWriter();
        var couples = Options<SqliteCoupleDb>("Couple");
        var accounts = Options<SqliteAccountsDb>("Account");
        return new(file, viewer => new SqliteCoupleDb(couples, writer, viewer), () => new SqliteAccountsDb(accounts, writer));

        DbContextOptions Options<T>(string history) where T : DbContext => new DbContextOptionsBuilder<T>()
            .UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable($"__{history}Migrations").UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery))
            .AddInterceptors(new SqlitePragmas(patience))
            .Options;
    }

    /// <summary>A PostgreSQL database.</summary>
    public static Engine Postgres(string connectionString)
    {
        var couples = Options<PostgresCoupleDb>("Couple");
        var accounts = Options<PostgresAccountsDb>("Account");
        return new(null, viewer => new PostgresCoupleDb(couples, viewer), () => new PostgresAccountsDb(accounts));

        DbContextOptions Options<T>(string history) where T : DbContext => new DbContextOptionsBuilder<T>()
            .UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable($"__{history}Migrations").UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery))
            .Options;
    }
}
