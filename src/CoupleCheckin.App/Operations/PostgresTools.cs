using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace CoupleCheckin.App.Operations;

/// <summary>PostgreSQL's own programs for copies. The password goes to them in their environment, which other users cannot read, and not in their arguments.</summary>
internal sealed class PostgresTools(string connection, string? folder)
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>Takes away every table and function that is there, but for those of extensions.</summary>
    private const string Empty = """
        DO $empty$
        DECLARE statement text;
        BEGIN
          FOR statement IN
            SELECT format('DROP TABLE IF EXISTS %I.%I CASCADE', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public'
          LOOP EXECUTE statement; END LOOP;
          FOR statement IN
            SELECT format('DROP FUNCTION IF EXISTS %s CASCADE', oid::regprocedure) FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
          LOOP EXECUTE statement; END LOOP;
        END $empty$;
        """;

    private readonly NpgsqlConnectionStringBuilder settings = new(connection);

    /// <summary>Writes the database in the form that <c>pg_restore</c> reads, as it is in this snapshot.</summary>
    public Task DumpAsync(string target, string snapshot, CancellationToken cancellationToken) =>
        RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--snapshot={snapshot}", $"--file={target}"], Refusal.Machine, cancellationToken);

    /// <summary>
    /// Puts it in the place of everything that is there, also of what only a later version made; all of it or nothing, and nothing
    /// when the rows are not those that the backup says it has. What is to be done to it at once is part of that. The statements are
    /// written beside the file first.
    /// </summary>
    public async Task RestoreAsync(string source, IReadOnlyDictionary<string, long> rows, IEnumerable<string> atOnce, CancellationToken cancellationToken)
    {
        var (before, within, after) = ($"{source}.before.sql", $"{source}.sql", $"{source}.after.sql");
        await RunAsync("pg_restore", ["--no-owner", "--no-privileges", $"--file={within}", source], Refusal.Backup, cancellationToken);
        await File.WriteAllTextAsync(before, Empty, cancellationToken);
        await File.WriteAllLinesAsync(after, rows.Select(table => Counted(table.Key, table.Value)).Concat(atOnce), cancellationToken);
        await RunAsync("psql", ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", $"--file={before}", $"--file={within}", $"--file={after}"], Refusal.Machine, cancellationToken);
    }

    /// <summary>Whether such a file can be read as a whole; its list of contents.</summary>
    public Task ListAsync(string source, CancellationToken cancellationToken) => RunAsync("pg_restore", ["--list", source], Refusal.Backup, cancellationToken);

    private static string Counted(string table, long rows)
    {
        var name = $"public.\"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return string.Create(CultureInfo.InvariantCulture, $"DO $counted$ BEGIN IF (SELECT count(*) FROM {name}) <> {rows} THEN RAISE EXCEPTION 'The backup has not the rows that its manifest says.'; END IF; END $counted$;");
    }

    private async Task RunAsync(string program, string[] arguments, Refusal why, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Find(program), arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                start.Environment[name] = value;
        }

        Set("PGHOST", settings.Host);
        Set("PGPORT", settings.Port.ToString(CultureInfo.InvariantCulture));
        Set("PGUSER", settings.Username);
        Set("PGPASSWORD", settings.Password);
        Set("PGPASSFILE", settings.Passfile);
        Set("PGDATABASE", settings.Database);
        Set("PGSSLROOTCERT", settings.RootCertificate);
        Set("PGSSLMODE", settings.SslMode switch
        {
            SslMode.Disable => "disable",
            SslMode.Allow => "allow",
            SslMode.Require => "require",
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            _ => "prefer",
        });
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new OperationRefusedException(Refusal.Asked, $"{program} is not here. Install PostgreSQL's client programs, in the version of the server or newer, or name their folder in CoupleCheckin__Backup__PostgresPrograms.", missing);
        }

        using (process)
        {
            process.StandardInput.Close();
            var unheard = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
            var said = await process.StandardError.ReadToEndAsync(cancellationToken);
            await unheard;
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw new OperationRefusedException(why, $"{program} did not succeed: {said.Trim().ReplaceLineEndings(" ")}");
        }
    }

    private string Find(string program)
    {
        if (folder is not null)
            return Path.Combine(folder, program);
        if ((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(one => File.Exists(Path.Combine(one, program))) || !Directory.Exists(Debian))
            return program;
        return Directory.GetDirectories(Debian)
            .OrderByDescending(one => int.TryParse(Path.GetFileName(one), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(one => Path.Combine(one, "bin", program)).FirstOrDefault(File.Exists) ?? program;
    }
}
