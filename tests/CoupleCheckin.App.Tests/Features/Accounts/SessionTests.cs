using System.Security.Cryptography;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Accounts;

public sealed class SessionTests
{
    public static TheoryData<Engine> Here => Engines.Here;

    private static SessionTickets Tickets(TwoPartners home) => home.Services.GetRequiredService<SessionTickets>();

    private static Task<string> StoreAsync(TwoPartners home, TwoPartners.Somebody who, string label = "Firefox on Linux") =>
        Tickets(home).StoreAsync(new(SessionTickets.Principal(who.Person, who.Who!.Session, label), new AuthenticationProperties(), IdentityConstants.ApplicationScheme));

    /// <summary>Another browser of the same person, with a session in the database and an open space.</summary>
    private static async Task<(TwoPartners.Somebody Who, string Reference)> ElsewhereAsync(TwoPartners home, TwoPartners.Somebody who, string label)
    {
        var elsewhere = who.ElsewhereLocked();
        using var root = who.Root();
        home.Services.GetRequiredService<KeyRing>().Put(elsewhere.Who!.Session, root);
        return (elsewhere, await StoreAsync(home, elsewhere, label));
    }

    private static Task<AccountView> ReadAsync(TwoPartners.Somebody who) => who.RunAsync((ReadAccount it) => it.RunAsync());

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_session_comes_back_from_its_reference_and_the_database_holds_only_a_hash_of_it(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);

        var reference = await StoreAsync(home, home.AsAnn);

        var ticket = await Tickets(home).RetrieveAsync(reference);
        Assert.Equal(home.AsAnn.Who, SignedIn.In(ticket!.Principal));
        Assert.True(await Tickets(home).IsLiveAsync(home.AsAnn.Who!));
        Assert.False(await Tickets(home).IsLiveAsync(new(home.AsBo.Person, home.AsAnn.Who!.Session)));
        var bytes = Convert.FromHexString(reference);
        Assert.Equal(32, bytes.Length);
        Assert.Equal(SHA256.HashData(bytes), (byte[])(await home.PeekAsync("SELECT \"TicketHash\" FROM \"Sessions\"")).Single());
        foreach (var wrong in new[] { "", "zz", reference[..^2], reference + "00", new string('0', 64), "\0", Convert.ToHexString(SHA256.HashData(bytes)) })
            Assert.Null(await Tickets(home).RetrieveAsync(wrong));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_session_ends_when_it_is_removed_and_takes_its_key_and_tabs_along(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var reference = await StoreAsync(home, home.AsAnn);
        var signals = new List<Signal>();
        using var listening = await home.AsAnn.RunAsync((App.Features.Listen it) => it.RunAsync(signals.Add));

        await Tickets(home).RemoveAsync(reference);
        await Tickets(home).RemoveAsync(reference);

        Assert.Null(await Tickets(home).RetrieveAsync(reference));
        Assert.False(await Tickets(home).IsLiveAsync(home.AsAnn.Who!));
        Assert.Equal(SpaceState.Locked, (await Assert.ThrowsAsync<SpaceNotOpenException>(home.AsAnn.SeeCoupleAsync)).State);
        Assert.Equal([new Signal(SignalKind.SessionEnded, home.AsAnn.Who!.Session)], signals);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_session_ends_after_seven_idle_days_and_after_thirty_in_any_case(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var (idle, used) = (await StoreAsync(home, home.AsAnn), await StoreAsync(home, home.AsBo));
        for (var day = 1; day <= 29; day++)
        {
            home.Pass(TimeSpan.FromDays(1));
            Assert.NotNull(await Tickets(home).RetrieveAsync(used));
            if (day == 6)
                Assert.True(await Tickets(home).IsLiveAsync(home.AsAnn.Who!));
            if (day == 8)
                Assert.False(await Tickets(home).IsLiveAsync(home.AsAnn.Who!));
        }

        home.Pass(TimeSpan.FromDays(1));

        Assert.Null(await Tickets(home).RetrieveAsync(used));
        Assert.Null(await Tickets(home).RetrieveAsync(idle));
        Assert.Equal(0, await home.CountAsync("Sessions"));
        await Assert.ThrowsAsync<SpaceNotOpenException>(home.AsBo.SeeCoupleAsync);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_long_label_is_cut_and_a_session_starts_all_the_same(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        await StoreAsync(home, home.AsAnn, new string('x', 59) + string.Concat(Enumerable.Repeat("🦊", 500)));

        Assert.Equal(new string('x', 59), Assert.Single((await ReadAsync(home.AsAnn)).Sessions).Label);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task One_sees_and_ends_ones_own_sessions_and_nobody_elses(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var anns = await StoreAsync(home, home.AsAnn, "laptop");
        var (phone, phonesReference) = await ElsewhereAsync(home, home.AsAnn, "phone");
        var bos = await StoreAsync(home, home.AsBo, "Bo's");
        Assert.Equal([("laptop", true), ("phone", false)], (await ReadAsync(home.AsAnn)).Sessions.Select(line => (line.Label, line.IsThis)));

        await home.AsAnn.RunAsync((EndSession it) => it.RunAsync(home.AsBo.Who!.Session));
        await home.AsAnn.RunAsync((EndSession it) => it.RunAsync(Guid.NewGuid()));

        Assert.NotNull(await Tickets(home).RetrieveAsync(bos));
        await home.AsBo.SeeCoupleAsync();
        Assert.Empty((await ReadAsync(home.AsAnn)).Events);

        await home.AsAnn.RunAsync((EndSession it) => it.RunAsync(phone.Who!.Session));

        Assert.Null(await Tickets(home).RetrieveAsync(phonesReference));
        Assert.NotNull(await Tickets(home).RetrieveAsync(anns));
        Assert.Equal(SpaceState.Locked, (await Assert.ThrowsAsync<SpaceNotOpenException>(phone.SeeCoupleAsync)).State);
        Assert.Equal([new(AccountEventKind.SessionEnded, new(2026, 5, 12), 1)], (await ReadAsync(home.AsAnn)).Events);
        Assert.Empty((await ReadAsync(home.AsBo)).Events);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Signing_out_everywhere_asks_for_the_password_and_ends_every_session(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        await home.AsAnn.GetPasswordAsync();
        var references = new List<string> { await StoreAsync(home, home.AsAnn), (await ElsewhereAsync(home, home.AsAnn, "phone")).Reference };
        var bos = await StoreAsync(home, home.AsBo);

        Assert.False((await home.AsAnn.RunAsync((SignOutEverywhere it) => it.RunAsync("a wrong password", TwoPartners.Home))).Opened);
        Assert.NotNull(await Tickets(home).RetrieveAsync(references[0]));
        Assert.True((await home.AsAnn.RunAsync((SignOutEverywhere it) => it.RunAsync(home.AsAnn.Password, TwoPartners.Home))).Opened);

        foreach (var reference in references)
            Assert.Null(await Tickets(home).RetrieveAsync(reference));
        Assert.NotNull(await Tickets(home).RetrieveAsync(bos));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_session_that_another_tab_ends_meanwhile_does_not_keep_the_others_from_ending(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        await StoreAsync(home, home.AsAnn);
        for (var browser = 0; browser < 6; browser++)
            await ElsewhereAsync(home, home.AsAnn, $"browser {browser}");
        var ended = new List<Guid>();

        // Each time one is looked at, another tab has just ended it.
        await Tickets(home).EndAsync(
            home.AsAnn.Person,
            session =>
            {
                ended.Add(session.Id);
                if (ended.Count is 2 or 3)
                    Task.Run(() => home.TamperAsync("DELETE FROM \"Sessions\" WHERE \"Id\" = @p0", session.Id)).Wait();
                return true;
            },
            default);

        Assert.Equal(7, ended.Count);
        Assert.Equal(0, await home.CountAsync("Sessions"));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_changed_password_ends_the_other_sessions_when_that_is_wanted(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        await home.AsAnn.GetPasswordAsync();
        var (mine, others) = (await StoreAsync(home, home.AsAnn), (await ElsewhereAsync(home, home.AsAnn, "phone")).Reference);

        await home.AsAnn.RunAsync((ChangePassword it) => it.RunAsync(home.AsAnn.Password, "the second phrase of them", endOthers: false, TwoPartners.Home));
        Assert.NotNull(await Tickets(home).RetrieveAsync(others));
        await home.AsAnn.RunAsync((ChangePassword it) => it.RunAsync("the second phrase of them", "the third phrase of them", endOthers: true, TwoPartners.Home));

        Assert.Null(await Tickets(home).RetrieveAsync(others));
        Assert.NotNull(await Tickets(home).RetrieveAsync(mine));
        await home.AsAnn.SeeCoupleAsync();
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Recovery_ends_all_sessions(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        await home.AsAnn.GetPasswordAsync();
        var reference = await StoreAsync(home, home.AsAnn);
        var key = await home.AsAnn.RunAsync((ShowRecoveryKey it) => it.RunAsync());
        await home.AsAnn.RunAsync((ConfirmRecoveryKey it) => it.RunAsync(key[^4..]));

        Assert.True((await home.AsNobody.RunAsync((Recover it) => it.RunAsync("Ann", key, "the second phrase of them", TwoPartners.Home))).Recovered);

        Assert.Null(await Tickets(home).RetrieveAsync(reference));
        Assert.Equal(SpaceState.Locked, (await Assert.ThrowsAsync<SpaceNotOpenException>(home.AsAnn.SeeCoupleAsync)).State);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_happened_to_an_account_is_kept_for_ninety_days(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        await home.AsAnn.GetPasswordAsync();
        await home.AsAnn.RunAsync((Unlock it) => it.RunAsync("a wrong password", TwoPartners.Home));
        home.Pass(TimeSpan.FromDays(90));
        await home.AsAnn.RunAsync((Unlock it) => it.RunAsync("a wrong password", TwoPartners.Home));
        Assert.Equal(3, (await ReadAsync(home.AsAnn)).Events.Count);
        home.Pass(TimeSpan.FromDays(1));

        await home.AsAnn.RunAsync((Unlock it) => it.RunAsync("a wrong password", TwoPartners.Home));

        Assert.Equal(2, await home.CountAsync("Events"));
    }
}
