using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Tests.Databases;
using OtpNet;

namespace CoupleCheckin.App.Tests.Features.Accounts;

/// <summary>The second step at two servers on one PostgreSQL (docs/decisions/0058 and 0060): what counts once counts once for both.</summary>
public sealed class SharedSecondStepTests
{
    private const string Name = "ann-signs-in";
    private const string Password = "seven doves over Zürich";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>PostgreSQL, where there is one; <see cref="PostgresServerTests.PostgreSQL_is_tested_here"/> says where there is none.</summary>
    public static TheoryData<Engine> Here => PostgresServer.IsAvailable ? [Engine.Postgres] : [];

    /// <summary>The two servers, and Ann with her authenticator app.</summary>
    private sealed class Two(TwoPartners bare, TwoPartners one, TwoPartners other) : IAsyncDisposable
    {
        private Totp? app;

        public TwoPartners One => one;

        public TwoPartners Other => other;

        public TwoPartners.Somebody Ann { get; private set; } = one.AsNobody;

        public static async Task<Two> WithPhoneAsync(Engine engine)
        {
            var bare = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);
            var two = new Two(bare, SharedBrakeTests.On(bare), SharedBrakeTests.On(bare));
            two.Ann = two.One.SignedInAs((await two.One.AsNobody.RunAsync((SignUp it) => it.RunAsync(new(Name, Password, "Ann", IsAdult: true), "A browser"))).Principal);
            var shown = await two.Ann.RunAsync((ShowAuthenticatorKey it) => it.RunAsync());
            two.app = new(Base32Encoding.ToBytes(shown.Letters.Replace(" ", "", StringComparison.Ordinal)));
            Assert.Equal(SwitchOnResult.On, await two.Ann.RunAsync((SwitchSecondStepOn it) => it.RunAsync(two.Code(), endOthers: false)));
            return two;
        }

        public string Code(int stepsOff = 0) => app!.ComputeTotp((One.Clock.GetUtcNow() + (stepsOff * Step)).UtcDateTime);

        /// <summary>The next code, which was used nowhere yet.</summary>
        public string Next()
        {
            One.Clock.Advance(Step);
            Other.Clock.Advance(Step);
            return Code();
        }

        /// <summary>A code of none of the steps around now.</summary>
        public string Wrong()
        {
            var near = Enumerable.Range(-2, 5).Select(Code).ToHashSet(StringComparer.Ordinal);
            return Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), 6)).First(code => !near.Contains(code));
        }

        public async Task<IReadOnlyList<string>> KeepSpareCodesAsync()
        {
            var codes = (await Ann.RunAsync((ShowSpareCodes it) => it.RunAsync()))!;
            Assert.True(await Ann.RunAsync((ConfirmSpareCodes it) => it.RunAsync(codes[^1])));
            return codes;
        }

        /// <summary>Signs in with one code at both servers at once.</summary>
        /// <returns>How often that was taken.</returns>
        public async Task<int> AtOnceAsync(string code)
        {
            var tickets = new List<(TwoPartners Server, string Ticket)>();
            foreach (var server in new[] { One, Other })
                tickets.Add((server, await FirstStepAsync(server)));
            var results = await Task.WhenAll(tickets.Select(one => SecondStepAsync(one.Server, one.Ticket, code)));
            Assert.All(results, result => Assert.Equal((false, TimeSpan.Zero), (result.IsOver, result.Wait)));
            return results.Count(result => result.Principal is not null);
        }

        public async ValueTask DisposeAsync()
        {
            await other.DisposeAsync();
            await one.DisposeAsync();
            await bare.DisposeAsync();
        }
    }

    private static async Task<string> FirstStepAsync(TwoPartners server, Origin? origin = null)
    {
        var first = await server.AsNobody.RunAsync((SignIn it) => it.RunAsync(Name, Password, origin ?? TwoPartners.Home, "A browser"));
        Assert.NotNull(first.Ticket);
        return first.Ticket;
    }

    private static Task<SecondStepResult> SecondStepAsync(TwoPartners server, string ticket, string code) =>
        server.AsNobody.RunAsync((TakeSecondStep it) => it.RunAsync(ticket, code, "A browser"));

    private static async Task<SecondStepResult> SignInAsync(TwoPartners server, string code, Origin? origin = null) =>
        await SecondStepAsync(server, await FirstStepAsync(server, origin), code);

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_code_that_was_used_at_one_server_is_refused_at_the_other_also_at_once(Engine engine)
    {
        await using var two = await Two.WithPhoneAsync(engine);

        // The code by which it was switched on, one that came after it, and the one before that.
        Assert.Null((await SignInAsync(two.Other, two.Code())).Principal);
        var code = two.Next();
        Assert.NotNull((await SignInAsync(two.Other, code)).Principal);
        Assert.Equal(new SecondStepResult(null, null, IsOver: false, TimeSpan.Zero), await SignInAsync(two.One, code));
        Assert.Equal(new SecondStepResult(null, null, IsOver: false, TimeSpan.Zero), await SignInAsync(two.One, two.Code(-1)));

        for (var again = 0; again < 10; again++)
            Assert.Equal(1, await two.AtOnceAsync(two.Next()));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_spare_code_is_used_up_for_both_also_at_once(Engine engine)
    {
        await using var two = await Two.WithPhoneAsync(engine);
        var codes = await two.KeepSpareCodesAsync();

        Assert.NotNull((await SignInAsync(two.One, codes[0])).Principal);
        Assert.Equal(new SecondStepResult(null, null, IsOver: false, TimeSpan.Zero), await SignInAsync(two.Other, codes[0]));
        foreach (var code in codes.Skip(1))
            Assert.Equal(1, await two.AtOnceAsync(code));

        Assert.Equal(0, (await two.Ann.RunAsync((ReadSecondStep it) => it.RunAsync())).SpareCodesLeft);
        Assert.NotNull((await SignInAsync(two.Other, two.Next())).Principal);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Wrong_codes_at_two_servers_have_one_budget_and_a_right_password_at_either_does_not_renew_it(Engine engine)
    {
        await using var two = await Two.WithPhoneAsync(engine);
        var evaluated = 0;
        for (var guess = 0; guess < 12; guess++)
        {
            var result = await SignInAsync(guess % 2 == 0 ? two.One : two.Other, two.Wrong(), new($"network {guess}", null));
            Assert.Null(result.Principal);
            evaluated += result.Wait == TimeSpan.Zero ? 1 : 0;
        }

        Assert.Equal(5, evaluated);
        foreach (var server in new[] { two.One, two.Other })
            Assert.True((await SignInAsync(server, two.Code(1), new("another network", null))) is { Principal: null, Wait.Ticks: > 0 });

        // Her own browser is not slowed down, and a code that was not looked at is not used.
        Assert.NotNull((await SignInAsync(two.Other, two.Code(1), new("network", "her laptop"))).Principal);
    }
}
