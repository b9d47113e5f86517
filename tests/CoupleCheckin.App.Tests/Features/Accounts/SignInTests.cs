using System.Diagnostics;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;
using SignInResult = CoupleCheckin.App.Features.Accounts.SignInResult;

namespace CoupleCheckin.App.Tests.Features.Accounts;

public sealed class SignInTests(ITestOutputHelper output)
{
    private const string Password = "seven doves over Zürich";

    public static TheoryData<Engine> Here => Engines.Here;

    private static SignUpForm Form(string name = "ann@example.org") => new(name, Password, "Ann", IsAdult: true);

    private static Task<SignUpResult> SignUpAsync(TwoPartners home, SignUpForm form) => home.AsNobody.RunAsync((SignUp it) => it.RunAsync(form, "A browser"));

    private static Task<SignInResult> SignInAsync(TwoPartners home, string name, string password, Origin? origin = null) =>
        home.AsNobody.RunAsync((SignIn it) => it.RunAsync(name, password, origin ?? TwoPartners.Home, "A browser"));

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Whoever_signs_up_is_in_and_later_signs_in_with_any_form_of_the_same_name_and_password(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine);
        var result = await SignUpAsync(home, Form());
        var ann = home.SignedInAs(result.Principal);
        Assert.True(result.Flaws.None);
        Assert.Equal("Ann", (await ann.SeeCoupleAsync()).Me.Name);

        var again = await SignInAsync(home, "  ＡＮＮ@Example.ORG ", Password.Normalize(System.Text.NormalizationForm.FormD));

        Assert.Equal(TimeSpan.Zero, again.Wait);
        var elsewhere = home.SignedInAs(again.Principal);
        Assert.Equal(ann.Person, elsewhere.Person);
        Assert.NotEqual(ann.Who!.Session, elsewhere.Who!.Session);
        Assert.Equal("Ann", (await elsewhere.SeeCoupleAsync()).Me.Name);
        Assert.Equal(
            [AccountEventKind.SignedUp, AccountEventKind.SignedInElsewhere], (await ann.RunAsync((ReadAccount it) => it.RunAsync())).Events.Select(line => line.Kind));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Every_flaw_of_a_form_is_told_at_once_and_nothing_is_made(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);

        var all = await SignUpAsync(home, new("a b", "short", "\n", IsAdult: false));

        Assert.Equal(new SignUpResult(null, new(SignInNameFlaw.Unreadable, PasswordFlaw.TooShort, Name: true, NotAdult: true)), all);
        Assert.Equal(PasswordFlaw.TooLong, (await SignUpAsync(home, Form() with { Password = new string('x', 200_000) })).Flaws.Password);
        Assert.Equal(PasswordFlaw.Common, (await SignUpAsync(home, Form() with { Password = "ann@example.org!" })).Flaws.Password);
        Assert.True((await SignUpAsync(home, Form() with { IsAdult = false })).Flaws is { NotAdult: true, None: false });
        foreach (var table in new[] { "AspNetUsers", "KeySlots", "Couples", "Seats", "Events" })
            Assert.Equal(0, await home.CountAsync(table));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Of_ten_who_take_one_name_at_once_one_gets_it(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => SignUpAsync(home, Form(number % 2 == 0 ? "ann@example.org" : "ＡNN@example.org"))));

        Assert.Single(results, result => result.Principal is not null);
        Assert.Equal(9, results.Count(result => result.Flaws.SignInName == SignInNameFlaw.Taken));
        Assert.Equal(1, await home.CountAsync("AspNetUsers"));
        Assert.Equal(1, await home.CountAsync("KeySlots"));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Known_and_unknown_accounts_get_the_same_answer_for_the_same_work(Engine engine)
    {
        var keys = new Counting(KeySlots.Argon2idAsync);
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, more: keys.CountIn);
        await SignUpAsync(home, Form());
        await SignInAsync(home, "nobody@example.org", "a first wrong password");
        var (known, unknown) = (new List<double>(), new List<double>());

        for (var attempt = 0; attempt < 15; attempt++)
        {
            var origin = new Origin($"198.51.100.{attempt}", null);
            foreach (var (name, times) in new[] { ("ann@example.org", known), ("nobody@example.org", unknown) })
            {
                home.Clock.Advance(TimeSpan.FromHours(1));
                var before = keys.Derived;
                var watch = Stopwatch.StartNew();
                var result = await SignInAsync(home, name, $"a wrong password, number {attempt}", origin);
                times.Add(watch.Elapsed.TotalMilliseconds);
                Assert.Equal(new SignInResult(null, TimeSpan.Zero), result);
                Assert.Equal(before + 1, keys.Derived);
            }
        }

        output.WriteLine($"{engine}: median {Median(known):F1} ms for a known account, {Median(unknown):F1} ms for an unknown one");

        static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_cannot_be_a_name_or_password_is_refused_like_a_wrong_one(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);
        await SignUpAsync(home, Form());
        var number = 0;
        foreach (var (name, password) in new[]
        {
            ("", ""), ("ann@example.org", ""), ("\0", Password), ("\uD83D\uD83D\uD83D", Password), (new string('\uFDFA', 64), Password),
            ("ann@example.org", "\uD83D"), ("ann@example.org", new string('x', 200_000)), (new string('x', 200_000), Password), ("ann@example.org", Password + "\0"),
        })
        {
            home.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(new SignInResult(null, TimeSpan.Zero), await SignInAsync(home, name, password, new Origin($"198.51.100.{number++}", null)));
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Of_ten_thousand_guesses_few_are_evaluated_and_the_owner_still_signs_in_where_they_are_known(Engine engine)
    {
        var keys = new Counting(TwoPartners.Quickly);
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, more: keys.CountIn);
        await SignUpAsync(home, Form());

        var (told, before) = (0, keys.Derived);
        for (var guess = 0; guess < 10_000; guess++)
        {
            home.Clock.Advance(TimeSpan.FromMilliseconds(20));
            var result = await SignInAsync(home, "ann@example.org", $"guess number {guess}", new Origin($"198.51.100.{guess % 200}", null));
            told += result.Wait > TimeSpan.Zero ? 1 : 0;
        }

        var evaluated = keys.Derived - before;
        output.WriteLine($"{engine}: {evaluated} of 10,000 guesses were evaluated, {told} were told to wait");
        Assert.InRange(evaluated, 5, 20);
        Assert.Equal(10_000 - evaluated, told);
        Assert.NotNull((await SignInAsync(home, "ann@example.org", Password, TwoPartners.Home with { KnownDevice = "Ann's phone" })).Principal);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Guessing_from_the_same_home_does_not_lock_out_the_device_that_the_account_knows(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);
        await SignUpAsync(home, Form());
        for (var guess = 0; guess < 60; guess++)
            await SignInAsync(home, $"somebody-{guess}", "a guess from the sofa");

        Assert.NotEqual(TimeSpan.Zero, (await SignInAsync(home, "ann@example.org", Password)).Wait);
        Assert.NotNull((await SignInAsync(home, "ann@example.org", Password, TwoPartners.Home with { KnownDevice = "Ann's phone" })).Principal);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task The_server_restarted_the_space_is_locked_and_one_password_opens_it_with_everything_in_it(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine);
        var ann = home.SignedInAs((await SignUpAsync(home, Form())).Principal);
        var round = await ann.StartAsync();
        await ann.AnswerAsync(round, new() { Note = "still here" });

        await home.RestartAsync();

        Assert.Equal(SpaceState.Locked, (await Assert.ThrowsAsync<SpaceNotOpenException>(ann.SeeCoupleAsync)).State);
        Assert.Equal(new PasswordPromptResult(Opened: false, TimeSpan.Zero), await ann.RunAsync((Unlock it) => it.RunAsync("a wrong password", TwoPartners.Home)));
        await Assert.ThrowsAsync<SpaceNotOpenException>(ann.SeeCoupleAsync);
        Assert.Equal(new PasswordPromptResult(Opened: true, TimeSpan.Zero), await ann.RunAsync((Unlock it) => it.RunAsync(Password, TwoPartners.Home)));
        Assert.Equal("still here", (await ann.SeeAsync(round))!.Sheet.Placements.Single().Value.Note);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Twelve_idle_hours_lock_the_space_and_use_keeps_it_open(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        for (var time = 0; time < 3; time++)
        {
            home.Clock.Advance(TimeSpan.FromHours(11));
            await home.AsAnn.SeeCoupleAsync();
        }

        home.Clock.Advance(TimeSpan.FromHours(12));

        Assert.Equal(SpaceState.Locked, (await Assert.ThrowsAsync<SpaceNotOpenException>(home.AsAnn.SeeCoupleAsync)).State);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Nobody_has_no_account_to_read_or_change(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var nobody = home.AsNobody;
        foreach (var reach in new Func<Task>[]
        {
            () => nobody.RunAsync((ReadAccount it) => it.RunAsync()), () => nobody.RunAsync((Unlock it) => it.RunAsync(Password, TwoPartners.Home)),
            () => nobody.RunAsync((ChangePassword it) => it.RunAsync(Password, Password + "!", endOthers: true, TwoPartners.Home)),
            () => nobody.RunAsync((SignOutEverywhere it) => it.RunAsync(Password, TwoPartners.Home)), () => nobody.RunAsync((EndSession it) => it.RunAsync(Guid.NewGuid())),
            () => nobody.RunAsync((ShowRecoveryKey it) => it.RunAsync()), () => nobody.RunAsync((ConfirmRecoveryKey it) => it.RunAsync("0000")),
            () => nobody.RunAsync((App.Features.Listen it) => it.RunAsync(_ => { })),
        })
        {
            Assert.Equal(SpaceState.SignedOut, (await Assert.ThrowsAsync<SpaceNotOpenException>(reach)).State);
        }
    }

    /// <summary>Counts how often a key is derived from a password.</summary>
    private sealed class Counting(DeriveFromPassword derive)
    {
        private int _derived;

        public int Derived => _derived;

        public void CountIn(IServiceCollection services) => services.AddSingleton(_ => new KeySlots((password, salt, memory, passes) =>
        {
            Interlocked.Increment(ref _derived);
            return derive(password, salt, memory, passes);
        }));
    }
}
