using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Storage.Postgres;
using CoupleCheckin.App.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace CoupleCheckin.App.Tests.Features.Accounts;

/// <summary>Several servers on one PostgreSQL allow no more guesses than one (security.md 3.3), and the database does not tell who guessed what.</summary>
public sealed class SharedBrakeTests
{
    private const string Password = "seven doves over Zürich";
    private static readonly DateTimeOffset Start = new(2026, 5, 12, 11, 59, 0, TimeSpan.Zero);

    /// <summary>PostgreSQL, where there is one; <see cref="PostgresServerTests.PostgreSQL_is_tested_here"/> says where there is none.</summary>
    public static TheoryData<Engine> Here => PostgresServer.IsAvailable ? [Engine.Postgres] : [];

    public static TheoryData<Engine> Both => Engines.Here;

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Two_servers_do_not_double_the_guesses_at_an_account_at_any_password_prompt(Engine engine)
    {
        await using var bare = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);
        var (one, other) = (On(bare), On(bare));
        await using (one)
        await using (other)
        {
            var ann = one.SignedInAs((await one.AsNobody.RunAsync((SignUp it) => it.RunAsync(new("ann-signs-in", Password, "Ann", IsAdult: true), "A browser"))).Principal);
            var there = other.SignedInAs(SessionTickets.Principal(ann.Person, ann.Who!.Session, "A browser"));

            // Signing in, unlocking and the recovery key share what is allowed.
            var evaluated = 0;
            for (var guess = 0; guess < 12; guess++)
            {
                var from = new Origin($"network {guess}", null);
                var wait = (guess % 3) switch
                {
                    0 => (await (guess % 2 == 0 ? one : other).AsNobody.RunAsync((SignIn it) => it.RunAsync("ann-signs-in", $"guess {guess}", from, "A browser"))).Wait,
                    1 => (await (guess % 2 == 0 ? ann : there).RunAsync((Unlock it) => it.RunAsync($"guess {guess}", from))).Wait,
                    _ => (await (guess % 2 == 0 ? one : other).AsNobody.RunAsync((Recover it) => it.RunAsync("ann-signs-in", "no key", "another long password", from))).Wait,
                };
                evaluated += wait == TimeSpan.Zero ? 1 : 0;
            }

            Assert.Equal(5, evaluated);

            // Her own browser is not slowed down, on either.
            Assert.NotNull((await other.AsNobody.RunAsync((SignIn it) => it.RunAsync("ann-signs-in", Password, new("network", "her laptop"), "A browser"))).Principal);
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Many_guesses_at_once_on_both_servers_gain_nothing_and_a_network_is_counted_on_both_too(Engine engine)
    {
        await using var bare = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);
        await using var one = On(bare);
        await using var other = On(bare);
        var brakes = new[] { one, other }.Select(server => server.Services.GetRequiredService<SignInBrake>()).ToList();

        var atOnce = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => Task.Run(() => brakes[number % 2].AskAsync("ann", new($"network {number}", null), default))));
        var names = new List<TimeSpan>();
        for (var number = 0; number < 80; number++)
            names.Add(await brakes[number % 2].AskAsync($"name {number}", new("one network", null), default));

        Assert.Equal((5, 30), (atOnce.Count(wait => wait == TimeSpan.Zero), names.Count(wait => wait == TimeSpan.Zero)));
        await brakes[0].SucceededAsync("ann", new("network 1", null), default);
        Assert.Equal(TimeSpan.Zero, await brakes[1].AskAsync("ann", new("network 61", null), default));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_is_counted_tells_no_name_and_no_network_and_goes_after_a_day(Engine engine)
    {
        await using var bare = await TwoPartners.WithoutAccountsAsync(engine);
        var brake = bare.Services.GetRequiredService<SignInBrake>();
        await brake.AskAsync("typed by mistake", new("203.0.113", null), default);
        var keys = (await bare.PeekAsync("SELECT key FROM \"__Tries\"")).Cast<byte[]>().ToList();

        Assert.Equal(2, keys.Count);
        Assert.All(keys, key => Assert.Equal(SHA256.HashSizeInBytes, key.Length));
        foreach (var guess in new[] { "account typed by mistake", "network 203.0.113" })
            Assert.DoesNotContain(SHA256.HashData(Encoding.UTF8.GetBytes(guess)), keys);

        bare.Clock.Advance(TimeSpan.FromDays(1.1));
        await brake.AskAsync("another", new("198.51.100", null), default);
        Assert.Equal(2, (await bare.PeekAsync("SELECT key FROM \"__Tries\"")).Count);
    }

    [Fact]
    public async Task Servers_with_one_certificate_count_under_the_same_secret_and_with_another_not()
    {
        var folder = Directory.CreateTempSubdirectory("couple-checkin-secret-").FullName;
        var options = new AppOptions(folder, "Host=nowhere", folder) { CookieKeysCertificate = await CertificateAsync(folder, "one.pfx") };

        Assert.Equal(TriesInDatabase.SecretOf(options), TriesInDatabase.SecretOf(options));
        Assert.NotEqual(TriesInDatabase.SecretOf(options), TriesInDatabase.SecretOf(options with { CookieKeysCertificate = await CertificateAsync(folder, "two.pfx") }));
        Assert.NotEqual(TriesInDatabase.SecretOf(options with { CookieKeysCertificate = null }), TriesInDatabase.SecretOf(options with { CookieKeysCertificate = null }));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_clock_that_is_set_makes_nobody_wait_longer_than_is_written(Engine engine)
    {
        var clock = new JumpingClock(Start);
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true, services => services.AddSingleton<TimeProvider>(clock));
        var brake = home.Services.GetRequiredService<SignInBrake>();
        for (var guess = 0; guess < 16; guess++)
        {
            if (await AskAsync() is var wait && wait > TimeSpan.Zero)
            {
                clock.Pass(wait);
                Assert.Equal(TimeSpan.Zero, await AskAsync());
            }
        }

        Assert.Equal(TimeSpan.FromMinutes(15), await AskAsync());

        clock.Set(TimeSpan.FromHours(-3));
        var longest = await AskAsync();
        Assert.InRange(longest, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));
        clock.Pass(longest);
        Assert.Equal(TimeSpan.Zero, await AskAsync());

        clock.Set(TimeSpan.FromDays(3));
        clock.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal(TimeSpan.Zero, await AskAsync());

        Task<TimeSpan> AskAsync() => brake.AskAsync("ann", new(Guid.NewGuid().ToString(), null), default);
    }

    /// <summary>One more server on that database, with the certificate that all of them have.</summary>
    internal static TwoPartners On(TwoPartners bare) => TwoPartners.On(bare.Options with
    {
        DataDirectory = Directory.CreateTempSubdirectory("couple-checkin-").FullName,
        CookieKeysCertificate = Certificate.Value.Result,
    });

    private static readonly Lazy<Task<string>> Certificate = new(() => CertificateAsync(Directory.CreateTempSubdirectory("couple-checkin-certificate-").FullName, "cookies.pfx"));

    private static async Task<string> CertificateAsync(string folder, string name)
    {
        var file = Path.Combine(folder, name);
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=cookies", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Start, Start.AddYears(1));
        await File.WriteAllBytesAsync(file, made.Export(X509ContentType.Pkcs12));
        return file;
    }
}
