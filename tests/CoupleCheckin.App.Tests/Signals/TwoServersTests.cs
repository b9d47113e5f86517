using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Tests.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit.Abstractions;

namespace CoupleCheckin.App.Tests.Signals;

/// <summary>Two servers on one PostgreSQL (security.md 4.7 and check 40), in one process; that one is really killed is the browser's test.</summary>
public sealed class TwoServersTests(ITestOutputHelper output)
{
    [Fact]
    public async Task What_happens_on_one_server_is_heard_on_the_other_also_after_its_line_was_cut()
    {
        if (!PostgresServer.IsAvailable)
            return;
        await using var one = await TwoPartners.PairedAsync(Engine.Postgres);
        await using var other = TwoPartners.On(one.Options with { DataDirectory = Directory.CreateTempSubdirectory("couple-checkin-").FullName });
        var bo = other.SignedInAs(SessionTickets.Principal(one.AsBo.Person, Guid.NewGuid(), "another server"));
        using (var root = one.AsBo.Root())
            other.Services.GetRequiredService<KeyRing>().Put(bo.Who!.Session, root);
        var servers = new[] { one, other }.Select(server => server.Services.GetServices<IHostedService>().OfType<SignalsBetweenServers>().Single()).ToList();
        foreach (var server in servers)
            await server.StartAsync(default);
        using var heard = new SemaphoreSlim(0);
        using var line = await bo.RunAsync((Listen it) => it.RunAsync(signal => _ = signal.Kind is SignalKind.Round ? heard.Release() : 0));
        await UntilAsync(async () => await one.PeekAsync("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'couple-checkin-signals' AND query LIKE 'LISTEN%' OR query LIKE 'SELECT id, node%'") is { Count: >= 2 });

        var watch = Stopwatch.StartNew();
        var round = await one.AsAnn.StartAsync();
        Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(10)));
        Say($"a signal between two servers, with the save: {watch.Elapsed.TotalMilliseconds:0.0} ms");

        await one.TamperAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'couple-checkin-signals'");
        watch.Restart();
        await one.AsAnn.AnswerAsync(round, new() { Openly = Domain.Behaviours.Zone.WithinBounds });
        await one.AsAnn.SealAsync(round);
        Assert.True(await heard.WaitAsync(SignalsBetweenServers.Poll));
        Say($"a signal that was sent while nobody listened: {watch.Elapsed.TotalMilliseconds:0} ms");

        foreach (var server in servers)
            await server.StopAsync(default);
    }

    [Fact]
    public async Task A_cookie_of_one_server_is_read_by_the_other_and_its_key_lies_encrypted_in_the_database()
    {
        if (!PostgresServer.IsAvailable)
            return;
        await using var bare = await TwoPartners.WithoutAccountsAsync(Engine.Postgres);
        var certificate = Path.Combine(bare.Options.DataDirectory, "cookies.pfx");
        using (var key = RSA.Create(2048))
        using (var made = new CertificateRequest("CN=cookies", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddYears(1)))
            await File.WriteAllBytesAsync(certificate, made.Export(X509ContentType.Pkcs12, "secret"));
        var options = bare.Options with { CookieKeysCertificate = certificate, CookieKeysCertificatePassword = "secret" };
        await using var one = TwoPartners.On(options with { DataDirectory = Directory.CreateTempSubdirectory("couple-checkin-").FullName });
        await using var other = TwoPartners.On(options with { DataDirectory = Directory.CreateTempSubdirectory("couple-checkin-").FullName });

        var cookie = Protector(one).Protect("a cookie");

        Assert.Equal("a cookie", Protector(other).Unprotect(cookie));
        var stored = string.Concat(await bare.PeekAsync("SELECT xml FROM \"__CookieKeys\""));
        Assert.Contains("EncryptedKey", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", stored, StringComparison.OrdinalIgnoreCase);
        Assert.False(Directory.Exists(Path.Combine(one.Options.DataDirectory, "cookie-keys")));
    }

    private static IDataProtector Protector(TwoPartners server) => server.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie");

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"two servers: {line}"));
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; tries < 200 && !await isSo(); tries++)
            await Task.Delay(50);
    }
}
