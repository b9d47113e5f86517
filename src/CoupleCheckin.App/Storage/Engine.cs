using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Storage.Postgres;
using CoupleCheckin.App.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CoupleCheckin.App.Storage;

/// <summary>The database in use, and the only place that makes contexts.</summary>
internal sealed class Engine
{
    private readonly OneWriter? only;

    private Engine(string? sqliteFile, string? postgres, OneWriter? writer, Func<Viewer, OneWriter?, CoupleDb> couples, Func<OneWriter?, AccountsDb> accounts)
    {
        (SqliteFile, PostgresConnection, only) = (sqliteFile, postgres, writer);
        (Couples, Accounts) = (viewer => couples(viewer, writer), () => accounts(writer));
        (MakeCouples, MakeAccounts) = (couples, accounts);
    }

    /// <summary>The database file; null on PostgreSQL.</summary>
    public string? SqliteFile { get; }

    /// <summary>How PostgreSQL is reached; null on SQLite.</summary>
    public string? PostgresConnection { get; }

    /// <summary>A context bound to one viewer.</summary>
    public Func<Viewer, CoupleDb> Couples { get; }

    /// <summary>A context of accounts and sessions.</summary>
    public Func<AccountsDb> Accounts { get; }

    private Func<Viewer, OneWriter?, CoupleDb> MakeCouples { get; }

    private Func<OneWriter?, AccountsDb> MakeAccounts { get; }

    /// <summary>
    /// Lets both contexts change things that stand or fall together: what they save is on disk at the end, all of it, when the act says
    /// so, and otherwise none. Other writers of this process wait until then.
    /// </summary>
    public async Task<T> TogetherAsync<T>(Viewer viewer, Func<CoupleDb, AccountsDb, Task<(bool Keep, T Result)>> act, CancellationToken cancellationToken)
    {
        using var turn = only is null ? default(IDisposable) : await only.TakeTurnAsync(cancellationToken);
        using var among = only is null ? null : new OneWriter();
        await using var couples = MakeCouples(viewer, among);
        await using var transaction = await couples.Database.BeginTransactionAsync(cancellationToken);
        await using var accounts = MakeAccounts(among);
        accounts.Database.SetDbConnection(couples.Database.GetDbConnection());
        await accounts.Database.UseTransactionAsync(transaction.GetDbTransaction(), cancellationToken);
        var (keep, result) = await act(couples, accounts);
        if (keep)
            await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>A SQLite database in one file, made when it is not there.</summary>
    public static Engine Sqlite(string file) => Sqlite(file, TimeSpan.FromSeconds(15));

    /// <summary>The same, with another patience: how long a save waits for a writer outside this process, in whole seconds.</summary>
    public static Engine Sqlite(string file, TimeSpan patience)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = (int)patience.TotalSeconds }.ToString();
        var writer = new OneWriter();
        var couples = Options<SqliteCoupleDb>("Couple");
        var accounts = Options<SqliteAccountsDb>("Account");
        return new(file, null, writer, (viewer, turns) => new SqliteCoupleDb(couples, turns!, viewer), turns => new SqliteAccountsDb(accounts, turns!));

        DbContextOptions Options<T>(string history) where T : DbContext => new DbContextOptionsBuilder<T>()
            .UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable($"__{history}Migrations").UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery))
            .AddInterceptors(new SqlitePragmas(patience))
            .Options;
    }

    /// <summary>A PostgreSQL database.</summary>
    public static Engine Postgres(string connection)
    {
        var couples = Options<PostgresCoupleDb>("Couple");
        var accounts = Options<PostgresAccountsDb>("Account");
        return new(null, connection, null, (viewer, _) => new PostgresCoupleDb(couples, viewer), _ => new PostgresAccountsDb(accounts));

        DbContextOptions Options<T>(string history) where T : DbContext => new DbContextOptionsBuilder<T>()
            .UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable($"__{history}Migrations").UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery))
            .Options;
    }
}
