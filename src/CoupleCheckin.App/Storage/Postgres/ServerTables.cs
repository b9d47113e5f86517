using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace CoupleCheckin.App.Storage.Postgres;

/// <summary>
/// Three tables that belong to the servers and to nobody who uses them: signals on their way, the keys of cookies, and what was tried
/// in vain at sign-ins. None holds anything that somebody wrote, and a restored database begins without them.
/// </summary>
internal static class ServerTables
{
    public const string Signals = "\"__Signals\"";
    public const string CookieKeys = "\"__CookieKeys\"";
    public const string Tries = "\"__Tries\"";
    private const long OurLock = 0x434F55504C4501;

    /// <summary>Makes them when they are not there. Several servers may start at once.</summary>
    public static async Task MakeAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using (var look = new NpgsqlCommand($"SELECT to_regclass('{Signals}') IS NOT NULL AND to_regclass('{CookieKeys}') IS NOT NULL AND to_regclass('{Tries}') IS NOT NULL", connection))
        {
            if (await look.ExecuteScalarAsync(cancellationToken) is true)
                return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var make = new NpgsqlCommand(
            $"""
            SELECT pg_advisory_xact_lock({OurLock});
            CREATE TABLE IF NOT EXISTS {Signals} (id bigserial PRIMARY KEY, node uuid NOT NULL, reach smallint NOT NULL, target uuid NOT NULL, kind integer NOT NULL, item uuid NOT NULL, at timestamptz NOT NULL DEFAULT now());
            CREATE TABLE IF NOT EXISTS {CookieKeys} (name text PRIMARY KEY, xml text NOT NULL);
            CREATE TABLE IF NOT EXISTS {Tries} (key bytea PRIMARY KEY, since bigint NOT NULL, failures integer NOT NULL, next_at bigint NOT NULL);
            CREATE INDEX IF NOT EXISTS "IX___Tries_since" ON {Tries} (since);
            """,
            connection,
            transaction);
        await make.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The keys of cookies and forms, shared by all servers, so that each reads what another gave out. They are encrypted before they come here.</summary>
    public sealed class SharedCookieKeys(string connectionString) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var connection = new NpgsqlConnection(connectionString);
            connection.Open();
            using var command = new NpgsqlCommand($"SELECT xml FROM {CookieKeys}", connection);
            using var rows = command.ExecuteReader();
            var keys = new List<XElement>();
            while (rows.Read())
                keys.Add(XElement.Parse(rows.GetString(0)));
            return keys;
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            using var connection = new NpgsqlConnection(connectionString);
            connection.Open();
            using var command = new NpgsqlCommand($"INSERT INTO {CookieKeys} (name, xml) VALUES ($1, $2)", connection)
            {
                Parameters = { new() { Value = friendlyName }, new() { Value = element.ToString(SaveOptions.DisableFormatting) } },
            };
            command.ExecuteNonQuery();
        }
    }
}
