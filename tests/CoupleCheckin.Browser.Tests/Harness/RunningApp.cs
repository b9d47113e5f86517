using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using CoupleCheckin.App.Tests.Databases;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>Tests of this collection share one running app on SQLite.</summary>
[CollectionDefinition(Name)]
public sealed class AppCollection : ICollectionFixture<RunningApp>
{
    public const string Name = "The running app";
}

/// <summary>The same with an app of its own, so that two collections can run side by side.</summary>
[CollectionDefinition(Name)]
public sealed class SecondAppCollection : ICollectionFixture<RunningApp>
{
    public const string Name = "The second running app";
}

/// <summary>Tests of this collection share one running app on PostgreSQL.</summary>
[CollectionDefinition(Name)]
public sealed class AppOnPostgresCollection : ICollectionFixture<RunningAppOnPostgres>
{
    public const string Name = "The running app on PostgreSQL";
}

/// <summary>
/// The published app as a process of its own, on a free port and a fresh folder. Everything it may write (data, temporary
/// files, its home) is inside <see cref="Folder"/>, everything it says in <see cref="Output"/>.
/// </summary>
public class RunningApp : IAsyncLifetime
{
    /// <summary>The path of an app's main dll, to test that one in place of the one in artifacts/app.</summary>
    public const string AppVariable = "COUPLECHECKIN_TEST_APP";

    /// <summary>How many milliseconds a byte takes one way to every app and back: over a slow line, whoever does not wait for what it needs goes wrong.</summary>
    public const string LineVariable = "COUPLECHECKIN_TEST_LINE";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<string>> Published = new(FindOrPublishAsync);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });

    private readonly Uri _listensAt;
    private readonly Relay? _line;
    private readonly StringBuilder _output = new();
    private readonly Lock _gate = new();
    private Process? _process;

    public RunningApp()
    {
        Folder = Directory.CreateTempSubdirectory("couple-checkin-").FullName;
        BaseAddress = _listensAt = FreeAddress();
        if (Environment.GetEnvironmentVariable(LineVariable) is { Length: > 0 } line)
        {
            _listensAt = FreeAddress();
            _line = Relay.Between(BaseAddress, _listensAt, new Line(TimeSpan.FromMilliseconds(int.Parse(line, CultureInfo.InvariantCulture)), 10e6 / 8));
        }
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
    }

    /// <summary>Where it answers; the same after a restart.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The folder that holds all it may write: data/, temp/ and home/.</summary>
    public string Folder { get; }

    public string DataDirectory => Path.Combine(Folder, "data");

    /// <summary>Settings on top of the usual ones, as environment variables (<c>Section__Key</c>); read at each start.</summary>
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>All it has said so far, over all its starts: standard output and error.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>The main dll of what is run.</summary>
    protected virtual Task<string> FindAsync() => Published.Value;

    /// <summary>The address that answers once it is up.</summary>
    protected virtual string Sign => "health/live";

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The app is not running.");

    /// <summary>From the start of the process until it first answered as healthy, at the latest start.</summary>
    public TimeSpan StartTook { get; private set; }

    /// <summary>The memory it holds now, in bytes, as the system counts it.</summary>
    public long ResidentMemory
    {
        get
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.WorkingSet64;
        }
    }

    /// <summary>The main dll of the published app.</summary>
    public static Task<string> PublishedAsync() => Published.Value;

    /// <summary>An app of one's own, with settings of one's own; to be disposed by who made it.</summary>
    public static async Task<RunningApp> StartNewAsync(params (string Setting, string Value)[] settings)
    {
        var app = new RunningApp();
        foreach (var (setting, value) in settings)
        {
            app.Settings[setting] = value;
        }
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return app;
    }

    public virtual Task InitializeAsync() => StartAsync();

    /// <summary>Starts it on the data it has and waits until it is healthy.</summary>
    public async Task StartAsync()
    {
        Assert.Null(_process);
        var dll = await FindAsync();
        var start = new ProcessStartInfo("dotnet", [dll])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(dll)!,
        };
        foreach (var name in start.Environment.Keys.Where(name =>
            name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["ASPNETCORE_URLS"] = _listensAt.ToString().TrimEnd('/');
        start.Environment["CoupleCheckin__DataDirectory"] = DataDirectory;
        start.Environment["TMPDIR"] = start.Environment["TEMP"] = start.Environment["TMP"] = Directory.CreateDirectory(Path.Combine(Folder, "temp")).FullName;
        start.Environment["HOME"] = Directory.CreateDirectory(Path.Combine(Folder, "home")).FullName;
        foreach (var (setting, value) in Settings)
        {
            start.Environment[setting] = value;
        }

        var watch = Stopwatch.StartNew();
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;

        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await IsHealthyAsync())
        {
            if (process.HasExited)
            {
                await process.WaitForExitAsync();
                _process = null;
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The app ended with {process.ExitCode} instead of starting:\n{Output}"));
            }
            if (watch.Elapsed > Patience)
            {
                await StopAsync(abruptly: true);
                throw new InvalidOperationException($"The app was not healthy within {Patience}:\n{Output}");
            }
            await tick.WaitForNextTickAsync();
        }
        StartTook = watch.Elapsed;
    }

    /// <summary>Ends it: as a service manager would, or abruptly, as a power cut would.</summary>
    public async Task StopAsync(bool abruptly = false)
    {
        if (_process is not { } process)
        {
            return;
        }
        if (abruptly || OperatingSystem.IsWindows())
        {
            process.Kill();
        }
        else
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }
        using var deadline = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(deadline.Token);
        _process = null;
        process.Dispose();
    }

    /// <summary>Ends it and starts it again on the same data and the same address.</summary>
    public async Task RestartAsync(bool abruptly = false)
    {
        await StopAsync(abruptly);
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await StopAsync(abruptly: true);
        if (_line is not null)
        {
            await _line.DisposeAsync();
        }
        Directory.Delete(Folder, recursive: true);
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            lock (_gate)
            {
                _output.AppendLine(line);
            }
        }
    }

    private void Kill()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            process.WaitForExit(Patience);
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task<bool> IsHealthyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(_listensAt, Sign));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // Nobody listens yet.
        }
    }

    /// <summary>An address on this machine at a <see cref="FreePort"/>.</summary>
    internal static Uri FreeAddress() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}/"));

    /// <summary>
    /// A port that nobody listens on, outside of the range that systems hand out for outgoing connections: so that it is
    /// still free a moment later, and after a restart.
    /// </summary>
    internal static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 30_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }

    private static async Task<string> FindOrPublishAsync()
    {
        if (Environment.GetEnvironmentVariable(AppVariable) is { Length: > 0 } named)
        {
            return Path.GetFullPath(named);
        }
        var folder = Path.Combine(Repository.Artifacts, "app");
        var dll = Path.Combine(folder, "CoupleCheckin.Web.dll");
        if (!File.Exists(dll))
        {
            await Dotnet.RunAsync(Repository.Root, ci: null, "publish", "src/CoupleCheckin.Web", "-c", "Release", "-o", folder);
        }
        return dll;
    }
}

/// <summary>The running app on a fresh PostgreSQL database; without a PostgreSQL its tests fail and say why.</summary>
public sealed class RunningAppOnPostgres : RunningApp
{
    public override async Task InitializeAsync()
    {
        var server = await PostgresServer.SharedAsync()
            ?? throw new InvalidOperationException($"PostgreSQL is NOT tested here: set {PostgresServer.ConnectionVariable}, or install it.");
        Settings["ConnectionStrings__Postgres"] = await server.NewDatabaseAsync();
        await base.InitializeAsync();
    }
}
