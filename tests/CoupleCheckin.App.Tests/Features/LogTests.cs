using System.Collections.Concurrent;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Tests.Databases;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features;

public sealed class LogTests
{
    public static TheoryData<Engine> Here => Engines.Here;

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Nothing_that_somebody_wrote_or_that_opens_anything_stands_in_a_log(Engine engine)
    {
        var log = new Capture();
        await using var home = await TwoPartners.WithoutAccountsAsync(
            engine, quickPasswords: true, services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        var canaries = new List<string>
        {
            "canary-ann@example.org", "canary-bo@example.org", "canary password of ann", "canary password of bo", "canary wrong password", "canary new password of bo", "CanaryAnn", "CanaryBo",
            "canary note of ann", "canary note of bo", "canary label",
        };

        var ann = await SignUpAsync("canary-ann@example.org", "canary password of ann", "CanaryAnn");
        var bo = await SignUpAsync("canary-bo@example.org", "canary password of bo", "CanaryBo");
        Assert.Null((await home.AsNobody.RunAsync((SignUp it) => it.RunAsync(new("canary-bo@example.org", "canary wrong password", "CanaryBo", IsAdult: true), "canary label"))).Principal);
        await home.AsNobody.RunAsync((SignIn it) => it.RunAsync("canary-bo@example.org", "canary wrong password", TwoPartners.Home, "canary label"));
        var reference = await home.Services.GetRequiredService<SessionTickets>().StoreAsync(
            new(SessionTickets.Principal(ann.Person, ann.Who!.Session, "canary label"), IdentityConstants.ApplicationScheme));
        var secret = (await ann.RunAsync((Invite it) => it.RunAsync())).Secret!;
        Assert.Equal(AcceptResult.Joined, await bo.RunAsync((AcceptInvitation it) => it.RunAsync(secret)));
        var round = await ann.StartAsync();
        foreach (var (who, note) in new[] { (ann, "canary note of ann"), (bo, "canary note of bo") })
        {
            await who.AnswerAsync(round, new() { Note = note });
            await who.SealAsync(round);
        }

        await ann.ReadyAsync(round);
        await bo.ReadyAsync(round);
        Assert.NotNull((await ann.CompareAsync(round))!.Comparison);
        var key = await bo.RunAsync((ShowRecoveryKey it) => it.RunAsync());
        await bo.RunAsync((ConfirmRecoveryKey it) => it.RunAsync(key[^4..]));
        using (var root = bo.Root())
            canaries.AddRange([Convert.ToHexString(root.Bytes), Convert.ToBase64String(root.Bytes)]);
        Assert.True((await home.AsNobody.RunAsync((Recover it) => it.RunAsync("canary-bo@example.org", key, "canary new password of bo", TwoPartners.Home))).Recovered);
        await home.UnlockTableAsync("OpenedSheets");
        await home.TamperAsync("UPDATE \"DraftSheets\" SET \"Blob\" = @p0", new byte[300]);
        await Assert.ThrowsAsync<SealBrokenException>(() => ann.SeeAsync(round));
        canaries.AddRange([secret, reference, key, key.Replace("-", "", StringComparison.Ordinal)]);

        log.CreateLogger("").LogTrace("The log hears this.");

        Assert.Contains(log.Lines, line => line.Contains("The log hears this.", StringComparison.Ordinal));
        foreach (var canary in canaries)
            Assert.DoesNotContain(log.Lines, line => line.Contains(canary, StringComparison.OrdinalIgnoreCase));

        async Task<TwoPartners.Somebody> SignUpAsync(string name, string password, string called) =>
            home.SignedInAs((await home.AsNobody.RunAsync((SignUp it) => it.RunAsync(new(name, password, called, IsAdult: true), "canary label"))).Principal);
    }

    private sealed class Capture : ILoggerProvider, ILogger
    {
        public ConcurrentBag<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            Lines.Add(state.ToString()!);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{formatter(state, exception)} {state} {exception}");


        public void Dispose()
        {
        }
    }
}
