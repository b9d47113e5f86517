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
/// PostgreSQL database that COUPLECHECKIN_LOAD_POSTGRES names, with two.
/// </summary>
internal static class Loading
{
    private const int MostCouples = 5_000;
    private const int MostSeconds = 600;
    private const int MostMegabytes = 4_000;

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
        foreach (var server in servers)
            server.GetRequiredService<KeyRing>().Put(who.Session, root);
        return who;
    }

    private static async Task ActAsync(string what, List<ServiceProvider> servers, List<SignedIn> people, int seconds, Func<Task>? backup)
    {
        var (took, errors) = (new ConcurrentBag<double>(), 0);
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
        await Task.WhenAll(people.Select((who, at) => Task.Run(async () =>
        {
            // One acts about once a second, as somebody does who reads in between; the two of a couple on two servers, where there are two.
            var services = servers[at % servers.Count];
            var starter = services.GetRequiredService<BehaviourCatalogue>().Starter;
            var round = await AsAsync(services, who, (StartRound it) => it.RunAsync()) ?? (await AsAsync(services, who, (ListRounds it) => it.RunAsync()))[0].Id;
            await Task.Delay(TimeSpan.FromMilliseconds(1000.0 * at / people.Count));
            var which = 0;
            while (!enough.IsCancellationRequested)
            {
                var start = Stopwatch.GetTimestamp();
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
                    Interlocked.Increment(ref errors);
                }

                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        })));
        await making;
        var sorted = took.Order().ToList();
        Say($"{what}: {sorted.Count} actions, median {sorted[sorted.Count / 2]:0.0} ms, p95 {sorted[sorted.Count * 95 / 100]:0.0} ms, p99 {sorted[sorted.Count * 99 / 100]:0.0} ms, errors {errors}, backups {backups}");
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

    private sealed class Asking : ISignedIn
    {
        public SignedIn? Who { get; set; }

        public Task<SignedIn?> FindAsync() => Task.FromResult(Who);
    }
}
