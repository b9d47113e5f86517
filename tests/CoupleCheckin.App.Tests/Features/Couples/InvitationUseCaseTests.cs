using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using Xunit.Abstractions;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Couples;

public sealed class InvitationUseCaseTests(ITestOutputHelper output)
{
    private static Task<string?> InviteAsync(TwoPartners.Somebody who) => who.RunAsync(async (Invite it) => (await it.RunAsync()).Secret);

    private static Task<InvitationView?> LookAsync(TwoPartners.Somebody who, string? secret) => who.RunAsync((LookAtInvitation it) => it.RunAsync(secret));

    private static Task<AcceptResult> AcceptAsync(TwoPartners.Somebody who, string? secret) => who.RunAsync((AcceptInvitation it) => it.RunAsync(secret));

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task An_invitation_shows_who_invites_also_to_somebody_who_is_not_signed_in(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var invitation = await home.AsAnn.RunAsync((Invite it) => it.RunAsync());

        var seen = await LookAsync(home.AsNobody, invitation.Secret);

        Assert.Equal(new InvitationView("Ann", home.Clock.GetUtcNow().AddHours(48)), seen);
        Assert.Equal(invitation.ExpiresAt, (await home.AsAnn.SeeCoupleAsync()).InvitationExpiresAt);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Whoever_accepts_takes_the_second_seat_and_both_see_each_other(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var before = await home.AsBo.SeeCoupleAsync();

        Assert.Equal(AcceptResult.Joined, await AcceptAsync(home.AsBo, await InviteAsync(home.AsAnn)));

        Assert.Null(before.Partner);
        Assert.Equal(new CoupleView(new("Ann", "A", IsRound: true), new("Bo", "B", IsRound: false), IsClosed: false, null), await home.AsAnn.SeeCoupleAsync());
        Assert.Equal(new CoupleView(new("Bo", "B", IsRound: false), new("Ann", "A", IsRound: true), IsClosed: false, null), await home.AsBo.SeeCoupleAsync());
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Of_fifty_people_who_accept_one_invitation_at_once_exactly_one_joins(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var secret = await InviteAsync(home.AsAnn);
        var people = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => home.New($"person-{number}").MoveInAsync()));
        await Task.WhenAll(people.Select(person => person.SeeCoupleAsync()));
        using var start = new SemaphoreSlim(0);

        var tries = people.Select(async person =>
        {
            await start.WaitAsync();
            return await AcceptAsync(person, secret);
        }).ToList();
        start.Release(people.Length);
        var results = await Task.WhenAll(tries);

        output.WriteLine($"{engine}: {string.Join(", ", results.CountBy(result => result).Select(pair => $"{pair.Value} {pair.Key}"))}");
        Assert.Single(results, AcceptResult.Joined);
        Assert.Equal(49, results.Count(result => result == AcceptResult.NotFound));
        var winner = people[Array.IndexOf(results, AcceptResult.Joined)];
        Assert.Equal(winner.Name, (await home.AsAnn.SeeCoupleAsync()).Partner!.Name);
        foreach (var loser in people.Where(person => person != winner))
            Assert.Equal(new CoupleView(new(loser.Name, "P", IsRound: true), null, IsClosed: false, null), await loser.SeeCoupleAsync());
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_link_that_is_used_old_taken_back_or_unknown_leads_nowhere_and_always_alike(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var expired = await InviteAsync(home.AsBo);
        home.Pass(TimeSpan.FromHours(48));
        var revoked = await InviteAsync(home.AsAnn);
        await home.AsAnn.RunAsync((RevokeInvitation it) => it.RunAsync());
        var replaced = await InviteAsync(home.AsAnn);
        var used = await InviteAsync(home.AsAnn);
        var standing = await AcceptAsync(await home.New("Cy").MoveInAsync(), used);
        var unknown = Convert.ToBase64String(new byte[32]).TrimEnd('=');

        Assert.Equal(AcceptResult.Joined, standing);
        string?[] links =
        [
            expired, revoked, replaced, used, unknown, null, "", " ", "x", used![..^1], used + "A", "../../etc/passwd", new string('A', 200_000), "\0", "\uD800", "💌",
        ];
        foreach (var link in links)
        {
            Assert.Null(await LookAsync(home.AsStranger, link));
            Assert.Null(await LookAsync(home.AsNobody, link));
            Assert.Equal(AcceptResult.NotFound, await AcceptAsync(home.AsStranger, link));
        }

        Assert.Null((await home.AsStranger.SeeCoupleAsync()).Partner);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task An_invitation_stands_for_48_hours_and_not_a_moment_longer(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var secret = await InviteAsync(home.AsAnn);

        home.Pass(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        var justBefore = await LookAsync(home.AsBo, secret);
        home.Pass(TimeSpan.FromSeconds(1));

        Assert.NotNull(justBefore);
        Assert.Null(await LookAsync(home.AsBo, secret));
        Assert.Null((await home.AsAnn.SeeCoupleAsync()).InvitationExpiresAt);
        Assert.Equal(AcceptResult.NotFound, await AcceptAsync(home.AsBo, secret));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Nobody_accepts_their_own_invitation(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var secret = await InviteAsync(home.AsAnn);

        Assert.Equal(AcceptResult.OwnInvitation, await AcceptAsync(home.AsAnn, secret));

        Assert.Equal(AcceptResult.Joined, await AcceptAsync(home.AsBo, secret));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Whoever_is_in_a_couple_of_two_must_leave_before_they_accept(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var secret = await InviteAsync(home.AsStranger);

        Assert.Equal(AcceptResult.AlreadyPaired, await AcceptAsync(home.AsBo, secret));
        Assert.Equal(AcceptResult.AlreadyPaired, await AcceptAsync(home.AsAnn, secret));

        Assert.Equal("Ann", (await home.AsBo.SeeCoupleAsync()).Partner!.Name);
        Assert.NotNull(await LookAsync(home.AsNobody, secret));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_couple_of_two_invites_nobody(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);

        Assert.Null(await InviteAsync(home.AsAnn));
        Assert.Null(await InviteAsync(home.AsBo));

        Assert.Equal(0, await home.CountAsync("Invitations", $"\"Standing\" = {home.True}"));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Two_invitations_written_at_once_leave_one_standing(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        await home.AsAnn.SeeCoupleAsync();

        var secrets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => InviteAsync(home.AsAnn)));

        var seen = await Task.WhenAll(secrets.Select(secret => LookAsync(home.AsNobody, secret)));
        Assert.Single(seen, view => view is not null);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task The_database_holds_no_secret_of_an_invitation_and_forgets_the_key_once_it_is_used(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var secret = await InviteAsync(home.AsAnn);
        var hash = (byte[])(await home.PeekAsync("SELECT \"TokenHash\" FROM \"Invitations\"")).Single();

        await AcceptAsync(home.AsBo, secret);

        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(secret);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(bytes), hash);
        Assert.Empty((byte[])(await home.PeekAsync("SELECT \"Wrapped\" FROM \"Invitations\"")).Single());
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Taking_back_without_an_invitation_changes_nothing(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);

        await home.AsAnn.RunAsync((RevokeInvitation it) => it.RunAsync());

        Assert.Null((await home.AsAnn.SeeCoupleAsync()).InvitationExpiresAt);
        Assert.NotNull(await InviteAsync(home.AsAnn));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Whoever_joins_somebody_else_takes_their_own_invitation_back(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var anns = await InviteAsync(home.AsAnn);

        Assert.Equal(AcceptResult.Joined, await AcceptAsync(home.AsAnn, await InviteAsync(home.AsStranger)));

        Assert.Null(await LookAsync(home.AsNobody, anns));
        Assert.Equal(AcceptResult.NotFound, await AcceptAsync(home.AsBo, anns));
        Assert.False((await home.AsBo.SeeCoupleAsync()).IsClosed);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Two_who_accept_each_others_invitations_at_once_never_end_up_apart_in_closed_spaces(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        for (var time = 0; time < 10; time++)
        {
            var (one, other) = (await home.New($"one-{time}").MoveInAsync(), await home.New($"other-{time}").MoveInAsync());
            var (ones, others) = (await InviteAsync(one), await InviteAsync(other));

            var results = await Task.WhenAll(TryAsync(one, others), TryAsync(other, ones));

            Assert.Single(results, AcceptResult.Joined);
            Assert.Equal(other.Name, (await one.SeeCoupleAsync()).Partner!.Name);
            Assert.False((await other.SeeCoupleAsync()).IsClosed);
        }

        // Where the two steps wait for each other, PostgreSQL ends one of them, and its page says that nothing was saved.
        static async Task<AcceptResult> TryAsync(TwoPartners.Somebody who, string? secret)
        {
            try
            {
                return await AcceptAsync(who, secret);
            }
            catch (NotSavedException)
            {
                return AcceptResult.NotFound;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Whoever_accepts_two_invitations_at_once_joins_one_of_them(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var (anns, strangers) = (await InviteAsync(home.AsAnn), await InviteAsync(home.AsStranger));
        await home.AsBo.SeeCoupleAsync();

        var results = await Task.WhenAll(AcceptAsync(home.AsBo, anns), AcceptAsync(home.AsBo, strangers));

        Assert.Equal([AcceptResult.Joined, AcceptResult.AlreadyPaired], results.Order());
        Assert.Equal(results[0] == AcceptResult.Joined ? "Ann" : "Mallory", (await home.AsBo.SeeCoupleAsync()).Partner!.Name);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task An_old_link_of_a_couple_one_was_in_leads_nowhere(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var replaced = await InviteAsync(home.AsAnn);
        var used = await InviteAsync(home.AsAnn);
        await AcceptAsync(home.AsBo, used);

        Assert.Equal(AcceptResult.NotFound, await AcceptAsync(home.AsBo, used));
        await home.AsBo.GetPasswordAsync();
        await home.AsBo.RunAsync((LeaveCouple it) => it.RunAsync(home.AsBo.Password, TwoPartners.Home));

        Assert.Equal(AcceptResult.NotFound, await AcceptAsync(home.AsBo, used));
        Assert.Equal(AcceptResult.NotFound, await AcceptAsync(home.AsBo, replaced));
        Assert.Equal(AcceptResult.NotFound, await AcceptAsync(home.AsAnn, used));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_third_seat_does_not_exist_in_the_database(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var couple = (await home.AsAnn.OpenSpaceAsync()).Us;

        foreach (var number in new[] { 0, 1, 2, 3 })
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => home.TamperAsync(
                "INSERT INTO \"Seats\" (\"Couple\", \"Number\", \"Person\", \"SealedName\") VALUES (@p0, @p1, @p2, @p3)",
                couple.Value, number, home.AsStranger.Person.Value, Array.Empty<byte>()));
        }

        Assert.Equal(2, await home.CountAsync("Seats", "\"Couple\" = @p0", couple.Value));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Nobody_and_whoever_is_locked_neither_invite_nor_accept(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var secret = await InviteAsync(home.AsAnn);

        foreach (var (who, state) in new[] { (home.AsNobody, SpaceState.SignedOut), (home.AsBo.ElsewhereLocked(), SpaceState.Locked) })
        {
            Assert.Equal(state, (await Assert.ThrowsAsync<SpaceNotOpenException>(() => InviteAsync(who))).State);
            Assert.Equal(state, (await Assert.ThrowsAsync<SpaceNotOpenException>(() => AcceptAsync(who, secret))).State);
            Assert.Equal(state, (await Assert.ThrowsAsync<SpaceNotOpenException>(() => who.RunAsync((RevokeInvitation it) => it.RunAsync()))).State);
            Assert.Equal(state, (await Assert.ThrowsAsync<SpaceNotOpenException>(who.SeeCoupleAsync)).State);
        }
    }
}
