using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CoupleCheckin.App;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Operations;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoupleCheckin.Benchmarks;

/// <summary>
/// Many couples at once, on the use cases and the database of the app, without browsers: how long an action takes, what it takes in memory,
/// and what a backup does to it meanwhile. Bounded in people and time, and on this machine only. On SQLite with one server; on the empty
/// PostgreSQL database that COUPLECHECKIN_LOAD_POSTGRES names, with two, and once more with a second one that is a process of its own
/// and is killed in the middle.
/// </summary>
internal static class Loading
{
    private const int MostCouples = 5_000;
    private const int MostSeconds = 600;
    private const int MostMegabytes = 4_000;
    private static readonly Dictionary<Guid, byte[]> Roots = [];

    /// <summary>Runs it: how many couples there are, how many people act, for how many seconds, and how many megabytes lie beside them in an SQLite file.</summary>
    public static async Task RunAsync(string[] args)
    {
        var couples = Number(args, 0, 1_000, MostCouples);
        var active = Math.Min(Number(args, 1, 200, MostCouples), 2 * couples);
        var seconds = Number(args, 2, 30, MostSeconds);
        var folder = Directory.CreateTempSubdirectory("couple-checkin-load-").FullName;
        try
        {
            var postgres = Environment.GetEnvironmentVariable("COUPLECHECKIN_LOAD_POSTGRES") is { Length: > 0 } named ? named : null;
            var megabytes = postgres is null ? Number(args, 3, 0, MostMegabytes) : 0;
            var options = new AppOptions(folder, postgres, Path.Combine(AppContext.BaseDirectory, "seeds"));
            List<ServiceProvider> servers = [await StartAsync(options)];
            if (postgres is not null)
                servers.Add(await StartAsync(options with { DataDirectory = Path.Combine(folder, "other") }));
            var people = await FillAsync(servers, couples);
            if (megabytes > 0)
                Weigh(servers[0].GetRequiredService<Engine>(), megabytes);
            Say($"{(postgres is null ? "SQLite" : "PostgreSQL")}, {servers.Count} server(s), {couples} couples, {megabytes} MB more; {active} people act for {seconds} s on {Environment.ProcessorCount} cores");
            await ActAsync("alone", servers, people[..active], seconds, backup: null);
            await ActAsync("while a backup is made", servers, people[..active], seconds, () => new Backups(options, TimeProvider.System).MakeAsync(Path.Combine(folder, $"{Guid.NewGuid():N}.backup"), null, _ => { }));
            if (postgres is not null)
                await KillOneAsync(servers[0], Path.Combine(folder, "third"), people[..active], seconds);
            using var process = Process.GetCurrentProcess();
            Say($"memory {process.WorkingSet64 / 1_048_576} MB");
            foreach (var server in servers)
            {
                foreach (var hosted in server.GetServices<IHostedService>())
                    await hosted.StopAsync(default);
                await server.DisposeAsync();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Weigh(Engine engine, int megabytes)
    {
        using var accounts = engine.Accounts();
        using var connection = accounts.Database.GetDbConnection();
        connection.Open();
        connection.Ask("CREATE TABLE \"Weight\" (blob BLOB)");
        for (var at = 0; at < megabytes; at++)
            connection.Ask("INSERT INTO \"Weight\" VALUES (randomblob(1048576))");
    }

    private static async Task<ServiceProvider> StartAsync(AppOptions options)
    {
        var server = Build(options);
        await server.GetRequiredService<Database>().PrepareAsync();
        foreach (var hosted in server.GetServices<IHostedService>())
            await hosted.StartAsync(default);
        return server;
    }

    private static ServiceProvider Build(AppOptions options)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddCoupleCheckin(options);
        services.AddScoped<Asking>();
        services.AddScoped<ISignedIn>(provider => provider.GetRequiredService<Asking>());
        return services.BuildServiceProvider();
    }

    /// <summary>The second server, as a process that can be killed: it hears who acts on it and says how long each action took.</summary>
    public static async Task ServeAsync(string folder)
    {
        await using var server = await StartAsync(new AppOptions(folder, Environment.GetEnvironmentVariable("COUPLECHECKIN_LOAD_POSTGRES"), Path.Combine(AppContext.BaseDirectory, "seeds")));
        var people = new List<SignedIn>();
        while (await Console.In.ReadLineAsync() is { Length: > 0 } line)
        {
            var parts = line.Split(' ');
            people.Add(new(new(Guid.Parse(parts[0])), Guid.Parse(parts[1])));
            using var root = SecretKey.From(Convert.FromHexString(parts[2]));
            server.GetRequiredService<KeyRing>().Put(people[^1].Session, root);
        }

        Say($"ready");
        var acting = people.Select((who, at) => Task.Run(() => ActAsOneAsync(server, who, (double)at / people.Count, (took, failed) => Say($"{took:0.0} {failed}"), default)));
        await Task.WhenAll(acting);
    }

    private static async Task KillOneAsync(ServiceProvider survivor, string folder, List<SignedIn> people, int seconds)
    {
        var all = new Actions();
        var theirs = people.Where((_, at) => at % 2 == 1).ToList();
        using var other = Process.Start(new ProcessStartInfo("dotnet", [typeof(Loading).Assembly.Location, "load-server", folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        foreach (var who in theirs)
            await other.StandardInput.WriteLineAsync($"{who.Person.Value} {who.Session} {Convert.ToHexString(Roots[who.Session])}");
        await other.StandardInput.WriteLineAsync();
        while (await other.StandardOutput.ReadLineAsync() is var said && said is not "ready")
        {
            if (said is null)
                throw new InvalidOperationException("The second server ended before it was ready.");
        }

        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var onTheOther = 0;
        var staying = people.Where((_, at) => at % 2 == 0).Select((who, at) => Task.Run(() => ActAsOneAsync(survivor, who, 2.0 * at / people.Count, all.Count, enough.Token))).ToList();
        var killing = Task.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds / 2.0));
            other.Kill();
        });
        while (await other.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is [var number, var failed] && double.TryParse(number, CultureInfo.InvariantCulture, out var time) && bool.TryParse(failed, out var bad))
            {
                onTheOther++;
                all.Count(time, bad);
            }
        }

        await killing;
        var moved = theirs.Select((who, at) => Task.Run(() => ActAsOneAsync(survivor, who, (double)at / theirs.Count, all.Count, enough.Token))).ToList();
        await Task.WhenAll([.. staying, .. moved]);
        all.Report($"one of two killed in the middle, {onTheOther} actions on it until then");
    }

    private static async Task<List<SignedIn>> FillAsync(List<ServiceProvider> servers, int couples)
    {
        var services = servers[0];
        var people = new List<SignedIn>();
        for (var couple = 0; couple < couples; couple++)
        {
            var (one, other) = (await MoveInAsync(servers, people.Count), await MoveInAsync(servers, people.Count + 1));
            var invitation = await AsAsync(services, one, (Invite it) => it.RunAsync());
            await AsAsync(services, other, (AcceptInvitation it) => it.RunAsync(invitation.Secret!));
            people.AddRange([one, other]);
        }

        return people;
    }

    private static async Task<SignedIn> MoveInAsync(List<ServiceProvider> servers, int number)
    {
        var who = new SignedIn(PersonId.New(), Guid.NewGuid());
        var name = string.Create(CultureInfo.InvariantCulture, $"person-{number}");
        await using var accounts = servers[0].GetRequiredService<Engine>().Accounts();
        accounts.Users.Add(new Account { Id = who.Person.Value, UserName = name, NormalizedUserName = SignInName.Normalise(name), SecurityStamp = "-" });
        await accounts.SaveChangesAsync();
        using var root = SecretKey.Random();
        Roots[who.Session] = root.Bytes.ToArray();
        foreach (var server in servers)
            server.GetRequiredService<KeyRing>().Put(who.Session, root);
        return who;
    }

    private static async Task ActAsync(string what, List<ServiceProvider> servers, List<SignedIn> people, int seconds, Func<Task>? backup)
    {
        var all = new Actions();
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var backups = 0;
        var making = backup is null ? Task.CompletedTask : Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await backup();
                backups++;
            }
        });
        await Task.WhenAll(people.Select((who, at) => Task.Run(() => ActAsOneAsync(servers[at % servers.Count], who, (double)at / people.Count, all.Count, enough.Token))));
        await making;
        all.Report($"{what}, {backups} backups");
    }

    /// <summary>One acts about once a second, as somebody does who reads in between; the two of a couple on two servers, where there are two.</summary>
    private static async Task ActAsOneAsync(ServiceProvider services, SignedIn who, double wait, Action<double, bool> count, CancellationToken enough)
    {
        var starter = services.GetRequiredService<BehaviourCatalogue>().Starter;
        var round = await AsAsync(services, who, (StartRound it) => it.RunAsync()) ?? (await AsAsync(services, who, (ListRounds it) => it.RunAsync()))[0].Id;
        await Task.Delay(TimeSpan.FromSeconds(wait), CancellationToken.None);
        var which = 0;
        while (!enough.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            var failed = false;
            try
            {
                switch (which++ % 4)
                {
                    case 0: await AsAsync(services, who, (ListRounds it) => it.RunAsync()); break;
                    case 1: await AsAsync(services, who, (OpenRound it) => it.RunAsync(round)); break;
                    case 2: await AsAsync(services, who, (SaveAnswer it) => it.RunAsync(round, starter[which / 4 % starter.Count], Placement.Blank, new() { Openly = Zone.WithinBounds, Note = "a note" })); break;
                    default: await AsAsync(services, who, (ReadCouple it) => it.RunAsync()); break;
                }
            }
            catch (NotSavedException)
            {
                failed = true;
            }

            count(Stopwatch.GetElapsedTime(start).TotalMilliseconds, failed);
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
        }
    }

    private static async Task<T> AsAsync<TUseCase, T>(ServiceProvider services, SignedIn who, Func<TUseCase, Task<T>> run) where TUseCase : class
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Asking>().Who = who;
        return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    private static int Number(string[] args, int at, int usual, int most) =>
        args.Length > at && int.TryParse(args[at], CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, most) : usual;

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class Actions
    {
        private readonly ConcurrentBag<double> took = [];
        private int errors;

        public void Count(double milliseconds, bool failed)
        {
            took.Add(milliseconds);
            if (failed)
                Interlocked.Increment(ref errors);
        }

        public void Report(string what)
        {
            var sorted = took.Order().ToList();
            Say($"{what}: {sorted.Count} actions, median {sorted[sorted.Count / 2]:0.0} ms, p95 {sorted[sorted.Count * 95 / 100]:0.0} ms, p99 {sorted[sorted.Count * 99 / 100]:0.0} ms, errors {errors}");
        }
    }

    private sealed class Asking : ISignedIn
    {
        public SignedIn? Who { get; set; }

        public Task<SignedIn?> FindAsync() => Task.FromResult(Who);
    }
}
