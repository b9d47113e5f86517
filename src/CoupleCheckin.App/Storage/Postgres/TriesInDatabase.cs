using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CoupleCheckin.App.Accounts;
using Npgsql;

namespace CoupleCheckin.App.Storage.Postgres;

/// <summary>
/// In a table that all servers share, so that two of them allow no more guesses than one. Its keys are sealed with a secret that is
/// not in the database: neither a name that was tried nor a network can be told from them, also not from a backup.
/// </summary>
internal sealed class TriesInDatabase(string connectionString, byte[] secret, TimeProvider time) : ITriesBook
{
    /// <summary>
    /// The secret that servers with the same certificate have without telling each other: a signature with its key. A server that
    /// stands alone has one until it stops.
    /// </summary>
    public static byte[] SecretOf(AppOptions options)
    {
        if (options.CookieKeysCertificate is not { } file)
            return RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);
        using var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, options.CookieKeysCertificatePassword);
        using var key = certificate.GetRSAPrivateKey();
        return key is null ? RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes)
            : SHA256.HashData(key.SignData("Couple Check-in, tries to sign in"u8, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public async Task<T> StepAsync<T>(IReadOnlyList<string> keys, Func<Tries?[], DateTimeOffset, T> step, CancellationToken cancellationToken)
    {
        var hidden = keys.Select(key => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(key))).ToList();
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // One after the other for each key, whether there is a row already or not; in one order, so that no two wait for each other.
        foreach (var turn in hidden.Select(key => BinaryPrimitives.ReadInt64LittleEndian(key)).Order())
            await RunAsync(connection, "SELECT pg_advisory_xact_lock($1)", cancellationToken, turn);
        var held = await ReadAsync(connection, hidden, cancellationToken);
        var now = time.GetUtcNow();
        var tries = hidden.Select(key => held.TryGetValue(Convert.ToHexString(key), out var found) ? found.Now(now) : null).ToArray();
        var result = step(tries, now);
        foreach (var (key, tried) in hidden.Zip(tries))
        {
            if (tried is { } some)
            {
                await RunAsync(
                    connection,
                    $"INSERT INTO {ServerTables.Tries} (key, since, failures, next_at) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO UPDATE SET since = $2, failures = $3, next_at = $4",
                    cancellationToken, key, some.Since.UtcTicks, some.Failures, some.NextAt.UtcTicks);
            }
            else
            {
                await RunAsync(connection, $"DELETE FROM {ServerTables.Tries} WHERE key = $1", cancellationToken, key);
            }
        }

        await RunAsync(connection, $"DELETE FROM {ServerTables.Tries} WHERE since < $1", cancellationToken, (now - Tries.Memory).UtcTicks);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private static async Task<Dictionary<string, Tries>> ReadAsync(NpgsqlConnection connection, List<byte[]> keys, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT key, since, failures, next_at FROM {ServerTables.Tries} WHERE key = ANY($1)", connection) { Parameters = { new() { Value = keys.ToArray() } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var held = new Dictionary<string, Tries>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellationToken))
            held[Convert.ToHexString(rows.GetFieldValue<byte[]>(0))] = new(new(rows.GetInt64(1), TimeSpan.Zero), rows.GetInt32(2), new(rows.GetInt64(3), TimeSpan.Zero));
        return held;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken, params object[] values)
    {
#pragma warning disable CA2100 // The statements are constants of this file.
        await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
