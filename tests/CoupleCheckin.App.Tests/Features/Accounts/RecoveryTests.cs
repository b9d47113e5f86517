using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Accounts;

public sealed class RecoveryTests
{
    private const string Name = "ann@example.org";

    public static TheoryData<Engine> Here => Engines.Here;

    private static string Phrase(int number) => $"phrase of the year {2000 + number}";

    private static async Task<TwoPartners.Somebody> SignedUpAsync(TwoPartners home) =>
        home.SignedInAs((await home.AsNobody.RunAsync((SignUp it) => it.RunAsync(new(Name, Phrase(0), "Ann", IsAdult: true), "A browser"))).Principal);

    private static Task<ChangePasswordResult> ChangeAsync(TwoPartners.Somebody who, string current, string next, bool endOthers = false) =>
        who.RunAsync((ChangePassword it) => it.RunAsync(current, next, endOthers, TwoPartners.Home));

    private static Task<RecoverResult> RecoverAsync(TwoPartners home, string key, string next, string name = Name) =>
        home.AsNobody.RunAsync((Recover it) => it.RunAsync(name, key, next, TwoPartners.Home));

    private static async Task<TwoPartners.Somebody?> SignInAsync(TwoPartners home, string password)
    {
        home.Pass(TimeSpan.FromHours(1));
        var result = await home.AsNobody.RunAsync((SignIn it) => it.RunAsync(Name, password, TwoPartners.Home, "A browser"));
        return result.Principal is null ? null : home.SignedInAs(result.Principal);
    }

    private static async Task<string> NewKeyAsync(TwoPartners.Somebody who)
    {
        var key = await who.RunAsync((ShowRecoveryKey it) => it.RunAsync());
        Assert.True(await who.RunAsync((ConfirmRecoveryKey it) => it.RunAsync(key[^4..])));
        return key;
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_recovery_key_sets_a_new_password_once_and_everything_is_readable(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine);
        var ann = await SignedUpAsync(home);
        var round = await ann.StartAsync();
        await ann.AnswerAsync(round, new() { Note = "still here" });
        var key = await NewKeyAsync(ann);
        await home.RestartAsync();

        Assert.True((await RecoverAsync(home, $" {key.ToLowerInvariant().Replace('-', ' ')} ", Phrase(1))).Recovered);

        Assert.False((await RecoverAsync(home, key, Phrase(2))).Recovered);
        Assert.Null(await SignInAsync(home, Phrase(0)));
        var again = await SignInAsync(home, Phrase(1));
        Assert.Equal("still here", (await again!.SeeAsync(round))!.Sheet.Placements.Single().Value.Note);
        Assert.False((await again.RunAsync((ReadAccount it) => it.RunAsync())).HasRecoveryKey);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_recovery_key_counts_only_when_its_last_group_was_typed_back_and_a_newer_one_takes_its_place(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);
        var ann = await SignedUpAsync(home);
        var shown = await ann.RunAsync((ShowRecoveryKey it) => it.RunAsync());

        Assert.Matches("^[0-9A-Z]{4}(-[0-9A-Z]{4}){6}$", shown);
        Assert.Equal(shown, await ann.RunAsync((ShowRecoveryKey it) => it.RunAsync()));
        Assert.False((await RecoverAsync(home, shown, Phrase(1))).Recovered);
        foreach (var typed in new[] { "", "0000", shown[..4], shown, "\0" })
            Assert.False(await ann.RunAsync((ConfirmRecoveryKey it) => it.RunAsync(typed)));
        Assert.False((await ann.RunAsync((ReadAccount it) => it.RunAsync())).HasRecoveryKey);
        Assert.True(await ann.RunAsync((ConfirmRecoveryKey it) => it.RunAsync($" {shown[^4..].ToLowerInvariant()} ")));
        Assert.True((await ann.RunAsync((ReadAccount it) => it.RunAsync())).HasRecoveryKey);
        var newer = await NewKeyAsync(ann);

        Assert.NotEqual(shown, newer);
        Assert.False((await RecoverAsync(home, shown, Phrase(1))).Recovered);
        Assert.True((await RecoverAsync(home, newer, Phrase(1))).Recovered);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_wrong_key_an_unknown_account_and_one_without_a_key_get_the_same_answer(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);
        var ann = await SignedUpAsync(home);
        var wrong = App.Keys.RecoveryKey.New().Format();
        var without = await RecoverAsync(home, wrong, Phrase(1));
        var key = await NewKeyAsync(ann);

        foreach (var (name, written) in new[] { (Name, wrong), (Name, "nonsense"), (Name, ""), ("nobody@example.org", wrong), ("\0", key), (Name, new string('0', 200_000)) })
        {
            home.Pass(TimeSpan.FromHours(1));
            Assert.Equal(without, await RecoverAsync(home, written, Phrase(1), name));
        }

        Assert.Equal(new RecoverResult(Recovered: false, PasswordFlaw.None, TimeSpan.Zero), without);
        Assert.Equal(PasswordFlaw.TooShort, (await RecoverAsync(home, key, "short")).Flaw);
        home.Pass(TimeSpan.FromHours(1));
        Assert.NotNull(await SignInAsync(home, Phrase(0)));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Guessing_recovery_keys_is_slowed_down_like_guessing_passwords(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);
        await NewKeyAsync(await SignedUpAsync(home));

        var results = new List<RecoverResult>();
        for (var guess = 0; guess < 8; guess++)
            results.Add(await RecoverAsync(home, App.Keys.RecoveryKey.New().Format(), Phrase(1)));

        Assert.Equal(5, results.Count(result => result.Wait == TimeSpan.Zero));
        Assert.All(results.Skip(5), result => Assert.True(result.Wait > TimeSpan.Zero));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_password_is_changed_with_the_current_one_and_opens_everything(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine);
        var ann = await SignedUpAsync(home);
        var round = await ann.StartAsync();
        await ann.AnswerAsync(round, new() { Note = "still here" });

        Assert.Equal(new(Changed: false, PasswordFlaw.TooShort, CurrentIsWrong: false, TimeSpan.Zero), await ChangeAsync(ann, Phrase(0), "short"));
        Assert.Equal(new(Changed: false, PasswordFlaw.None, CurrentIsWrong: true, TimeSpan.Zero), await ChangeAsync(ann, Phrase(9), Phrase(1)));
        Assert.Equal(new(Changed: true, PasswordFlaw.None, CurrentIsWrong: false, TimeSpan.Zero), await ChangeAsync(ann, Phrase(0), Phrase(1)));

        Assert.Null(await SignInAsync(home, Phrase(0)));
        var again = await SignInAsync(home, Phrase(1));
        Assert.Equal("still here", (await again!.SeeAsync(round))!.Sheet.Placements.Single().Value.Note);
    }

    /// <summary>C changes the password, K makes a recovery key, R recovers with the last key, S restarts the server.</summary>
    public static TheoryData<Engine, string> Orders()
    {
        var data = new TheoryData<Engine, string>();
        foreach (var row in (IEnumerable<object[]>)Engines.Here)
        {
            foreach (var order in new[] { "CKRC", "KCRKR", "KKRC", "KCCR", "SKCSR", "KRKRKR", "CSCSKSRS", "KSCRSCKR" })
                data.Add((Engine)row[0], order);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task In_whatever_order_a_password_is_changed_and_recovered_everything_opens_with_the_last_secrets_only(Engine engine, string order)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);
        var ann = await SignedUpAsync(home);
        var round = await ann.StartAsync();
        await ann.AnswerAsync(round, new() { Note = "note 0" });
        var (password, dead, notes) = (0, new List<string>(), 0);
        string? key = null;
        var usedKeys = new List<string>();

        foreach (var step in order)
        {
            switch (step)
            {
                case 'C':
                    Assert.True((await ChangeAsync(ann, Phrase(password), Phrase(password + 1))).Changed);
                    dead.Add(Phrase(password++));
                    break;
                case 'K':
                    if (key is not null)
                        usedKeys.Add(key);
                    key = await NewKeyAsync(ann);
                    break;
                case 'R':
                    Assert.True((await RecoverAsync(home, key!, Phrase(password + 1))).Recovered);
                    dead.Add(Phrase(password++));
                    usedKeys.Add(key!);
                    key = null;
                    break;
                default:
                    await home.RestartAsync();
                    break;
            }

            foreach (var old in dead)
                Assert.Null(await SignInAsync(home, old));
            foreach (var old in usedKeys)
            {
                home.Pass(TimeSpan.FromHours(1));
                Assert.False((await RecoverAsync(home, old, Phrase(99))).Recovered);
            }

            ann = (await SignInAsync(home, Phrase(password)))!;
            Assert.Equal($"note {notes}", (await ann.SeeAsync(round))!.Sheet.Placements.Single().Value.Note);
            await ann.AnswerAsync(round, new() { Note = $"note {notes + 1}" }, before: new() { Note = $"note {notes}" });
            notes++;
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_recovery_key_of_somebody_else_opens_nothing_here(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);
        await NewKeyAsync(await SignedUpAsync(home));
        var bo = home.SignedInAs((await home.AsNobody.RunAsync((SignUp it) => it.RunAsync(new("bob", Phrase(5), "Bo", IsAdult: true), "Other"))).Principal);
        var bos = await NewKeyAsync(bo);

        Assert.False((await RecoverAsync(home, bos, Phrase(1))).Recovered);

        Assert.NotNull(await SignInAsync(home, Phrase(0)));
        Assert.Equal(SpaceState.Locked, (await Assert.ThrowsAsync<SpaceNotOpenException>(() => bo.ElsewhereLocked().RunAsync((ShowRecoveryKey it) => it.RunAsync()))).State);
    }
}
