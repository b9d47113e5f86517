using CoupleCheckin.App.Accounts;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CoupleCheckin.App.Storage.Sqlite;

/// <summary>Couples on SQLite.</summary>
internal sealed class SqliteCoupleDb(DbContextOptions options, OneWriter writer, Viewer viewer) : CoupleDb(options, viewer)
{
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var turn = await writer.TakeTurnAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    internal sealed class ForMigrations : IDesignTimeDbContextFactory<SqliteCoupleDb>
    {
        public SqliteCoupleDb CreateDbContext(string[] args) => (SqliteCoupleDb)Engine.Sqlite("design.db").Couples(Viewer.Alone(new PersonId(Guid.Empty)));
    }
}

/// <summary>Accounts on SQLite.</summary>
internal sealed class SqliteAccountsDb(DbContextOptions options, OneWriter writer) : AccountsDb(options)
{
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var turn = await writer.TakeTurnAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    internal sealed class ForMigrations : IDesignTimeDbContextFactory<SqliteAccountsDb>
    {
        public SqliteAccountsDb CreateDbContext(string[] args) => (SqliteAccountsDb)Engine.Sqlite("design.db").Accounts();
    }
}
