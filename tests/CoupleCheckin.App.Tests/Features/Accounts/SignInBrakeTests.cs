using CoupleCheckin.App.Accounts;
using Microsoft.Extensions.Time.Testing;

namespace CoupleCheckin.App.Tests.Features.Accounts;

public sealed class SignInBrakeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SignInBrake _brake;

    public SignInBrakeTests() => _brake = new(new TriesInMemory(_time));

    private Task<TimeSpan> AskAsync(string account, Origin origin) => _brake.AskAsync(account, origin, default);

    private static Origin From(int network) => new($"net {network}", null);

    [Fact]
    public async Task After_five_failures_each_try_waits_twice_as_long_up_to_a_quarter_of_an_hour()
    {
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(TimeSpan.Zero, await AskAsync("ann", From(attempt)));

        var waits = new List<double>();
        for (var attempt = 5; attempt < 18; attempt++)
        {
            var wait = await AskAsync("ann", From(attempt));
            waits.Add(wait.TotalSeconds);
            _time.Advance(wait);
            Assert.Equal(TimeSpan.Zero, await AskAsync("ann", From(attempt)));
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900], waits);
    }

    [Fact]
    public async Task Many_tries_at_the_same_moment_gain_nothing()
    {
        for (var time = 0; time < 50; time++)
        {
            var account = $"account {time}";
            using var start = new ManualResetEventSlim();
            var tries = Enumerable.Range(0, 8).Select(number => Task.Factory.StartNew(
                () =>
                {
                    start.Wait();
                    return Enumerable.Range(0, 50).Count(_ => AskAsync(account, From((time * 8) + number)).GetAwaiter().GetResult() == TimeSpan.Zero);
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)).ToList();
            start.Set();

            Assert.Equal(5, (await Task.WhenAll(tries)).Sum());
        }
    }

    [Fact]
    public async Task More_than_a_hundred_failures_a_day_are_not_looked_at()
    {
        var evaluated = 0;
        for (var minute = 0; minute < 24 * 60; minute++)
        {
            evaluated += await AskAsync("ann", From(minute)) == TimeSpan.Zero ? 1 : 0;
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(evaluated, 90, 100);
        Assert.Equal(TimeSpan.Zero, await AskAsync("ann", From(-1)));
    }

    [Fact]
    public async Task A_right_password_makes_the_budget_whole()
    {
        for (var time = 0; time < 10; time++)
        {
            for (var attempt = 0; attempt < 5; attempt++)
                Assert.Equal(TimeSpan.Zero, await AskAsync("ann", From((time * 5) + attempt)));
            Assert.NotEqual(TimeSpan.Zero, await AskAsync("ann", From(-1)));
            await _brake.SucceededAsync("ann", From(time * 5), default);
        }
    }

    [Fact]
    public async Task A_known_device_has_a_budget_of_its_own_which_runs_out_too()
    {
        var phone = new Origin("net", "phone");
        for (var attempt = 0; attempt < 200; attempt++)
            await AskAsync("ann", new("net", null));
        for (var attempt = 0; attempt < 200; attempt++)
            await AskAsync($"other {attempt}", new("net", null));

        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(TimeSpan.Zero, await AskAsync("ann", phone));
        Assert.NotEqual(TimeSpan.Zero, await AskAsync("ann", phone));
        Assert.NotEqual(TimeSpan.Zero, await AskAsync("bo", new("net", null)));
        Assert.Equal(TimeSpan.Zero, await AskAsync("ann", phone with { KnownDevice = "laptop" }));
    }

    [Fact]
    public async Task One_network_that_tries_many_names_waits_too()
    {
        var evaluated = 0;
        for (var number = 0; number < 1_000; number++)
            evaluated += await AskAsync($"name {number}", From(1)) == TimeSpan.Zero ? 1 : 0;

        Assert.Equal(30, evaluated);
        Assert.Equal(TimeSpan.Zero, await AskAsync("name 1", From(2)));
    }

    [Fact]
    public async Task A_flood_of_names_does_not_make_the_brake_forget_a_name_that_is_being_guessed()
    {
        for (var attempt = 0; attempt < 6; attempt++)
            await AskAsync("ann", From(attempt));
        for (var name = 0; name < 60_000; name++)
            await AskAsync($"name {name}", From(1_000 + name));

        Assert.NotEqual(TimeSpan.Zero, await AskAsync("ann", From(-1)));
    }
}
