using CoupleCheckin.Domain.Journal;
using Npgsql;

namespace CoupleCheckin.App;

/// <summary>What the host decides.</summary>
/// <param name="DataDirectory">Where the database and the keys of cookies lie. Made when it is not there.</param>
/// <param name="PostgresConnection">The connection string of a PostgreSQL database; null for the built-in SQLite file.</param>
/// <param name="SeedsDirectory">Where the content lies.</param>
public sealed record AppOptions(string DataDirectory, string? PostgresConnection, string SeedsDirectory)
{
    /// <summary>The same, with what is usual here wherever it says nothing else.</summary>
    public string? PostgresConnection { get; init => field = WithOurUsual(value); } = WithOurUsual(PostgresConnection);

    /// <summary>What the journal of one person may take up, in bytes.</summary>
    public long JournalBytes { get; init; } = JournalLimits.MostBytes;

    /// <summary>Whether the start brings the database to this version. Where several servers share one, it is a command's.</summary>
    public bool MigrateAtStart { get; init; } = true;

    /// <summary>A PKCS #12 file with an RSA key. With it and PostgreSQL the keys of cookies lie in the database, encrypted, for several servers.</summary>
    public string? CookieKeysCertificate { get; init; }

    /// <summary>The password of that file.</summary>
    public string? CookieKeysCertificatePassword { get; init; }

    /// <summary>The folder of pg_dump and pg_restore; null to look for them.</summary>
    public string? PostgresPrograms { get; init; }

    /// <summary>Whether this can be read as a connection string of PostgreSQL; whether anything answers there is not asked.</summary>
    public static bool IsPostgresConnection(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0 };
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            return false;
        }
    }

    /// <summary>
    /// At most 30 connections: three servers fit into the 100 that PostgreSQL allows. And no Kerberos: an image without a shell has not its
    /// library, and Npgsql would complain about that at every start.
    /// </summary>
    private static string? WithOurUsual(string? connection)
    {
        if (connection is null)
            return null;
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (!settings.ShouldSerialize("Maximum Pool Size"))
            settings.MaxPoolSize = 30;
        if (!settings.ShouldSerialize("GSS Encryption Mode"))
            settings.GssEncryptionMode = GssEncryptionMode.Disable;
        return settings.ConnectionString;
    }
}
