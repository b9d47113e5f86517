using CoupleCheckin.App.Accounts;
using Microsoft.Extensions.Time.Testing;

namespace CoupleCheckin.App.Tests.Features.Accounts;

public sealed class SignInBrakeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SignInBrake _brake;

    public SignInBrakeTests() => _brake = new(_time);

    private static Origin From(int network) => new($"net {network}", null);

    [Fact]
    public void After_five_failures_each_try_waits_twice_as_long_up_to_a_quarter_of_an_hour()
    {
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(TimeSpan.Zero, _brake.Ask("ann", From(attempt)));

        var waits = new List<double>();
        for (var attempt = 5; attempt < 18; attempt++)
        {
            var wait = _brake.Ask("ann", From(attempt));
            waits.Add(wait.TotalSeconds);
            _time.Advance(wait);
            Assert.Equal(TimeSpan.Zero, _brake.Ask("ann", From(attempt)));
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
                    return Enumerable.Range(0, 50).Count(_ => _brake.Ask(account, From((time * 8) + number)) == TimeSpan.Zero);
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)).ToList();
            start.Set();

            Assert.Equal(5, (await Task.WhenAll(tries)).Sum());
        }
    }

    [Fact]
    public void More_than_a_hundred_failures_a_day_are_not_looked_at()
    {
        var evaluated = 0;
        for (var minute = 0; minute < 24 * 60; minute++)
        {
            evaluated += _brake.Ask("ann", From(minute)) == TimeSpan.Zero ? 1 : 0;
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(evaluated, 90, 100);
        Assert.Equal(TimeSpan.Zero, _brake.Ask("ann", From(-1)));
    }

    [Fact]
    public void A_right_password_makes_the_budget_whole()
    {
        for (var time = 0; time < 10; time++)
        {
            for (var attempt = 0; attempt < 5; attempt++)
                Assert.Equal(TimeSpan.Zero, _brake.Ask("ann", From((time * 5) + attempt)));
            Assert.NotEqual(TimeSpan.Zero, _brake.Ask("ann", From(-1)));
            _brake.Succeeded("ann", From(time * 5));
        }
    }

    [Fact]
    public void A_known_device_has_a_budget_of_its_own_which_runs_out_too()
    {
        var phone = new Origin("net", "phone");
        for (var attempt = 0; attempt < 200; attempt++)
            _brake.Ask("ann", new("net", null));
        for (var attempt = 0; attempt < 200; attempt++)
            _brake.Ask($"other {attempt}", new("net", null));

        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(TimeSpan.Zero, _brake.Ask("ann", phone));
        Assert.NotEqual(TimeSpan.Zero, _brake.Ask("ann", phone));
        Assert.NotEqual(TimeSpan.Zero, _brake.Ask("bo", new("net", null)));
        Assert.Equal(TimeSpan.Zero, _brake.Ask("ann", phone with { KnownDevice = "laptop" }));
    }

    [Fact]
    public void One_network_that_tries_many_names_waits_too()
    {
        var evaluated = Enumerable.Range(0, 1_000).Count(number => _brake.Ask($"name {number}", From(1)) == TimeSpan.Zero);

        Assert.Equal(30, evaluated);
        Assert.Equal(TimeSpan.Zero, _brake.Ask("name 1", From(2)));
    }

    [Fact]
    public void A_flood_of_names_does_not_make_the_brake_forget_a_name_that_is_being_guessed()
    {
        for (var attempt = 0; attempt < 6; attempt++)
            _brake.Ask("ann", From(attempt));
        for (var name = 0; name < 60_000; name++)
            _brake.Ask($"name {name}", From(1_000 + name));

        Assert.NotEqual(TimeSpan.Zero, _brake.Ask("ann", From(-1)));
    }
}
