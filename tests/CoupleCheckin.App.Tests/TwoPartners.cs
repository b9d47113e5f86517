using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using AppDatabase = CoupleCheckin.App.Storage.Database;
using AppEngine = CoupleCheckin.App.Storage.Engine;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests;

/// <summary>
/// Ann and Bo, and a stranger, in the real app on a fresh database, with a clock that stands still until it is moved. Use
/// cases come from the container that the web host uses; only the clock and who is signed in are the tests' own.
/// </summary>
public sealed class TwoPartners : IAsyncDisposable
{
    public static readonly Origin Home = new("192.0.2.1", KnownDevice: null);

    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);

    private readonly bool _quickPasswords;
    private readonly Action<IServiceCollection>? _more;
    private readonly AppOptions _options;
    private readonly ConcurrentBag<Somebody> _movedIn = [];
    private ServiceProvider _services;

    private TwoPartners(AppOptions options, bool quickPasswords, Action<IServiceCollection>? more)
    {
        (_options, _quickPasswords, _more) = (options, quickPasswords, more);
        _services = Build();
        (AsAnn, AsBo, AsStranger) = (New("Ann"), New("Bo"), New("Mallory"));
    }

    /// <summary>A minute before midday, far from every boundary of a day.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 12, 11, 59, 0, TimeSpan.Zero));

    public Somebody AsAnn { get; }

    public Somebody AsBo { get; }

    /// <summary>Somebody with an account of their own who has nothing to do with the two.</summary>
    public Somebody AsStranger { get; }

    /// <summary>Whoever asks without being signed in.</summary>
    public Somebody AsNobody => new(this, null, "nobody");

    internal IServiceProvider Services => _services;

    internal AppEngine Database => _services.GetRequiredService<AppEngine>();

    private bool IsSqlite => _options.PostgresConnection is null;

    /// <summary>The two as a couple, in Ann's space, with accounts that have no password.</summary>
    public static async Task<TwoPartners> PairedAsync(Engine engine, Action<IServiceCollection>? more = null)
    {
        var home = await ApartAsync(engine, more);
        await home.PairAsync();
        return home;
    }

    /// <summary>The two and the stranger, each in a couple of one, with accounts that have no password.</summary>
    public static async Task<TwoPartners> ApartAsync(Engine engine, Action<IServiceCollection>? more = null)
    {
        var home = new TwoPartners(await FreshAsync(engine), quickPasswords: true, more);
        foreach (var somebody in new[] { home.AsAnn, home.AsBo, home.AsStranger })
            await somebody.MoveInAsync();
        return home;
    }

    /// <summary>An app without any account, which takes the time and memory for passwords that it takes at home.</summary>
    public static async Task<TwoPartners> WithoutAccountsAsync(Engine engine, bool quickPasswords = false, Action<IServiceCollection>? more = null) =>
        new(await FreshAsync(engine), quickPasswords, more);

    /// <summary>The app on data that are there already.</summary>
    public static TwoPartners On(AppOptions options, bool quickPasswords = true) => new(options, quickPasswords, more: null);

    /// <summary>Where the data are.</summary>
    public AppOptions Options => _options;

    /// <summary>An empty place for data, as on a clean machine.</summary>
    public static async Task<AppOptions> CleanMachineAsync(Engine engine)
    {
        var directory = Directory.CreateTempSubdirectory("couple-checkin-").FullName;
        return new(directory, engine == Engine.Sqlite ? null : await (await PostgresServer.SharedAsync())!.NewDatabaseAsync(), Seeds.Folder);
    }

    /// <summary>Bo accepts Ann's invitation.</summary>
    public async Task PairAsync()
    {
        var invitation = await AsAnn.RunAsync((Invite it) => it.RunAsync());
        Assert.Equal(AcceptResult.Joined, await AsBo.RunAsync((AcceptInvitation it) => it.RunAsync(invitation.Secret)));
    }

    /// <summary>Somebody else, who has no account yet.</summary>
    public Somebody New(string name) => new(this, new(PersonId.New(), Guid.NewGuid()), name);

    /// <summary>Somebody as they are after signing in.</summary>
    public Somebody SignedInAs([NotNull] System.Security.Claims.ClaimsPrincipal? principal)
    {
        Assert.NotNull(principal);
        return new(this, SignedIn.In(principal), "");
    }

    /// <summary>Lets time pass, at the end of which everybody whose space was open has opened it again.</summary>
    public void Pass(TimeSpan time)
    {
        var keys = _services.GetRequiredService<KeyRing>();
        var open = _movedIn.Where(who => keys.Has(who.Who!.Session)).Select(who => (who.Who!.Session, Root: who.Root())).ToList();
        Clock.Advance(time);
        foreach (var (session, root) in open)
        {
            using (root)
                keys.Put(session, root);
        }
    }

    /// <summary>Stops the server and starts it anew on the same database: what was in memory only is gone.</summary>
    public async Task RestartAsync()
    {
        await _services.GetRequiredService<AccountLog>().WrittenAsync();
        await _services.DisposeAsync();
        _services = Build();
    }

    /// <summary>A round with both sheets sealed and nobody ready, each with one placement.</summary>
    public async Task<RoundId> SealedRoundAsync()
    {
        var round = await AsAnn.StartAsync();
        await AsAnn.AnswerAsync(round, new() { Openly = Domain.Behaviours.Zone.WithinBounds, Note = "Ann's note" });
        await AsBo.AnswerAsync(round, new() { Openly = Domain.Behaviours.Zone.ClearlyObjectionable, Note = "Bo's note" });
        Assert.Equal(RoundStep.Taken, await AsAnn.SealAsync(round));
        Assert.Equal(RoundStep.Taken, await AsBo.SealAsync(round));
        return round;
    }

    /// <summary>A round that is open for both.</summary>
    public async Task<RoundId> RevealedRoundAsync()
    {
        var round = await SealedRoundAsync();
        Assert.Equal(RoundStep.Taken, await AsAnn.ReadyAsync(round));
        Assert.Equal(RoundStep.Taken, await AsBo.ReadyAsync(round));
        return round;
    }

    /// <summary>Does something to the database behind the app's back, as whoever holds the file can; answers how many rows it touched.</summary>
    public async Task<int> TamperAsync(string sql, params object[] values)
    {
        await using var connection = await ConnectAsync();
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Lets the rows of a table be changed that the database itself keeps for ever.</summary>
    public async Task UnlockTableAsync(string table)
    {
        if (IsSqlite)
        {
            await TamperAsync($"DROP TRIGGER IF EXISTS \"{table}_for_ever\"");
            await TamperAsync($"DROP TRIGGER IF EXISTS \"{table}_for_ever_changed\"");
        }
        else
        {
            await TamperAsync($"ALTER TABLE \"{table}\" DISABLE TRIGGER USER");
        }
    }

    /// <summary>Reads the database behind the app's back: the first column of all rows.</summary>
    public async Task<IReadOnlyList<object>> PeekAsync(string sql, params object[] values)
    {
        await using var connection = await ConnectAsync();
        await using var command = Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetValue(0));
        return rows;
    }

    /// <summary>How many rows there are, once what is still on its way is written.</summary>
    public async Task<int> CountAsync(string table, string where = "1 = 1", params object[] values)
    {
        await _services.GetRequiredService<AccountLog>().WrittenAsync();
        return Convert.ToInt32((await PeekAsync($"SELECT count(*) FROM \"{table}\" WHERE {where}", values)).Single(), CultureInfo.InvariantCulture);
    }

    /// <summary>A true or false as it stands in SQL.</summary>
    public string True => IsSqlite ? "1" : "TRUE";

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<AccountLog>().WrittenAsync();
        await _services.DisposeAsync();
        if (_options.PostgresConnection is { } postgres)
        {
            await (await PostgresServer.SharedAsync())!.DropAsync(postgres);
        }
        else
        {
            using var pool = new SqliteConnection(SqliteConnectionString);
            SqliteConnection.ClearPool(pool);
        }

        Directory.Delete(_options.DataDirectory, recursive: true);
    }

    /// <summary>As the app has it, so that both take their connections from one pool.</summary>
    internal string SqliteConnectionString =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(_options.DataDirectory, "checkin.db"), ForeignKeys = true, DefaultTimeout = 15 }.ToString();

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging();
        services.AddCoupleCheckin(_options);
        services.AddSingleton(Seeds.Catalogue);
        services.AddScoped<Asking>();
        services.AddScoped<ISignedIn>(provider => provider.GetRequiredService<Asking>());
        if (_quickPasswords)
            services.AddSingleton(_ => new KeySlots(Quickly));

        _more?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    internal static Task<SecretKey> Quickly(byte[] password, byte[] salt, int memoryKiB, int passes) =>
        Task.FromResult(SecretKey.From(SHA256.HashData([.. password, .. salt])));

    private static async Task<AppOptions> FreshAsync(Engine engine)
    {
        var directory = Directory.CreateTempSubdirectory("couple-checkin-").FullName;
        if (engine == Engine.Sqlite)
        {
            File.Copy(await SqliteTemplate.Value, Path.Combine(directory, "checkin.db"));
            return new(directory, PostgresConnection: null, Seeds.Folder);
        }

        var server = await PostgresServer.SharedAsync() ?? throw new InvalidOperationException("There is no PostgreSQL here.");
        var template = await server.TemplateAsync("migrated", connection => MigrateAsync(new(directory, connection, Seeds.Folder)));
        return new(directory, await server.NewDatabaseAsync(template), Seeds.Folder);
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var directory = Directory.CreateTempSubdirectory("couple-checkin-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        await MigrateAsync(new(directory, PostgresConnection: null, Seeds.Folder));
        return Path.Combine(directory, "checkin.db");
    }

    private static async Task MigrateAsync(AppOptions options)
    {
        await using var services = new ServiceCollection().AddLogging().AddCoupleCheckin(options).BuildServiceProvider();
        await services.GetRequiredService<AppDatabase>().PrepareAsync();
    }

    private async Task<DbConnection> ConnectAsync()
    {
        DbConnection connection = IsSqlite ? new SqliteConnection(SqliteConnectionString) : new NpgsqlConnection(_options.PostgresConnection);
        await connection.OpenAsync();
        return connection;
    }

    [SuppressMessage("Security", "CA2100", Justification = "The tests' own statements.")]
    private DbCommand Command(DbConnection connection, string sql, object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var at = 0; at < values.Length; at++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"p{at}";
            parameter.Value = values[at] is Guid id && IsSqlite ? id.ToString().ToUpperInvariant() : values[at];
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private sealed class Asking : ISignedIn
    {
        public SignedIn? Who { get; set; }

        public Task<SignedIn?> FindAsync() => Task.FromResult(Who);
    }

    /// <summary>Runs use cases as one person in one session, each in a scope of its own, as requests and circuits do.</summary>
    public sealed class Somebody
    {
        private readonly TwoPartners _home;

        internal Somebody(TwoPartners home, SignedIn? who, string name) => (_home, Who, Name) = (home, who, name);

        /// <summary>Who that is, and in which session; null for nobody.</summary>
        public SignedIn? Who { get; }

        /// <summary>The name of the account and, to begin with, for the partner.</summary>
        public string Name { get; }

        public PersonId Person => Who!.Person;

        /// <summary>The password that <see cref="GetPasswordAsync"/> sets.</summary>
        public string Password => $"{Name}: seven doves over Zurich";

        /// <summary>The same person in another browser, locked.</summary>
        public Somebody ElsewhereLocked() => new(_home, new(Person, Guid.NewGuid()), Name);

        /// <summary>Runs one. On another thread, because SQLite does its work before the first await, and at once is to mean at once.</summary>
        public Task<T> RunAsync<TUseCase, T>(Func<TUseCase, Task<T>> run) where TUseCase : class => Task.Run(async () =>
        {
            await using var scope = _home.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Asking>().Who = Who;
            return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
        });

        public Task RunAsync<TUseCase>(Func<TUseCase, Task> run) where TUseCase : class => RunAsync(async (TUseCase it) =>
        {
            await run(it);
            return true;
        });

        /// <summary>An account without a password, a root in memory, and so a space that opens.</summary>
        public async Task<Somebody> MoveInAsync()
        {
            await using var accounts = _home.Database.Accounts();
            accounts.Users.Add(new Account { Id = Person.Value, UserName = Name, NormalizedUserName = SignInName.Normalise(Name), SecurityStamp = "-" });
            await accounts.SaveChangesAsync();
            using var root = SecretKey.Random();
            _home.Services.GetRequiredService<KeyRing>().Put(Who!.Session, root);
            _home._movedIn.Add(this);
            return this;
        }

        /// <summary>Gives an account that moved in a password.</summary>
        public async Task<Somebody> GetPasswordAsync()
        {
            using var root = Root();
            await using var scope = _home.Services.CreateAsyncScope();
            var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByIdAsync(Person.Value.ToString());
            await scope.ServiceProvider.GetRequiredService<PasswordWriter>().SetAsync(account!, root, Password, AccountEventKind.SignedUp, default);
            return this;
        }

        /// <summary>The root of the session, a copy to dispose.</summary>
        internal SecretKey Root() => _home.Services.GetRequiredService<KeyRing>().Find(Who!.Session)!;

        internal Task<OpenSpace> OpenSpaceAsync() => RunAsync((Opener it) => it.OpenAsync(default));

        public async Task<RoundId> StartAsync() => (await RunAsync((StartRound it) => it.RunAsync()))!.Value;

        public Task<RoundView?> SeeAsync(RoundId round) => RunAsync((OpenRound it) => it.RunAsync(round));

        public Task<IReadOnlyList<RoundLine>> ListAsync() => RunAsync((ListRounds it) => it.RunAsync());

        public Task<ComparisonView?> CompareAsync(RoundId round) => RunAsync((OpenComparison it) => it.RunAsync(round));

        public Task<CoupleView> SeeCoupleAsync() => RunAsync((ReadCouple it) => it.RunAsync());

        public Task<RoundStep?> SealAsync(RoundId round) => RunAsync((SealSheet it) => it.RunAsync(round));

        public Task<RoundStep?> TakeBackAsync(RoundId round) => RunAsync((TakeBackSeal it) => it.RunAsync(round));

        public Task<RoundStep?> ReadyAsync(RoundId round) => RunAsync((PressReady it) => it.RunAsync(round));

        public Task<RoundStep?> CloseAsync(RoundId round) => RunAsync((CloseRound it) => it.RunAsync(round));

        /// <summary>Answers a behaviour of the starter set, the first unless another is named, on a sheet where it was blank.</summary>
        public async Task<SaveAnswerResult> AnswerAsync(RoundId round, Placement after, int which = 0, Placement? before = null) =>
            await RunAsync((SaveAnswer it) => it.RunAsync(round, Seeds.Catalogue.Starter[which], before ?? Placement.Blank, after));
    }
}
