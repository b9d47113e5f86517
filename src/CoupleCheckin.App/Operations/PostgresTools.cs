using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace CoupleCheckin.App.Operations;

/// <summary>PostgreSQL's own programs for copies. The password goes to them in their environment, which other users cannot read, and not in their arguments.</summary>
internal sealed class PostgresTools(string connection, string? folder)
{
    private const string Debian = "/usr/lib/postgresql";

    private readonly NpgsqlConnectionStringBuilder settings = new(connection);

    /// <summary>Writes the database in the form that <c>pg_restore</c> reads, as it is in this snapshot.</summary>
    public Task DumpAsync(string target, string snapshot, CancellationToken cancellationToken) =>
        RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--snapshot={snapshot}", $"--file={target}"], cancellationToken);

    /// <summary>Puts it back, all of it or nothing.</summary>
    public Task RestoreAsync(string source, bool replace, CancellationToken cancellationToken) =>
        RunAsync("pg_restore", [.. replace ? (string[])["--clean", "--if-exists"] : [], "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", $"--dbname={settings.Database}", source], cancellationToken);

    /// <summary>Whether such a file can be read as a whole; its list of contents.</summary>
    public Task ListAsync(string source, CancellationToken cancellationToken) => RunAsync("pg_restore", ["--list", source], cancellationToken);

    private async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
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
                throw new OperationRefusedException(Refusal.Machine, $"{program} did not succeed: {said.Trim().ReplaceLineEndings(" ")}");
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
