using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using CoupleCheckin.App.Operations;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace CoupleCheckin.App.Tests.Operations;

/// <summary>The programs of their own that tests start in order to see them killed: this assembly, with arguments.</summary>
public static class Children
{
    private static int moments;

    public static Task<int> Main(string[] args) => args switch
    {
        ["write", var file] => Writer.WriteAsync(file),
        ["migrate", var folder, var postgres, var at] => MigrateAsync(new(folder, postgres.Length == 0 ? null : postgres, folder), Number(at)),
        ["backup", var folder, var postgres, var shelf, var at] => BackUpAsync(new(folder, postgres.Length == 0 ? null : postgres, folder), shelf, Number(at)),
        ["restore", var folder, var backup, var replace, var at] => RestoreAsync(new(folder, null, folder), backup, bool.Parse(replace), Number(at)),
        ["start", var folder] => StartAsync(folder),
        _ => Task.FromResult(2),
    };

    /// <summary>Starts one and waits until it ended, killed or not.</summary>
    /// <returns>The moments it counted when it came to its end; null when it was killed.</returns>
    internal static async Task<int?> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Children).Assembly.Location, .. args]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var child = Process.Start(start)!;
        var said = child.StandardOutput.ReadToEndAsync();
        var complained = child.StandardError.ReadToEndAsync();
        await child.WaitForExitAsync();
        const int KilledBySignal = 128 + 9;
        Assert.True(child.ExitCode is 0 or KilledBySignal, $"It ended with {child.ExitCode}: {await complained}");
        return child.ExitCode == 0 ? Number((await said).Trim()) : null;
    }

    /// <summary>Starts as somebody who has no rights on this machine, where this process has the right to become one.</summary>
    /// <returns>"ready", or the sentence with which it was refused.</returns>
    internal static async Task<string> StartWithoutRightsAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Children).Assembly.Location, "start", folder]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var said = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return said.Trim();
    }

    private static async Task<int> StartAsync(string folder)
    {
        // All that is needed is read while everything can be.
        var before = Directory.CreateTempSubdirectory("couple-checkin-before-").FullName;
        using (var warm = Database.Open(new(before, null, before)))
            await warm.PrepareAsync();
        Directory.Delete(before, recursive: true);
        if (Environment.IsPrivilegedProcess && SetUser(Nobody) != 0)
            return 2;
        try
        {
            using var database = Database.Open(new(folder, null, folder));
            await database.PrepareAsync();
            await Console.Out.WriteLineAsync("ready");
        }
        catch (DatabaseRefusedException refused)
        {
            await Console.Out.WriteLineAsync(refused.Message);
        }

        return 0;
    }

    private const uint Nobody = 65534;

    [DllImport("libc", EntryPoint = "setuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetUser(uint user);

    /// <summary>Gets a database ready, as a start does. Each statement has two moments: before it and after it.</summary>
    private static async Task<int> MigrateAsync(AppOptions options, int killedAt)
    {
        using var listening = Listen(killedAt);
        using var copying = Watch(options.DataDirectory, killedAt);
        using var database = Database.Open(options);
        await database.PrepareAsync();
        await Console.Out.WriteLineAsync(Volatile.Read(ref moments).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Makes a backup. Its moments are what it says, and each file that it begins.</summary>
    private static async Task<int> BackUpAsync(AppOptions options, string shelf, int killedAt)
    {
        using var copying = Watch(options.DataDirectory, killedAt);
        using var writing = Watch(shelf, killedAt);
        
        // Each at a minute of its own, so that none has the name of another.
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(killedAt));
        await new BackupShelf(new(options, time), shelf, passphrase: null, keep: 3, time).MakeAsync(_ => Pass(killedAt));
        await Console.Out.WriteLineAsync(Volatile.Read(ref moments).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Restores a backup. Its moments are what it says, each statement, and each file that comes, goes or gets another name.</summary>
    private static async Task<int> RestoreAsync(AppOptions options, string backup, bool replace, int killedAt)
    {
        using var listening = Listen(killedAt);
        using var writing = Watch(options.DataDirectory, killedAt);
        writing.Deleted += (_, _) => Pass(killedAt);
        await new Backups(options, TimeProvider.System).RestoreAsync(backup, () => null, replace, _ => Pass(killedAt));
        await Console.Out.WriteLineAsync(Volatile.Read(ref moments).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static IDisposable Listen(int killedAt) => DiagnosticListener.AllListeners.Subscribe(new Ear<DiagnosticListener>(source =>
    {
        if (source.Name == "Microsoft.EntityFrameworkCore")
            source.Subscribe(new Ear<KeyValuePair<string, object?>>(_ => Pass(killedAt)), (name, _, _) => name.EndsWith(".CommandExecuting", StringComparison.Ordinal) || name.EndsWith(".CommandExecuted", StringComparison.Ordinal));
    }));

    private static FileSystemWatcher Watch(string folder, int killedAt)
    {
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        watcher.Created += (_, _) => Pass(killedAt);
        watcher.Renamed += (_, _) => Pass(killedAt);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    /// <summary>As a power cut does: nothing of this program runs any more.</summary>
    private static void Pass(int killedAt)
    {
        if (Interlocked.Increment(ref moments) == killedAt)
            Process.GetCurrentProcess().Kill();
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed class Ear<T>(Action<T> hear) : IObserver<T>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(T value) => hear(value);
    }
}
