using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Features.Journal;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.App.Tests.Features.Agreements;
using CoupleCheckin.App.Tests.Features.Conversations;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Conversations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Accounts;

public sealed class DeleteAccountTests
{
    public static TheoryData<Engine> Here => Engines.Here;

    private static async Task<PasswordPromptResult> DeleteAsync(TwoPartners.Somebody who)
    {
        await who.GetPasswordAsync();
        return await who.RunAsync((DeleteAccount it) => it.RunAsync(who.Password, TwoPartners.Home));
    }

    /// <summary>All tables, with how many rows in each name a person as their owner, author, or whoever sits there.</summary>
    private static async Task<IReadOnlyDictionary<string, int>> RowsOfAsync(TwoPartners home, TwoPartners.Somebody who)
    {
        await using var couples = home.Database.Couples(Viewer.Alone(default));
        await using var accounts = home.Database.Accounts();
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entity in couples.Model.GetEntityTypes().Concat(accounts.Model.GetEntityTypes().Where(type => AccountsDb.Ours(accounts.Model).Contains(type.ClrType))))
        {
            foreach (var property in entity.GetProperties().Where(property => property.Name is "Owner" or "Author" or "Person"))
            {
                var found = await home.CountAsync(entity.GetTableName()!, $"\"{property.GetColumnName()}\" = @p0", who.Person.Value);
                if (found > 0)
                    rows[$"{entity.GetTableName()}.{property.Name}"] = found;
            }
        }

        return rows;
    }

    /// <summary>Something of every kind that somebody keeps for themselves.</summary>
    private static async Task KeepsThingsAsync(TwoPartners home, TwoPartners.Somebody who)
    {
        await who.WriteAsync(Domain.Concerns.ConcernId.New(), Talking.AConcern(home));
        await who.RunAsync((ChooseTopic it) => it.RunAsync(Topic.Sexual, true));
        await who.RunAsync((SaveJournal it) => it.RunAsync([new(Guid.NewGuid(), 0, new byte[300])]));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Alone_everything_goes_and_nothing_of_it_is_left(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        await KeepsThingsAsync(home, home.AsAnn);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Openly = Zone.GrayZone });
        Assert.Equal(RoundStep.Taken, await home.AsAnn.SealAsync(round));
        await home.AsAnn.RunAsync((Invite it) => it.RunAsync());
        var before = await home.CountAsync("Couples");

        Assert.True((await DeleteAsync(home.AsAnn)).Opened);

        Assert.Empty(await RowsOfAsync(home, home.AsAnn));
        Assert.Equal(0, await home.CountAsync("Rounds"));
        Assert.Equal(before - 1, await home.CountAsync("Couples"));
        Assert.Equal(0, await home.CountAsync("AspNetUsers", "\"Id\" = @p0", home.AsAnn.Person.Value));
        Assert.Equal(SpaceState.Locked, (await Assert.ThrowsAsync<SpaceNotOpenException>(home.AsAnn.SeeCoupleAsync)).State);
        Assert.False((await home.AsBo.SeeCoupleAsync()).IsClosed);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_the_two_shared_stays_with_the_partner_and_what_was_not_opened_is_gone(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await KeepsThingsAsync(home, home.AsAnn);
        var opened = await home.RevealedRoundAsync();
        await home.AgreeAsync(Agreeing.Line("We tell each other about lunch."));
        var talk = await home.AsAnn.RaiseAsync(Talking.AConcern(home));
        var half = (await home.AsAnn.RunAsync((StartTopics it) => it.RunAsync([Topic.Messaging], false)))!.Value;
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            Assert.Equal(RoundStep.Taken, await who.SealAsync(half));
        Assert.Equal(RoundStep.Taken, await home.AsAnn.ReadyAsync(half));

        Assert.True((await DeleteAsync(home.AsAnn)).Opened);

        var bo = await home.AsBo.SeeCoupleAsync();
        Assert.Equal((true, "Ann"), (bo.IsClosed, bo.Partner!.Name));
        Assert.Contains((await home.AsBo.CompareAsync(opened))!.Comparison!.Rows, row => row.Partners.Note == "Ann's note");
        Assert.True(Assert.Single((await home.AsBo.AgreementAsync()).Clauses).IsWhole);
        Assert.Null(await home.AsBo.OpenTalkAsync(talk) is { IsClosed: false } ? "open" : null);
        Assert.True((await home.AsBo.SeeAsync(half))!.IsClosed);
        Assert.Equal(0, await home.CountAsync("OpenedSheets", "\"Round\" = @p0", half.Value));
        var left = await RowsOfAsync(home, home.AsAnn);
        Assert.DoesNotContain(left.Keys, key => key.EndsWith(".Owner", StringComparison.Ordinal) && key != "OpenedSheets.Owner");
        Assert.Equal(1, left["OpenedSheets.Owner"]);
        Assert.Equal(0, await home.CountAsync("Invitations", "\"Author\" = @p0", home.AsAnn.Person.Value));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task The_partner_in_the_middle_of_a_talk_reads_that_the_space_is_closed(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var talk = (await home.AsAnn.StartTalkAsync()).Talk!.Value;
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.ReadyAsync(talk);
        var heard = new List<Signal>();
        using var listening = await home.AsBo.RunAsync((App.Features.Listen it) => it.RunAsync(heard.Add));

        Assert.True((await DeleteAsync(home.AsAnn)).Opened);

        Assert.Contains(heard, signal => signal.Kind == SignalKind.Couple);
        Assert.True((await home.AsBo.OpenTalkAsync(talk))!.IsClosed);
        Assert.Equal(TalkStep.SpaceClosed, await home.AsBo.DoAsync(talk, new TalkAct.Stop()));
        await home.AsBo.RunAsync((BeginAnew it) => it.RunAsync());
        Assert.Null((await home.AsBo.SeeCoupleAsync()).Partner);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Whoever_left_before_takes_nothing_from_the_one_they_left_and_the_last_one_takes_all(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var opened = await home.RevealedRoundAsync();
        await home.AsAnn.GetPasswordAsync();
        await home.AsAnn.RunAsync((LeaveCouple it) => it.RunAsync(home.AsAnn.Password, TwoPartners.Home));
        Assert.Equal(["Bo"], (await home.AsAnn.RunAsync((ReadWhatRemains it) => it.RunAsync())).Readers);

        Assert.True((await DeleteAsync(home.AsAnn)).Opened);
        Assert.NotNull((await home.AsBo.CompareAsync(opened))!.Comparison);
        Assert.Empty((await home.AsBo.RunAsync((ReadWhatRemains it) => it.RunAsync())).Readers);

        Assert.True((await DeleteAsync(home.AsBo)).Opened);
        Assert.Empty(await RowsOfAsync(home, home.AsAnn));
        Assert.Empty(await RowsOfAsync(home, home.AsBo));
        Assert.Equal(0, await home.CountAsync("Rounds"));
        Assert.NotNull(await home.AsStranger.SeeCoupleAsync());
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Both_at_once_leave_nothing_behind(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.RevealedRoundAsync();

        var both = await Task.WhenAll(DeleteAsync(home.AsAnn), DeleteAsync(home.AsBo));

        Assert.All(both, result => Assert.True(result.Opened));
        Assert.Equal(0, await home.CountAsync("Rounds"));
        Assert.Equal(0, await home.CountAsync("Couples"));
        Assert.Empty(await RowsOfAsync(home, home.AsAnn));
        Assert.Empty(await RowsOfAsync(home, home.AsBo));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_partner_who_writes_in_the_same_moment_loses_nothing_and_breaks_nothing(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var opened = await home.RevealedRoundAsync();
        var talk = (await home.AsAnn.StartTalkAsync()).Talk!.Value;
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.ReadyAsync(talk);
        await home.AsAnn.GetPasswordAsync();
        var writing = Enumerable.Range(0, 40).Select(async _ =>
        {
            await home.AsBo.DoAsync(talk, new TalkAct.Park(Guid.NewGuid(), "Later"));
            return await home.AsBo.RunAsync((StartTopics it) => it.RunAsync([Topic.Friends], false));
        }).ToList();
        var own = Enumerable.Range(0, 40).Select(async _ =>
        {
            try
            {
                await home.AsAnn.WriteAsync(Domain.Concerns.ConcernId.New(), Talking.AConcern(home));
            }
            catch (Exception gone) when (gone is SpaceNotOpenException or NotSavedException)
            {
                // Their own other tab is told that nobody is signed in.
            }
        }).ToList();

        Assert.True((await home.AsAnn.RunAsync((DeleteAccount it) => it.RunAsync(home.AsAnn.Password, TwoPartners.Home))).Opened);
        await Task.WhenAll(writing);
        await Task.WhenAll(own);

        Assert.True((await home.AsBo.SeeCoupleAsync()).IsClosed);
        Assert.NotNull((await home.AsBo.CompareAsync(opened))!.Comparison);
        Assert.True((await home.AsBo.OpenTalkAsync(talk))!.IsClosed);
        Assert.Null(await home.AsBo.RunAsync((StartTopics it) => it.RunAsync([Topic.Friends], false)));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Whoever_accepts_in_the_same_moment_is_with_them_or_was_never_let_in(Engine engine)
    {
        for (var turn = 0; turn < 6; turn++)
        {
            await using var home = await TwoPartners.ApartAsync(engine);
            var invitation = await home.AsAnn.RunAsync((Invite it) => it.RunAsync());
            await home.AsAnn.GetPasswordAsync();
            var deleting = home.AsAnn.RunAsync((DeleteAccount it) => it.RunAsync(home.AsAnn.Password, TwoPartners.Home));
            AcceptResult? accepted = null;
            try
            {
                accepted = await home.AsBo.RunAsync((AcceptInvitation it) => it.RunAsync(invitation.Secret));
            }
            catch (NotSavedException)
            {
                // Told to try again.
            }

            Assert.True((await deleting).Opened);

            var bo = await home.AsBo.SeeCoupleAsync();
            Assert.Equal(accepted == AcceptResult.Joined, bo.Partner is not null);
            Assert.Equal(accepted == AcceptResult.Joined, bo.IsClosed);
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task All_sessions_end_at_once_in_every_tab_and_a_late_one_is_none(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);
        var tickets = home.Services.GetRequiredService<SessionTickets>();
        var reference = await tickets.StoreAsync(Ticket(home.AsAnn));
        var signals = new List<Signal>();
        using var listening = await home.AsAnn.RunAsync((App.Features.Listen it) => it.RunAsync(signals.Add));

        Assert.True((await DeleteAsync(home.AsAnn)).Opened);

        Assert.Contains(new Signal(SignalKind.SessionEnded, home.AsAnn.Who!.Session), signals);
        Assert.Null(await tickets.RetrieveAsync(reference));
        var late = await tickets.StoreAsync(Ticket(home.AsAnn.ElsewhereLocked()));
        Assert.Null(await tickets.RetrieveAsync(late));
        Assert.Equal(0, await home.CountAsync("Sessions"));

        static AuthenticationTicket Ticket(TwoPartners.Somebody who) =>
            new(SessionTickets.Principal(who.Person, who.Who!.Session, "A browser"), new AuthenticationProperties(), IdentityConstants.ApplicationScheme);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_wrong_password_deletes_nothing(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsAnn.GetPasswordAsync();

        Assert.False((await home.AsAnn.RunAsync((DeleteAccount it) => it.RunAsync("not it at all, is it", TwoPartners.Home))).Opened);

        Assert.False((await home.AsBo.SeeCoupleAsync()).IsClosed);
        Assert.Equal("Ann", (await home.AsAnn.SeeCoupleAsync()).Me.Name);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_stands_for_ever_still_does_so_afterwards(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.RevealedRoundAsync();
        await DeleteAsync(home.AsStranger);

        foreach (var table in new[] { "Seals", "Readies", "OpenedSheets" })
        {
            var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => home.TamperAsync($"DELETE FROM \"{table}\""));
            Assert.Contains("for ever", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_stored_type_that_stands_for_ever_can_go_with_its_people()
    {
        await using var home = await TwoPartners.ApartAsync(Engine.Sqlite);
        await using var db = home.Database.Couples(Viewer.Alone(default));
        foreach (var table in db.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(Domain.Privacy.IPermanent))).Select(type => type.GetTableName()))
            Assert.Equal(1L, (await home.PeekAsync("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = @p0", $"{table}_for_ever")).Single());
    }
}
