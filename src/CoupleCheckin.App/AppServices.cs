using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Catalogue;
using CoupleCheckin.App.Features;
using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Storage.Postgres;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Concerns;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CoupleCheckin.App;

/// <summary>Puts the app together.</summary>
public static class AppServices
{
    /// <summary>
    /// Adds everything behind the screens: accounts, keys, storage and all use cases. The host adds an <see cref="ISignedIn"/>.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="options">What the host decides.</param>
    /// <param name="content">The content, when it is being read already.</param>
    public static IServiceCollection AddCoupleCheckin(this IServiceCollection services, AppOptions options, Content? content = null)
    {
        (content ?? new Content(options.SeedsDirectory)).AddTo(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => EngineOf(options));
        services.AddSingleton(provider => new Database(provider.GetRequiredService<Engine>(), options));
        services.AddSingleton(provider => new LastKnownNames(provider.GetRequiredService<BehaviourCatalogue>(), options.DataDirectory));
        services.AddSingleton(provider => new BehaviourBook(provider.GetRequiredService<BehaviourCatalogue>(), provider.GetRequiredService<LastKnownNames>()));
        services.AddSingleton(provider => new ConcernLinter(Warming(provider.GetRequiredService<LintRules>())));
        services.AddSingleton(provider => new ResponderLinter(provider.GetRequiredService<LintRules>()));
        services.AddSingleton<OverControl>();
        services.AddSingleton<ExerciseJson>();
        services.AddSingleton<Switchboard>();
        services.AddSingleton<KeySlots>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<PendingRecoveryKeys>();
        services.AddSingleton<ITriesBook>(provider => options.PostgresConnection is { } shared
            ? new TriesInDatabase(shared, TriesInDatabase.SecretOf(options), provider.GetRequiredService<TimeProvider>())
            : new TriesInMemory(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PendingSecondSteps>();
        services.AddSingleton<PendingSignIns>();
        services.AddSingleton<SignInBrake>();
        services.AddSingleton<AccountLog>();
        services.AddSingleton<SessionTickets>();
        services.AddSingleton(provider => new LiveSessions(provider.GetRequiredService<SessionTickets>(), provider.GetRequiredService<KeyRing>()));
        services.AddScoped<Opener>();
        services.AddSingleton<Erasure>();
        foreach (var part in ExportParts)
            services.AddScoped(typeof(IExportPart), part);
        services.TryAddSingleton<Features.CheckIns.IPostbox, Features.CheckIns.NoPostbox>();
        services.AddAccounts();
        services.AddCookieKeys(options);
        if (options.PostgresConnection is not null)
            services.AddHostedService<SignalsBetweenServers>();
        foreach (var useCase in UseCases)
            services.AddTransient(useCase, provider => Make(useCase, provider));
        return services;
    }

    /// <summary>Every use case: a public class in a feature folder with one method to run.</summary>
    internal static IEnumerable<Type> UseCases => typeof(AppServices).Assembly.GetTypes()
        .Where(type => type is { IsPublic: true, IsClass: true } && type.Namespace!.StartsWith(typeof(Listen).Namespace!, StringComparison.Ordinal)
            && type.GetMethod("RunAsync") is not null);

    /// <summary>Every part of what somebody takes along, beside the area that it opens.</summary>
    internal static IEnumerable<Type> ExportParts => typeof(AppServices).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IExportPart)));

    /// <summary>In the data directory of the one server; with a certificate in PostgreSQL, encrypted with it, for all of them.</summary>
    private static void AddCookieKeys(this IServiceCollection services, AppOptions options)
    {
        var protection = services.AddDataProtection().SetApplicationName("CoupleCheckin");
        if (options is { PostgresConnection: { } connection, CookieKeysCertificate: { } file })
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, options.CookieKeysCertificatePassword);
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
            services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new ServerTables.SharedCookieKeys(connection));
        }
        else
        {
            protection.PersistKeysToFileSystem(new(Path.Combine(options.DataDirectory, "cookie-keys")));
        }
    }

    /// <summary>The database that these options name.</summary>
    internal static Engine EngineOf(AppOptions options) =>
        options.PostgresConnection is { } connection ? Engine.Postgres(connection) : Engine.Sqlite(Path.Combine(options.DataDirectory, "checkin.db"));

    /// <summary>The automata of the linter are built in the background when the first concern is written: they take time and memory that most days need not.</summary>
    private static LintRules Warming(LintRules rules)
    {
        _ = Task.Run(rules.Warm);
        return rules;
    }

    private static void AddAccounts(this IServiceCollection services)
    {
        services.AddScoped(provider => provider.GetRequiredService<Engine>().Accounts());
        services.AddScoped<AccountBook>();
        services.AddScoped<PasswordWriter>();
        services.AddScoped<SecondSteps>();
        services.AddSingleton<PendingPasskeys>();
        services.AddHttpContextAccessor();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddScoped<Passkeys>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // Whoever holds the device unlocks it, and it knows by itself whose account it is for.
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });
        services.AddIdentityCore<Account>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.User.AllowedUserNameCharacters = "";
            })
            .AddEntityFrameworkStores<AccountsDb>();
        services.AddScoped<ILookupNormalizer, SignInName.Normaliser>();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<SessionTickets>((cookie, tickets) => cookie.SessionStore = tickets);
    }

    /// <summary>A use case takes internal things, so its constructor is internal too and is called here.</summary>
    private static object Make(Type useCase, IServiceProvider provider)
    {
        var constructor = useCase.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => provider.GetRequiredService(parameter.ParameterType))]);
    }
}
