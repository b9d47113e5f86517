using CoupleCheckin.Domain.Journal;

namespace CoupleCheckin.App;

/// <summary>What the host decides.</summary>
/// <param name="DataDirectory">Where the database and the keys of cookies lie. Made when it is not there.</param>
/// <param name="PostgresConnection">The connection string of a PostgreSQL database; null for the built-in SQLite file.</param>
/// <param name="SeedsDirectory">Where the content lies.</param>
public sealed record AppOptions(string DataDirectory, string? PostgresConnection, string SeedsDirectory)
{
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
}
