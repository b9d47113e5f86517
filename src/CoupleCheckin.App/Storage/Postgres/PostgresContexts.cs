using CoupleCheckin.App.Accounts;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CoupleCheckin.App.Storage.Postgres;

/// <summary>Couples on PostgreSQL.</summary>
internal sealed class PostgresCoupleDb(DbContextOptions options, Viewer viewer) : CoupleDb(options, viewer)
{
    internal sealed class ForMigrations : IDesignTimeDbContextFactory<PostgresCoupleDb>
    {
        public PostgresCoupleDb CreateDbContext(string[] args) => (PostgresCoupleDb)Engine.Postgres("Host=design").Couples(Viewer.Alone(new PersonId(Guid.Empty)));
    }
}

/// <summary>Accounts on PostgreSQL.</summary>
internal sealed class PostgresAccountsDb(DbContextOptions options) : AccountsDb(options)
{
    internal sealed class ForMigrations : IDesignTimeDbContextFactory<PostgresAccountsDb>
    {
        public PostgresAccountsDb CreateDbContext(string[] args) => (PostgresAccountsDb)Engine.Postgres("Host=design").Accounts();
    }
}
