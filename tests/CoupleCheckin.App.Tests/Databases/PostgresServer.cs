using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;

namespace CoupleCheckin.App.Tests.Databases;

/// <summary>
/// The PostgreSQL that the tests run on: the one named in <c>COUPLECHECKIN_TEST_POSTGRES</c>, else a private one, started
/// from the installed programs in a fresh folder, reachable through a socket in that folder only, and gone with this process.
/// </summary>
/// <remarks>
/// A small shell script owns the private server and reads from a pipe of this process. However this process ends, also by
/// being killed, the pipe closes; the script then stops the server and deletes its folder. No exit hook could promise that.
/// </remarks>
#pragma warning disable CA1001 // The connection that shows that this run lives is open as long as the process.
public sealed class PostgresServer
#pragma warning restore CA1001
{
    public const string ConnectionVariable = "COUPLECHECKIN_TEST_POSTGRES";

    private const string Script = """
        set -eu
        trap '' INT HUP TERM PIPE
        bin=$1
        folder=$(mktemp -d /tmp/couple-checkin-pg.XXXXXX)
        trap '"$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT
        "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --no-locale --no-sync </dev/null >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
        cat >>"$folder/data/postgresql.conf" <<CONF
        listen_addresses = ''
        unix_socket_directories = '$folder'
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        autovacuum = off
        wal_level = minimal
        max_wal_senders = 0
        max_connections = 400
        shared_buffers = 64MB
        CONF
        "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 start </dev/null >/dev/null 2>&1 || { cat "$folder/log"; exit 1; }
        echo "ready $folder" || exit 1
        cat >/dev/null
        """;

    private static readonly Lazy<Task<PostgresServer?>> Shared = new(StartAsync);

    private readonly NpgsqlConnectionStringBuilder _admin;
    private readonly ConcurrentDictionary<string, Lazy<Task>> _templates = new(StringComparer.Ordinal);
    private readonly string _prefix = $"cc_{Guid.NewGuid():N}"[..15];
    private int _count;
    private NpgsqlConnection? _presence;

    private PostgresServer(string adminConnectionString)
    {
        // The administrator's connections are not pooled: an idle one would keep a template "in use".
        _admin = new NpgsqlConnectionStringBuilder(adminConnectionString) { Pooling = false };
        _admin.Database ??= "postgres";
    }

    /// <summary>Whether a server is named or installed; false means that nothing here can run on PostgreSQL.</summary>
    public static bool IsAvailable => Named is not null || FindPrograms() is not null;

    private static string? Named => Environment.GetEnvironmentVariable(ConnectionVariable) is { Length: > 0 } named ? named : null;

    /// <summary>The one server of this test run, started at the first call; null when none is named or installed.</summary>
    /// <exception cref="InvalidOperationException">One is installed and did not start; the message carries its log.</exception>
    public static Task<PostgresServer?> SharedAsync() => Shared.Value;

    /// <summary>Makes a fresh database, empty or a copy of <paramref name="template"/>, and answers its connection string.</summary>
    public async Task<string> NewDatabaseAsync(string? template = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_prefix}_{Interlocked.Increment(ref _count)}");
        await CreateAsync(name, template);
        return ConnectionStringOf(name);
    }

    /// <summary>
    /// Prepares the template of that name once per run, with <paramref name="prepare"/> on a connection string without
    /// pooling (a template in use cannot be copied), and answers the name to pass to <see cref="NewDatabaseAsync"/>.
    /// </summary>
    public async Task<string> TemplateAsync(string name, Func<string, Task> prepare)
    {
        var database = $"{_prefix}_t_{name}";
        await _templates.GetOrAdd(name, _ => new Lazy<Task>(async () =>
        {
            await CreateAsync(database, template: null);
            var connection = new NpgsqlConnectionStringBuilder(ConnectionStringOf(database)) { Pooling = false };
            await prepare(connection.ConnectionString);
        })).Value;
        return database;
    }

    /// <summary>Drops a database made here, also while connections to it are open.</summary>
    public async Task DropAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await using var pool = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(pool);
        await AdministerAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
    }

    private Task CreateAsync(string name, string? template) => AdministerAsync(template is null
        ? $"CREATE DATABASE \"{name}\""
        : $"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");

    private string ConnectionStringOf(string database) => new NpgsqlConnectionStringBuilder(_admin.ConnectionString)
    {
        Database = database,
        Pooling = true,
        // Every test has its own database, hence its own pool: idle connections must not pile up to the server's limit.
        MaxPoolSize = 50,
        ConnectionIdleLifetime = 5,
        ConnectionPruningInterval = 1,
    }.ConnectionString;

    private async Task AdministerAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(_admin.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of databases cannot be parameters; ours are made above.
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresServer?> StartAsync()
    {
        if (Named is { } named)
        {
            var server = new PostgresServer(named);
            await server.TidyUpAsync();
            return server;
        }
        return FindPrograms() is { } programs ? await StartPrivateAsync(programs) : null;
    }

    /// <summary>
    /// On a server that outlives us, drops what earlier runs left behind. A run shows that it lives by one open connection
    /// that carries its prefix; the end of its process, however it comes, closes that. Hooks at exit are cut short by test hosts.
    /// </summary>
    private async Task TidyUpAsync()
    {
        _presence = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_admin.ConnectionString)
        {
            ApplicationName = _prefix,
            KeepAlive = 60,
        }.ConnectionString);
        await _presence.OpenAsync();

        var leftovers = new List<string>();
        await using (var command = new NpgsqlCommand(
            """
            SELECT datname FROM pg_database
            WHERE datname ~ '^cc_[0-9a-f]{12}_' AND pg_get_userbyid(datdba) = current_user
              AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = left(datname, 15))
            """, _presence))
        await using (var rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                leftovers.Add(rows.GetString(0));
            }
        }
        foreach (var name in leftovers)
        {
            await AdministerAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
        }
    }

    private static async Task<PostgresServer> StartPrivateAsync(string programs)
    {
        // PostgreSQL refuses to run as root; Debian's package brings the account it runs as.
        string[] command = Environment.IsPrivilegedProcess
            ? ["runuser", "-u", "postgres", "--", "/bin/sh", "-c", Script, "sh", programs]
            : ["/bin/sh", "-c", Script, "sh", programs];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The shell that starts PostgreSQL did not start.");

        var said = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(process);
                return new PostgresServer($"Host={line["ready ".Length..]};Username=postgres;Database=postgres");
            }
            said.AppendLine(line);
        }
        throw new InvalidOperationException($"PostgreSQL in {programs} is installed but did not start:\n{said}");
    }

    private static void Stop(Process process)
    {
        process.StandardInput.Close();
        process.WaitForExit(TimeSpan.FromSeconds(20));
    }

    private static string? FindPrograms()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        var newestFirst = versions
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"));
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] programs = ["initdb", "pg_ctl", "postgres"];
        return newestFirst.Concat(onPath).FirstOrDefault(folder => programs.All(program => IsThere(Path.Combine(folder, program))));
    }

    /// <summary>Whether there is a file at the end of all links; a link to nowhere "exists" too.</summary>
    private static bool IsThere(string path) => File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is not { Exists: false };
}
