using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Operations;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;
using SignInResult = CoupleCheckin.App.Features.Accounts.SignInResult;

namespace CoupleCheckin.App.Tests.Features.Accounts;

/// <summary>The second step at signing in. Codes are made by a library that is no part of the app.</summary>
public sealed class SecondStepTests
{
    private const string Name = "ann@example.org";
    private const string Password = "seven doves over Zürich";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    public static TheoryData<Engine> Here => Engines.Here;

    /// <summary>Ann with her authenticator app.</summary>
    private sealed class Phone(TwoPartners home, TwoPartners.Somebody owner, string letters)
    {
        private readonly Totp app = new(Base32Encoding.ToBytes(letters));

        public TwoPartners.Somebody Owner => owner;

        public string Letters => letters;

        public string Code(int stepsOff = 0) => app.ComputeTotp((home.Clock.GetUtcNow() + (stepsOff * Step)).UtcDateTime);

        /// <summary>The next code, which was not used yet.</summary>
        public string Next()
        {
            home.Clock.Advance(Step);
            return Code();
        }

        /// <summary>A code of none of the steps around now.</summary>
        public string Wrong()
        {
            var near = Enumerable.Range(-2, 5).Select(Code).ToHashSet(StringComparer.Ordinal);
            return Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), 6)).First(code => !near.Contains(code));
        }
    }

    private static async Task<TwoPartners> EmptyAsync(Engine engine) => await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);

    private static async Task<TwoPartners.Somebody> SignUpAsync(TwoPartners home, string name = Name) =>
        home.SignedInAs((await home.AsNobody.RunAsync((SignUp it) => it.RunAsync(new(name, Password, "Ann", IsAdult: true), "A browser"))).Principal);

    private static async Task<Phone> SwitchOnAsync(TwoPartners home, TwoPartners.Somebody who, bool endOthers = false)
    {
        var shown = await who.RunAsync((ShowAuthenticatorKey it) => it.RunAsync());
        var phone = new Phone(home, who, shown.Letters.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(SwitchOnResult.On, await who.RunAsync((SwitchSecondStepOn it) => it.RunAsync(phone.Code(), endOthers)));
        return phone;
    }

    private static async Task<Phone> WithPhoneAsync(TwoPartners home) => await SwitchOnAsync(home, await SignUpAsync(home));

    private static async Task<IReadOnlyList<string>> KeepSpareCodesAsync(TwoPartners.Somebody who)
    {
        var codes = (await who.RunAsync((ShowSpareCodes it) => it.RunAsync()))!;
        Assert.True(await who.RunAsync((ConfirmSpareCodes it) => it.RunAsync(codes[^1])));
        return codes;
    }

    private static Task<SignInResult> FirstStepAsync(TwoPartners home, string password = Password, Origin? origin = null) =>
        home.AsNobody.RunAsync((SignIn it) => it.RunAsync(Name, password, origin ?? TwoPartners.Home, "A browser"));

    private static Task<SecondStepResult> SecondStepAsync(TwoPartners home, string? ticket, string? code) =>
        home.AsNobody.RunAsync((TakeSecondStep it) => it.RunAsync(ticket, code, "A browser"));

    /// <summary>Both steps; the person who is in then, or nobody.</summary>
    private static async Task<TwoPartners.Somebody?> SignInAsync(TwoPartners home, string code, string password = Password, Origin? origin = null)
    {
        var second = await SecondStepAsync(home, (await FirstStepAsync(home, password, origin)).Ticket, code);
        return second.Principal is null ? null : home.SignedInAs(second.Principal);
    }

    private static async Task<IReadOnlyList<AccountEventKind>> LogAsync(TwoPartners.Somebody who) =>
        [.. (await who.RunAsync((ReadAccount it) => it.RunAsync())).Events.Select(line => line.Kind)];

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Signing_in_takes_the_password_and_then_a_code_and_nobody_is_in_between_them(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var ann = await SignUpAsync(home);
        Assert.NotNull((await FirstStepAsync(home)).Principal);
        var round = await ann.StartAsync();
        await ann.AnswerAsync(round, new() { Note = "still here" });
        var phone = await SwitchOnAsync(home, ann);
        home.Clock.Advance(Step);

        Assert.Equal(new SignInResult(null, TimeSpan.Zero), await FirstStepAsync(home, "another password here"));
        var first = await FirstStepAsync(home);
        Assert.Null(first.Principal);
        Assert.NotNull(first.Ticket);
        Assert.Equal(new SecondStepResult(null, null, IsOver: false, TimeSpan.Zero), await SecondStepAsync(home, first.Ticket, phone.Wrong()));
        Assert.Equal(0, await home.CountAsync("Sessions"));
        var second = await SecondStepAsync(home, first.Ticket, $" {phone.Code()[..3]} {phone.Code()[3..]} ");

        Assert.Equal(Name, second.SignInName);
        var again = home.SignedInAs(second.Principal);
        Assert.Equal("still here", (await again.SeeAsync(round))!.Sheet.Placements.Single().Value.Note);
        Assert.True((await again.RunAsync((ReadAccount it) => it.RunAsync())).HasSecondStep);
        var log = await LogAsync(again);
        Assert.All([AccountEventKind.SecondStepOn, AccountEventKind.CodeRefused, AccountEventKind.SignedInElsewhere], kind => Assert.Contains(kind, log));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_phone_may_be_one_step_early_or_late_and_no_more(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var phone = await WithPhoneAsync(home);
        foreach (var (stepsOff, isTaken) in new[] { (-2, false), (-1, true), (2, false), (1, true) })
        {
            home.Clock.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal((stepsOff, isTaken), (stepsOff, await SignInAsync(home, phone.Code(stepsOff)) is not null));
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_code_counts_once_and_so_does_every_step_before_it(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var phone = await WithPhoneAsync(home);

        // The code by which it was switched on is used.
        Assert.Null(await SignInAsync(home, phone.Code()));
        var code = phone.Next();
        Assert.NotNull(await SignInAsync(home, code));
        Assert.Null(await SignInAsync(home, code));
        Assert.NotNull(await SignInAsync(home, phone.Code(1)));
        Assert.Null(await SignInAsync(home, phone.Code()));
        await home.RestartAsync();
        Assert.Null(await SignInAsync(home, phone.Code(1)));
        home.Clock.Advance(Step);
        Assert.NotNull(await SignInAsync(home, phone.Next()));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Of_eight_tabs_with_one_code_at_once_one_is_let_in(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var phone = await WithPhoneAsync(home);
        var spare = (await KeepSpareCodesAsync(phone.Owner))[0];
        foreach (var code in new[] { phone.Next(), spare })
        {
            var tickets = new List<string?>();
            for (var tab = 0; tab < 4; tab++)
                tickets.Add((await FirstStepAsync(home, origin: new Origin("198.51.100.1", $"browser {code} {tab}"))).Ticket);

            var results = await Task.WhenAll(tickets.Concat(tickets).Select(ticket => SecondStepAsync(home, ticket, code)));

            Assert.Single(results, result => result.Principal is not null);
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Spare_codes_count_when_they_were_kept_and_each_counts_once(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var phone = await WithPhoneAsync(home);
        var ann = phone.Owner;
        var shown = (await ann.RunAsync((ShowSpareCodes it) => it.RunAsync()))!;
        Assert.Equal(10, shown.Distinct(StringComparer.Ordinal).Count());
        Assert.All(shown, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$", code));
        Assert.Null(await SignInAsync(home, shown[0]));
        Assert.False(await ann.RunAsync((ConfirmSpareCodes it) => it.RunAsync(shown[0])));
        Assert.Equal(new SecondStepView(true, 0), await ann.RunAsync((ReadSecondStep it) => it.RunAsync()));

        await KeepSpareCodesAsync(ann);
        Assert.Null(await ann.RunAsync((ShowSpareCodes it) => it.RunAsync()));
        Assert.NotNull(await SignInAsync(home, $" {shown[0].ToLowerInvariant().Replace('-', ' ')} "));
        Assert.Null(await SignInAsync(home, shown[0]));
        Assert.NotNull(await SignInAsync(home, shown[1]));
        Assert.Equal(new SecondStepView(true, 8), await ann.RunAsync((ReadSecondStep it) => it.RunAsync()));

        // Those until now count until the new ones are kept.
        Assert.True((await ann.RunAsync((MakeSpareCodes it) => it.RunAsync(Password, phone.Next(), endOthers: false, TwoPartners.Home))).Given);
        Assert.NotNull(await SignInAsync(home, shown[2]));
        var newer = await KeepSpareCodesAsync(ann);
        Assert.Null(await SignInAsync(home, shown[3]));
        Assert.NotNull(await SignInAsync(home, newer[0]));
        var log = await LogAsync(ann);
        Assert.Contains(AccountEventKind.SpareCodeUsed, log);
        Assert.Contains(AccountEventKind.SpareCodesMade, log);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Whoever_knows_the_password_guesses_few_codes_and_the_owner_still_signs_in_where_they_are_known(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var phone = await WithPhoneAsync(home);
        var evaluated = 0;
        for (var guess = 0; guess < 300; guess++)
        {
            home.Clock.Advance(TimeSpan.FromMilliseconds(100));
            var ticket = (await FirstStepAsync(home, origin: new Origin($"198.51.100.{guess}", null))).Ticket;
            Assert.NotNull(ticket);
            evaluated += (await SecondStepAsync(home, ticket, phone.Wrong())).Wait == TimeSpan.Zero ? 1 : 0;
        }

        Assert.InRange(evaluated, 5, 12);
        Assert.Null(await SignInAsync(home, phone.Code()));
        Assert.NotNull(await SignInAsync(home, phone.Code(), origin: TwoPartners.Home with { KnownDevice = "Ann's phone" }));
        Assert.Contains(AccountEventKind.CodeRefused, await LogAsync(phone.Owner));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Spare_codes_are_guessed_as_slowly(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var phone = await WithPhoneAsync(home);
        await KeepSpareCodesAsync(phone.Owner);
        var evaluated = 0;
        for (var guess = 0; guess < 30; guess++)
            evaluated += (await SecondStepAsync(home, (await FirstStepAsync(home)).Ticket, SpareCode.New()[0])).Wait == TimeSpan.Zero ? 1 : 0;

        Assert.Equal(5, evaluated);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task The_wait_for_a_code_ends_after_five_minutes_five_wrong_codes_and_its_use(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var phone = await WithPhoneAsync(home);
        foreach (var nonsense in new string?[] { null, "", "0000", new('0', 64), "\0", new('1', 200_000) })
            Assert.True((await SecondStepAsync(home, nonsense, phone.Next())).IsOver);

        var late = (await FirstStepAsync(home)).Ticket;
        home.Clock.Advance(PendingSignIns.Life);
        Assert.True((await SecondStepAsync(home, late, phone.Code())).IsOver);

        var used = (await FirstStepAsync(home)).Ticket;
        Assert.NotNull((await SecondStepAsync(home, used, phone.Code())).Principal);
        Assert.True((await SecondStepAsync(home, used, phone.Next())).IsOver);

        // What can be no code costs no try.
        var tried = (await FirstStepAsync(home)).Ticket;
        foreach (var nothing in new string?[] { null, "", "12345", "1234567", "abcdef", "\0", new('1', 200_000) })
            Assert.False((await SecondStepAsync(home, tried, nothing)).IsOver);
        for (var wrong = 1; wrong <= PendingSignIns.MostWrong; wrong++)
            Assert.Equal(wrong == PendingSignIns.MostWrong, (await SecondStepAsync(home, tried, phone.Wrong())).IsOver);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Another_password_a_reset_and_the_step_switched_off_elsewhere_end_the_wait(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var phone = await WithPhoneAsync(home);

        var before = (await FirstStepAsync(home)).Ticket;
        Assert.True((await phone.Owner.RunAsync((ChangePassword it) => it.RunAsync(Password, Password + "!", endOthers: false, TwoPartners.Home))).Changed);
        Assert.True((await SecondStepAsync(home, before, phone.Next())).IsOver);

        var waiting = (await FirstStepAsync(home, Password + "!")).Ticket;
        Assert.True((await phone.Owner.RunAsync((SwitchSecondStepOff it) => it.RunAsync(Password + "!", phone.Code(), TwoPartners.Home))).Given);
        Assert.True((await SecondStepAsync(home, waiting, phone.Next())).IsOver);
        Assert.NotNull((await FirstStepAsync(home, Password + "!")).Principal);
        Assert.Contains(AccountEventKind.SecondStepOff, await LogAsync(phone.Owner));

        phone = await SwitchOnAsync(home, phone.Owner);
        waiting = (await FirstStepAsync(home, Password + "!")).Ticket;
        var report = await new SignInReset(home.Options, home.Clock).RunAsync(Name);
        Assert.Equal(1, report.SecondSteps);
        Assert.True((await SecondStepAsync(home, waiting, phone.Next())).IsOver);
        var again = home.SignedInAs((await FirstStepAsync(home, Password + "!")).Principal);
        Assert.Contains(AccountEventKind.SignInReset, await LogAsync(again));
        Assert.Equal(new SecondStepView(false, 0), await again.RunAsync((ReadSecondStep it) => it.RunAsync()));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_recovery_key_sets_a_password_and_does_not_take_the_second_step_away(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var phone = await WithPhoneAsync(home);
        var key = await phone.Owner.RunAsync((ShowRecoveryKey it) => it.RunAsync());
        Assert.True(await phone.Owner.RunAsync((ConfirmRecoveryKey it) => it.RunAsync(key[^4..])));

        Assert.True((await home.AsNobody.RunAsync((Recover it) => it.RunAsync(Name, key, "a new one: nine owls in Bern", TwoPartners.Home))).Recovered);

        Assert.Null((await FirstStepAsync(home, "a new one: nine owls in Bern")).Principal);
        Assert.NotNull(await SignInAsync(home, phone.Next(), "a new one: nine owls in Bern"));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task It_is_switched_on_by_a_code_of_the_key_that_was_shown_and_by_nothing_else(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var ann = await SignUpAsync(home);
        var elsewhere = home.SignedInAs((await FirstStepAsync(home)).Principal);
        var shown = await ann.RunAsync((ShowAuthenticatorKey it) => it.RunAsync());
        var other = await elsewhere.RunAsync((ShowAuthenticatorKey it) => it.RunAsync());
        Assert.Matches("^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$", shown.Letters);
        Assert.Equal(shown, await ann.RunAsync((ShowAuthenticatorKey it) => it.RunAsync()));
        Assert.NotEqual(shown.Letters, other.Letters);
        Assert.Equal($"otpauth://totp/Notes:ann%40example.org?secret={shown.Letters.Replace(" ", "", StringComparison.Ordinal)}&issuer=Notes", shown.Address);
        var phone = new Phone(home, ann, shown.Letters.Replace(" ", "", StringComparison.Ordinal));
        foreach (var typed in new string?[] { null, "", phone.Wrong(), "\0", new('1', 200_000), phone.Code(5) })
            Assert.Equal(SwitchOnResult.CodeWrong, await ann.RunAsync((SwitchSecondStepOn it) => it.RunAsync(typed, endOthers: false)));
        Assert.Equal(new SecondStepView(false, 0), await ann.RunAsync((ReadSecondStep it) => it.RunAsync()));

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ann.RunAsync((SwitchSecondStepOn it) => it.RunAsync(phone.Code(), endOthers: false))));
        Assert.Single(results, result => result == SwitchOnResult.On);
        var second = new Phone(home, elsewhere, other.Letters.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(SwitchOnResult.WasOn, await elsewhere.RunAsync((SwitchSecondStepOn it) => it.RunAsync(second.Code(), endOthers: false)));
        Assert.NotNull(await SignInAsync(home, phone.Next()));
        Assert.Null(await SignInAsync(home, second.Next()));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Switching_it_on_and_new_codes_end_other_sessions_when_that_is_asked_for(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var ann = await SignUpAsync(home);
        await SessionAsync();
        await SessionAsync();
        var phone = await SwitchOnAsync(home, ann);
        Assert.Equal(2, await home.CountAsync("Sessions"));
        Assert.True((await ann.RunAsync((MakeSpareCodes it) => it.RunAsync(Password, phone.Next(), endOthers: true, TwoPartners.Home))).Given);
        Assert.Equal(0, await home.CountAsync("Sessions"));

        await ann.RunAsync((SwitchSecondStepOff it) => it.RunAsync(Password, phone.Next(), TwoPartners.Home));
        await SessionAsync();
        await SwitchOnAsync(home, ann, endOthers: true);
        Assert.Equal(0, await home.CountAsync("Sessions"));

        Task SessionAsync() => home.Services.GetRequiredService<SessionTickets>().StoreAsync(
            new(SessionTickets.Principal(ann.Person, Guid.NewGuid(), "A browser"), new AuthenticationProperties(), IdentityConstants.ApplicationScheme));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Nothing_of_it_changes_with_the_password_alone_or_a_code_alone(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var phone = await WithPhoneAsync(home);
        var ann = phone.Owner;
        var spare = await KeepSpareCodesAsync(ann);
        home.Clock.Advance(Step);
        foreach (var (password, code, flaw) in new[] { (Password, "", ProofFlaw.Code), (Password, phone.Wrong(), ProofFlaw.Code), ("not this one, surely", phone.Code(), ProofFlaw.Password) })
        {
            home.Pass(TimeSpan.FromHours(1));
            Assert.Equal(flaw, (await ann.RunAsync((SwitchSecondStepOff it) => it.RunAsync(password, code, TwoPartners.Home))).Flaw);
            Assert.Equal(flaw, (await ann.RunAsync((MakeSpareCodes it) => it.RunAsync(password, code, endOthers: true, TwoPartners.Home))).Flaw);
            Assert.Equal(flaw, (await ann.RunAsync((ProveAgain it) => it.RunAsync(password, code, TwoPartners.Home))).Flaw);
            Assert.Null(await ann.RunAsync((ShowSpareCodes it) => it.RunAsync()));
        }

        Assert.Equal(new SecondStepView(true, 10), await ann.RunAsync((ReadSecondStep it) => it.RunAsync()));
        Assert.True((await ann.RunAsync((ProveAgain it) => it.RunAsync(Password, phone.Next(), TwoPartners.Home))).Given);
        Assert.True((await ann.RunAsync((SwitchSecondStepOff it) => it.RunAsync(Password, spare[4], TwoPartners.Home))).Given);
        Assert.Equal(0, await home.CountAsync("SecondSteps"));
        Assert.True((await ann.RunAsync((ProveAgain it) => it.RunAsync(Password, null, TwoPartners.Home))).Given);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_copy_of_the_row_makes_no_codes_and_fits_no_other_account(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var phone = await WithPhoneAsync(home);
        var spare = await KeepSpareCodesAsync(phone.Owner);
        var blob = (byte[])(await home.PeekAsync("SELECT \"Blob\" FROM \"SecondSteps\"")).Single();
        var key = Base32Encoding.ToBytes(phone.Letters);
        foreach (var secret in spare.Select(code => Encoding.ASCII.GetBytes(code.Replace("-", "", StringComparison.Ordinal))).Append(key).Append(Encoding.ASCII.GetBytes(phone.Letters)).Append(Encoding.ASCII.GetBytes(Convert.ToBase64String(key))))
            Assert.Equal(-1, blob.AsSpan().IndexOf(secret));

        // Somebody who holds the files puts their own row in its place, or an older one back: it opens nothing.
        var other = await SignUpAsync(home, "mallory@example.org");
        var theirs = await SwitchOnAsync(home, other);
        await home.TamperAsync("UPDATE \"SecondSteps\" SET \"Blob\" = (SELECT \"Blob\" FROM \"SecondSteps\" WHERE \"Owner\" = @p0) WHERE \"Owner\" <> @p0", other.Person.Value);
        Assert.Null(await SignInAsync(home, phone.Next()));
        Assert.Null(await SignInAsync(home, theirs.Code()));
        await home.TamperAsync("UPDATE \"SecondSteps\" SET \"Blob\" = @p0 WHERE \"Owner\" <> @p1", blob, other.Person.Value);
        Assert.NotNull(await SignInAsync(home, phone.Next()));
        await home.TamperAsync("UPDATE \"SecondSteps\" SET \"Blob\" = @p0 WHERE \"Owner\" <> @p1", blob, other.Person.Value);
        Assert.Null(await SignInAsync(home, phone.Next()));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Deleting_the_account_takes_it_along_and_ends_the_wait(Engine engine)
    {
        await using var home = await EmptyAsync(engine);
        var phone = await WithPhoneAsync(home);
        var waiting = (await FirstStepAsync(home)).Ticket;

        Assert.True((await phone.Owner.RunAsync((DeleteAccount it) => it.RunAsync(Password, TwoPartners.Home))).Opened);

        Assert.Equal(0, await home.CountAsync("SecondSteps"));
        Assert.True((await SecondStepAsync(home, waiting, phone.Next())).IsOver);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task The_log_of_it_and_whether_it_is_on_are_their_owners_alone(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var before = await Looked();
        await SwitchOnAsync(home, home.AsAnn);

        Assert.Equal(before, await Looked());
        Assert.Contains(AccountEventKind.SecondStepOn, await LogAsync(home.AsAnn));
        Assert.DoesNotContain(AccountEventKind.SecondStepOn, await LogAsync(home.AsBo));

        async Task<string> Looked() =>
            Views.AsJson(await home.AsBo.SeeCoupleAsync()) + Views.AsJson(await home.AsBo.RunAsync((ReadAccount it) => it.RunAsync())) + Views.AsJson(await home.AsBo.RunAsync((ReadSecondStep it) => it.RunAsync()));
    }

    [Fact]
    public async Task What_the_password_opened_is_zeroed_when_nobody_comes_back_with_a_code()
    {
        await using var home = await EmptyAsync(Engine.Sqlite);
        using var pending = new PendingSignIns(home.Clock);
        using var root = SecretKey.Random();
        var account = new Account { Id = Guid.NewGuid(), UserName = "ann" };
        var tickets = Enumerable.Range(0, 6).Select(_ => pending.Keep(account, TwoPartners.Home, root)).ToList();
        Assert.False(pending.Has(tickets[0]));
        Assert.All(tickets.Skip(1), ticket => Assert.True(pending.Has(ticket)));
        var held = Held(pending);
        Assert.Equal(5, held.Count);
        Assert.All(held, buffer => Assert.NotEqual(new byte[SecretKey.Size], buffer));

        home.Clock.Advance(PendingSignIns.Life);

        Assert.All(held, buffer => Assert.Equal(new byte[SecretKey.Size], buffer));
        Assert.NotEqual(new byte[SecretKey.Size], root.Bytes.ToArray());
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Nobody_has_no_second_step_to_read_or_change(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var nobody = home.AsNobody;
        foreach (var reach in new Func<Task>[]
        {
            () => nobody.RunAsync((ReadSecondStep it) => it.RunAsync()), () => nobody.RunAsync((ShowAuthenticatorKey it) => it.RunAsync()),
            () => nobody.RunAsync((SwitchSecondStepOn it) => it.RunAsync("000000", endOthers: true)), () => nobody.RunAsync((ShowSpareCodes it) => it.RunAsync()),
            () => nobody.RunAsync((MakeSpareCodes it) => it.RunAsync(Password, "000000", endOthers: true, TwoPartners.Home)), () => nobody.RunAsync((ConfirmSpareCodes it) => it.RunAsync("0")),
            () => nobody.RunAsync((SwitchSecondStepOff it) => it.RunAsync(Password, "000000", TwoPartners.Home)), () => nobody.RunAsync((ProveAgain it) => it.RunAsync(Password, null, TwoPartners.Home)),
        })
        {
            Assert.Equal(SpaceState.SignedOut, (await Assert.ThrowsAsync<SpaceNotOpenException>(reach)).State);
        }
    }

    /// <summary>The memory of the roots that wait for a code.</summary>
    private static List<byte[]> Held(PendingSignIns pending)
    {
        var field = typeof(PendingSignIns).GetField("pending", BindingFlags.Instance | BindingFlags.NonPublic)!;
        return
        [
            .. ((IDictionary)field.GetValue(pending)!).Values.Cast<object>()
                .Select(waiting => Buffer(((PendingSignIn)waiting.GetType().GetProperty("SignIn")!.GetValue(waiting)!).Root)),
        ];
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_bytes")]
    private static extern ref byte[] Buffer(SecretKey key);
}
